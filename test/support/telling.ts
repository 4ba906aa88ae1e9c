import { webhookSignatures } from '../../src/adapters/webhooks/signatures.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import type { Plan, PlannedStage } from '../../src/core/plan/plan.ts'
import type { TaskId } from '../../src/core/run/ids.ts'
import { createNotices } from '../../src/engine/create-notices.ts'
import type { Alarm } from '../../src/engine/delivery.ts'
import type { UsualMail } from '../../src/engine/notice-channels.ts'
import { createNoticeChannels } from '../../src/engine/notice-channels.ts'
import type { Carried, NoticeMessage } from '../../src/engine/notice-ports.ts'
import type { Notices } from '../../src/engine/notices.ts'
import type { PersonRow } from '../../src/engine/person-row.ts'
import type { Relay } from '../../src/engine/read-in-pages.ts'
import { createNoticeSender } from '../../src/engine/send-notices.ts'
import { createTeller } from '../../src/engine/tell-people.ts'
import { vaultIn } from './connections.ts'
import type { TestClock, World } from './engine.ts'
import { aClock, aWorld, startOf } from './engine.ts'
import { folderWith } from './folders.ts'
import { aPersonRow } from './rows.ts'
import { aPlan, aStage, at } from './runs.ts'

export interface Telling extends World {
  readonly clock: TestClock
  readonly notices: Notices
  readonly teller: Relay
  readonly sender: Relay
  readonly carried: NoticeMessage[]
  /** What the next messages meet; else they are taken. */
  readonly outcomes: Carried[]
  /** When the sender wants to look again. */
  readonly wakes: Timestamp[]
  /** What the teller wants to be done a second after it failed. */
  readonly again: readonly (() => void)[]
  readonly person: (given?: Partial<PersonRow>) => Promise<PersonRow>
  /** Starts a run whose first stage asks these, and tells of it. */
  readonly ask: (to: string, stage?: Partial<PlannedStage>) => Promise<TaskId>
  /** Reads what there is and sends what is due. */
  readonly pass: () => Promise<void>
}

export interface TellingOptions {
  readonly usualMail?: UsualMail
  /** What an earlier process left behind. */
  readonly before?: Telling
  /** Happens while a message is on its way. */
  readonly meanwhile?: (sender: Relay) => void
}

/** An engine whose tasks people are told of, with a carrier that keeps what it is handed. */
export async function aTelling({ usualMail, before, meanwhile }: TellingOptions = {}): Promise<Telling> {
  const clock = before?.clock ?? aClock(at(0))
  const world = before ?? aWorld({ clock, prefix: 'run' })
  const { engine, store: reader, ids, problems } = world
  const { vault } = vaultIn(folderWith({}), reader)
  const channels = createNoticeChannels({ reader, vault, usualMail })
  const [carried, outcomes, wakes]: [NoticeMessage[], Carried[], Timestamp[]] = [[], [], []]
  const again: (() => void)[] = []
  const carrier = {
    carry: async (message: NoticeMessage): Promise<Carried> => {
      carried.push(message)
      meanwhile?.(sender)
      return outcomes.shift() ?? { type: 'taken' }
    },
  }
  const house = (): string => 'https://desk.example.com'
  const onProblem = (error: unknown): void => void problems.push(error)
  const parts = { engine, reader, channels, carrier, clock, ids, timezone: 'UTC', house, onProblem }
  const sender = createNoticeSender({ ...parts, wakeAt: (when) => void wakes.push(when) })
  const alarm: Alarm = { set: (_, wake) => void again.push(wake), close: () => undefined }
  const teller = createTeller({ ...parts, alarm, onNotices: sender.ring })
  const notices = createNotices({ ...parts, vault, signatures: webhookSignatures })
  const telling: Telling = {
    ...world,
    clock,
    notices,
    teller,
    sender,
    carried,
    outcomes,
    wakes,
    again,
    person: async (given) => {
      const row = aPersonRow({ roles: ['approver'], ...given })
      await engine.write({ person: row })
      return row
    },
    ask: async (to, stage) => await asked(world, asking(to, stage)),
    pass: async () => {
      teller.ring()
      await teller.idle()
      sender.ring()
      await sender.idle()
    },
  }
  await telling.pass()
  return telling
}

/** One stage, which they do. */
function asking(to: string, stage: Partial<PlannedStage> = {}): Plan {
  const primary = { kind: 'human', ref: to, name: to } as const
  return aPlan([aStage('pay', { name: 'Pay the refund', primary, ...stage })])
}

async function asked(world: World, plan: Plan): Promise<TaskId> {
  const { id } = await startOf(world, plan)
  await world.engine.drain()
  const [task] = await world.store.listTasks({ run: id, offset: 0, limit: 1 })
  if (task === undefined) throw new Error('Nobody was asked.')
  return task.id
}
