import { createNoticeCarrier } from '../../src/adapters/notify/notice-carrier.ts'
import { createSmtpTransport } from '../../src/adapters/performers/mail/smtp-transport.ts'
import { webhookSignatures } from '../../src/adapters/webhooks/signatures.ts'
import type { NoticesParts } from '../../src/engine/create-notices.ts'
import { createNotices } from '../../src/engine/create-notices.ts'
import { createNoticeChannels } from '../../src/engine/notice-channels.ts'
import type { Notices } from '../../src/engine/notices.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { vaultIn } from './connections.ts'

type Parts = Pick<NoticesParts, 'engine' | 'clock' | 'ids'> & { readonly reader: WholeStore }

/** How people are told, over a store, with real servers to speak to. */
export function noticesIn(home: string, parts: Parts): Notices {
  const { vault } = vaultIn(home, parts.reader)
  return createNotices({
    ...parts,
    vault,
    channels: createNoticeChannels({ reader: parts.reader, vault, usualMail: undefined }),
    carrier: createNoticeCarrier({ openMail: createSmtpTransport, signatures: webhookSignatures }),
    signatures: webhookSignatures,
    timezone: 'UTC',
    house: () => 'http://127.0.0.1:4600',
  })
}
