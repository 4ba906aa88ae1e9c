import { err, ok } from '../core/basics/result.ts'
import type { CloudEvent } from '../core/event/cloud-event.ts'
import { matchesType } from '../core/event/judge-event.ts'
import type { EventAnswer, EventOrder, Events } from './events.ts'
import { EVENTS_WAITING_MAX } from './events.ts'
import { hearEvent, isListener } from './hear-event.ts'
import type { InOrder } from './in-order.ts'
import { createInOrder } from './in-order.ts'
import { sharePlans } from './share-plans.ts'
import type { FiringParts } from './start-fired.ts'

interface Works {
  readonly parts: FiringParts
  /** One for each trigger that an event concerned: what a trigger hears is decided one after the other. */
  readonly turns: Map<string, InOrder>
  waiting: number
}

export function createEvents(parts: FiringParts): Events {
  const planFor = sharePlans(parts.planFor, parts.clock)
  const works: Works = { parts: { ...parts, planFor }, turns: new Map(), waiting: 0 }
  return {
    receive: async (order) => {
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

async function receive(works: Works, { event, only }: EventOrder): ReturnType<Events['receive']> {
  const triggers = only === null ? await listeners(works.parts, event) : [only]
  const answers = await Promise.all(triggers.map((trigger) => hearInTurn(works, trigger, event)))
  const decided = answers.filter((answer) => answer !== 'stale')
  return decided.length === answers.length ? ok(decided) : err({ code: 'events-busy' })
}

async function listeners({ reader }: FiringParts, event: CloudEvent): Promise<readonly string[]> {
  const rows = (await reader.listListeners()).filter(isListener)
  return rows.filter(({ definition }) => matchesType(definition.event, event.type)).map(({ id }) => id)
}

function hearInTurn({ parts, turns }: Works, trigger: string, event: CloudEvent): Promise<EventAnswer | 'stale'> {
  const turn = turns.get(trigger) ?? createInOrder()
  turns.set(trigger, turn)
  return turn(() => hearEvent(parts, trigger, event))
}
