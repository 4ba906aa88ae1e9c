import { err, ok } from '../core/basics/result.ts'
import type { CloudEvent } from '../core/event/cloud-event.ts'
import { matchesType } from '../core/event/judge-event.ts'
import { TOLD_PREFIX } from '../core/run/told-by-runs.ts'
import type { EventOrder, Events } from './events.ts'
import { EVENTS_WAITING_MAX } from './events.ts'
import { createFreshPlans } from './fresh-plans.ts'
import { hearEvent, isListener } from './hear-event.ts'
import type { FiringParts } from './start-fired.ts'

interface Works {
  readonly parts: FiringParts
  waiting: number
}

/** Events come in bursts, and a plan takes longer than all else that is done for one of them. */
const PLAN_SHARED_MS = 1_000

export function createEvents(parts: FiringParts): Events {
  const planFor = createFreshPlans({ ...parts, freshMs: PLAN_SHARED_MS })
  const works: Works = { parts: { ...parts, planFor }, waiting: 0 }
  return {
    receive: async (order) => {
      if (order.depth === 0 && order.event.type.startsWith(TOLD_PREFIX)) return err({ code: 'event-reserved' })
      if (works.waiting >= EVENTS_WAITING_MAX) return err({ code: 'events-busy' })
      works.waiting += 1
      try {
        return await receive(works, order)
      } finally {
        works.waiting -= 1
      }
    },
  }
}

async function receive({ parts }: Works, { event, only, depth }: EventOrder): ReturnType<Events['receive']> {
  const triggers = only === null ? await listeners(parts, event) : [only]
  const answers = await Promise.all(triggers.map((trigger) => hearEvent(parts, trigger, { event, depth })))
  const decided = answers.filter((answer) => answer !== 'stale')
  return decided.length === answers.length ? ok(decided) : err({ code: 'events-busy' })
}

async function listeners({ reader }: FiringParts, event: CloudEvent): Promise<readonly string[]> {
  const rows = (await reader.listListeners()).filter(isListener)
  return rows.filter(({ definition }) => matchesType(definition.event, event.type)).map(({ id }) => id)
}
