import { createAlarm } from './adapters/embedded/alarm.ts'
import { createNoticeCarrier } from './adapters/notify/notice-carrier.ts'
import { createSmtpTransport } from './adapters/performers/mail/smtp-transport.ts'
import type { SqliteStore } from './adapters/sqlite/sqlite-store.ts'
import { systemClock } from './adapters/system/clock.ts'
import { systemIds } from './adapters/system/ids.ts'
import { webhookSignatures } from './adapters/webhooks/signatures.ts'
import type { Config } from './config.ts'
import { readMailServer } from './config.ts'
import { createNotices } from './engine/create-notices.ts'
import type { Engine } from './engine/engine.ts'
import type { UsualMail } from './engine/notice-channels.ts'
import { createNoticeChannels } from './engine/notice-channels.ts'
import type { Notices } from './engine/notices.ts'
import type { Vault } from './engine/ports.ts'
import { createNoticeSender } from './engine/send-notices.ts'
import { createTeller } from './engine/tell-people.ts'

export interface NoticeStorage {
  readonly store: SqliteStore
  readonly engine: Engine
  readonly vault: Vault
  readonly onProblem: (error: unknown) => void
}

export interface OpenNotices {
  readonly notices: Notices
  /** From now on people are told. `house`: where they reach the program, without a slash at its end. */
  readonly begin: (house: string) => void
  readonly close: () => Promise<void>
}

/** How people are told of tasks. */
export function openNotices(config: Config, { store, engine, vault, onProblem }: NoticeStorage): OpenNotices {
  let house = 'http://127.0.0.1'
  const channels = createNoticeChannels({ reader: store, vault, usualMail: usualMail(config) })
  const carrier = createNoticeCarrier({ openMail: createSmtpTransport, signatures: webhookSignatures })
  const alarm = createAlarm(systemClock)
  const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions()
  const common = { engine, reader: store, channels, carrier, clock: systemClock, ids: systemIds, timezone, onProblem }
  const parts = { ...common, house: () => house }
  const sender = createNoticeSender({ ...parts, wakeAt: alarm.set })
  const teller = createTeller({ ...parts, alarm: createAlarm(systemClock), onNotices: sender.ring })
  return {
    notices: createNotices({ ...parts, vault, signatures: webhookSignatures }),
    begin: (address) => {
      house = address
      engine.onCommit(teller.ring)
      teller.ring()
      sender.ring()
    },
    close: async () => {
      await teller.close()
      alarm.close()
      await sender.close()
    },
  }
}

function usualMail({ smtp }: Config): UsualMail | undefined {
  if (smtp === undefined) return undefined
  const { host, port, secure, auth } = readMailServer(smtp)
  const encryption = secure ? 'tls' : 'starttls'
  const settings = { type: 'email', host, port, encryption, user: auth?.user ?? null, from: smtp.from } as const
  return { settings, password: auth?.pass ?? null }
}
