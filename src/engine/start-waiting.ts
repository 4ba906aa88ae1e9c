import type { FiringParts } from './start-fired.ts'
import { startFired } from './start-fired.ts'
import type { FiringRow, TriggerRow } from './trigger-row.ts'

/** What waits is started in this many at one look: others are to have their turn too. */
const STARTED_AT_ONCE_MAX = 20

/** Starts the runs of instants that waited, in their order, as far as their turn has come. */
export async function startWaiting(parts: FiringParts, { id }: TriggerRow): Promise<void> {
  for (let started = 0; started < STARTED_AT_ONCE_MAX; started += 1) {
    const [trigger, firing] = await Promise.all([parts.reader.findTrigger(id), nextInTurn(parts, id)])
    if (trigger === undefined || trigger.pause !== null || firing === undefined) return
    if ((await startOne(parts, trigger, firing)).type === 'stale') return
  }
}

async function nextInTurn({ reader }: FiringParts, trigger: string): Promise<FiringRow | undefined> {
  const [atOnce] = await reader.waitingInstants({ trigger, turn: 'at-once', limit: 1 })
  if (atOnce !== undefined) return atOnce
  const [[first], open] = await Promise.all([
    reader.waitingInstants({ trigger, turn: 'after-others', limit: 1 }),
    reader.openRunsOf(trigger, 1),
  ])
  return open.length === 0 ? first : undefined
}

function startOne(parts: FiringParts, trigger: TriggerRow, waiting: FiringRow): ReturnType<typeof startFired> {
  const { outcome: _, decidedAt: __, ...firing } = waiting
  return startFired(parts, {
    firing: { ...firing, revision: waiting.revision + 1 },
    cause: { type: 'schedule', trigger: trigger.id, instant: waiting.instant },
    beside: [],
    trigger,
    after: { ...trigger, version: trigger.version + 1 },
  })
}
