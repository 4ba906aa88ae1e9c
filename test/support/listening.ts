import { webhookSignatures } from '../../src/adapters/webhooks/signatures.ts'
import type { Json } from '../../src/core/basics/json.ts'
import type { CloudEvent } from '../../src/core/event/cloud-event.ts'
import { createEvents } from '../../src/engine/create-events.ts'
import { createWebhooks } from '../../src/engine/create-webhooks.ts'
import type { EventAnswer, Events } from '../../src/engine/events.ts'
import type { Webhooks } from '../../src/engine/webhooks.ts'
import { vaultIn } from './connections.ts'
import type { TestClock, WorldOptions } from './engine.ts'
import { aClock } from './engine.ts'
import { folderWith } from './folders.ts'
import type { Office } from './library.ts'
import { aLibrary, anOffice } from './library.ts'
import { at, LENA } from './runs.ts'

export const ORDERS_TRIGGER = 'orders/placed'

/** A WorkChart that orders start, and a person ends. */
export function ordersWith(trigger: string): string {
  return `workflow_id: orders
name: Orders
inputs:
  order: { type: string }
  amount: { type: number, default: 0 }
triggers:
  - { id: placed, type: event, event: com.example.order.*, ${trigger} }
stages:
  - id: handle
    roles: { primary: "human:ann" }
`
}

export const ORDERS = ordersWith('inputs: { order: "${{ event.data.order }}", amount: "${{ event.data.amount }}" }')

export function anEvent(given: Partial<CloudEvent> = {}): CloudEvent {
  const data = { order: 'o-7', amount: 12 }
  return { id: 'e-1', source: '/shop', type: 'com.example.order.placed', data, extensions: {}, ...given }
}

export interface Listening extends Office {
  readonly clock: TestClock
  readonly events: Events
  readonly webhooks: Webhooks
  readonly publish: (text: string, id?: string) => Promise<void>
  /** What the triggers made of it. */
  readonly hear: (event?: CloudEvent, only?: string) => Promise<readonly EventAnswer[]>
}

/** A published WorkChart that waits for events in this process, with the real vault. */
export async function listening(text = ORDERS, options: WorldOptions = {}): Promise<Listening> {
  const clock = aClock(at(0))
  const library = aLibrary()
  const office = anOffice(library, { ...options, clock })
  const { engine, store: reader, workflows } = office
  const parts = { engine, reader, clock, ids: office.ids, planFor: workflows.planFor }
  const events = createEvents(parts)
  const { vault } = vaultIn(folderWith({}), reader)
  const publish = async (document: string, id = 'orders'): Promise<void> => {
    library.write(id, document)
    const published = await workflows.publish(id, LENA)
    if (!published.ok) throw new Error(JSON.stringify(published.error))
  }
  await publish(text)
  return {
    ...office,
    clock,
    events,
    webhooks: createWebhooks({ reader, engine, vault, clock, signatures: webhookSignatures }),
    publish,
    hear: async (event = anEvent(), only) => {
      const received = await events.receive({ event, only: only ?? null, depth: 0 })
      if (!received.ok) throw new Error(received.error.code)
      return received.value
    },
  }
}

export function structured({ extensions, ...event }: CloudEvent): Json {
  return { specversion: '1.0', ...event, ...extensions }
}
