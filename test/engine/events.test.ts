import { describe, expect, it } from 'vitest'
import { addMs } from '../../src/core/basics/timestamp.ts'
import { createEvents } from '../../src/engine/create-events.ts'
import { EVENTS_WAITING_MAX } from '../../src/engine/events.ts'
import { anEvent, listening, ORDERS, ORDERS_TRIGGER, ordersWith } from '../support/listening.ts'
import { LENA } from '../support/runs.ts'

const MAPPED = 'inputs: { order: "${{ event.data.order }}" }'

describe('an event', () => {
  it('[EV22][EV26] starts one run with what the trigger gives it, and the run says why it is there', async () => {
    const world = await listening()
    const [answer] = await world.hear()
    const run = answer?.outcome.type === 'run' ? await world.engine.findRun(answer.outcome.run) : undefined
    expect(answer).toEqual({ trigger: ORDERS_TRIGGER, heard: 'new', outcome: { type: 'run', run: run?.id } })
    expect(run?.inputs).toEqual({ order: 'o-7', amount: 12 })
    expect(run?.cause).toEqual({
      type: 'event',
      trigger: ORDERS_TRIGGER,
      event: 'com.example.order.placed',
      source: '/shop',
      id: 'e-1',
      depth: 0,
    })
  })

  it('[EV22] concerns each trigger of its type that is on and not paused, once', async () => {
    const world = await listening()
    const named = (id: string) => ORDERS.replace('workflow_id: orders', `workflow_id: ${id}`)
    for (const id of ['second', 'paused', 'off']) await world.publish(named(id), id)
    await world.publish(named('off').replace('type: event,', 'type: event, enabled: false,'), 'off')
    await world.publish(named('other').replace('com.example.order.*', 'com.example.mail'), 'other')
    await world.triggers.pause({ trigger: 'paused/placed', by: LENA, because: '' })
    const answers = await world.hear()
    expect(answers.map(({ trigger, outcome }) => `${trigger} ${outcome.type}`)).toEqual([
      'orders/placed run',
      'second/placed run',
    ])
    expect(await world.hear(anEvent({ type: 'com.example.nobody' }))).toEqual([])
    for (const [trigger, why] of [
      ['paused/placed', 'paused'],
      ['off/placed', 'off'],
      ['other/placed', '`com.example.mail`'],
      ['none/placed', 'no such trigger'],
    ] as const) {
      const [answer] = await world.hear(anEvent({ id: trigger }), trigger)
      expect(answer?.outcome).toEqual({
        type: 'not-listening',
        detail: expect.stringMatching(new RegExp(`${why}.*\\. \\S.*\\.$`)),
      })
    }
    expect(await world.store.listFirings(null, 99)).toHaveLength(2)
  })

  it('[EV23] that comes again, before or at the same time, starts nothing and has the same answer', async () => {
    const world = await listening()
    const answers = (await Promise.all(Array.from({ length: 100 }, () => world.hear()))).flat()
    const [first] = answers.filter(({ heard }) => heard === 'new')
    expect(answers.filter(({ heard }) => heard === 'new')).toHaveLength(1)
    expect(new Set(answers.map(({ outcome }) => JSON.stringify(outcome)))).toEqual(
      new Set([JSON.stringify(first?.outcome)]),
    )
    const after = createEvents({ ...world, reader: world.store, planFor: world.workflows.planFor })
    expect(await after.receive({ event: anEvent(), only: null, depth: 0 })).toMatchObject({
      ok: true,
      value: [{ heard: 'known', outcome: first?.outcome }],
    })
    expect(await world.store.listRuns({ limit: 9 })).toHaveLength(1)
    await world.hear(anEvent({ source: '/other' }))
    await world.hear(anEvent({ id: 'e-2' }))
    expect(await world.store.listRuns({ limit: 9 })).toHaveLength(3)
  })

  it('[EV23] is known by what `dedupe` gives, whatever its source and id', async () => {
    const world = await listening(ordersWith(`${MAPPED}, dedupe: "\${{ event.data.order }}"`))
    await world.hear()
    const [again] = await world.hear(anEvent({ id: 'e-2', source: '/other' }))
    expect(again?.heard).toBe('known')
    const [other] = await world.hear(anEvent({ id: 'e-3', data: { order: 'o-8' } }))
    expect(other?.heard).toBe('new')
    expect(await world.store.listRuns({ limit: 9 })).toHaveLength(2)
  })

  it('[EV24] that starts nothing leaves the reason, and is known from then on', async () => {
    const world = await listening(ordersWith(`${MAPPED}, filter: "event.data.amount > 10"`))
    const skipped = async (id: string, data: NonNullable<ReturnType<typeof anEvent>['data']>) => {
      const [answer] = await world.hear(anEvent({ id, data }))
      expect((await world.hear(anEvent({ id, data })))[0]).toEqual({ ...answer, heard: 'known' })
      return answer?.outcome
    }
    expect(await skipped('low', { order: 'o', amount: 1 })).toEqual({
      type: 'skipped',
      reason: 'filtered',
      detail: 'The filter of the trigger does not let it through.',
    })
    expect(await skipped('no amount', { order: 'o' })).toEqual({
      type: 'skipped',
      reason: 'filtered',
      detail:
        'The `filter` of the trigger, `event.data.amount > 10`, can not be worked out: There is no `amount` here. Ask with `has(…)` first whether it is there.',
    })
    expect(await skipped('no order', { amount: 11 })).toMatchObject({
      reason: 'inputs-invalid',
      detail: expect.stringContaining('`order`'),
    })
    expect(await skipped('odd order', { amount: 11, order: 7 })).toMatchObject({ reason: 'inputs-invalid' })
    expect(await world.store.listRuns({ limit: 9 })).toEqual([])
    expect((await world.store.listFirings(ORDERS_TRIGGER, 9)).map(({ outcome }) => outcome.type)).toEqual(
      Array(4).fill('skipped'),
    )
  })

  it('[EV24] whose `dedupe` can not be worked out starts nothing, and says so', async () => {
    const world = await listening(ordersWith(`${MAPPED}, dedupe: "\${{ event.data.number }}"`))
    const [answer] = await world.hear()
    expect(answer?.outcome).toMatchObject({
      type: 'skipped',
      reason: 'refused',
      detail: expect.stringContaining('`dedupe`'),
    })
  })

  it('[EV23][EV24] of a WorkChart that can not be run is a skip with the reason, and is known from then on', async () => {
    const world = await listening()
    const events = createEvents({
      ...world,
      reader: world.store,
      planFor: async () => ({ ok: false, error: 'A module is missing.' }),
    })
    expect(await events.receive({ event: anEvent(), only: null, depth: 0 })).toMatchObject({
      value: [{ outcome: { type: 'skipped', reason: 'refused', detail: 'A module is missing.' } }],
    })
    expect(await events.receive({ event: anEvent(), only: null, depth: 0 })).toMatchObject({
      value: [{ heard: 'known', outcome: { reason: 'refused', detail: 'A module is missing.' } }],
    })
  })

  it('[EV27] shares the plan of its version with those of the same second, and no longer', async () => {
    const world = await listening()
    const planned: string[] = []
    const planFor: typeof world.workflows.planFor = (trigger) => {
      planned.push(trigger.digest)
      return world.workflows.planFor(trigger)
    }
    const events = createEvents({ ...world, reader: world.store, planFor })
    const receive = async (id: string) => await events.receive({ event: anEvent({ id }), only: null, depth: 0 })
    await Promise.all(['a', 'b', 'c'].map(receive))
    expect(planned).toHaveLength(1)
    world.clock.set(addMs(world.clock.now(), 1_000))
    await receive('d')
    expect(planned).toHaveLength(2)
    await world.publish(ORDERS.replace('name: Orders', 'name: Other orders'))
    await receive('e')
    expect(new Set(planned).size).toBe(2)
  })

  it('[EV25] is refused while too many wait, and nothing of it is stored', async () => {
    const world = await listening()
    const held = Promise.withResolvers<never>()
    const reader = { ...world.store, findTrigger: () => held.promise }
    const events = createEvents({ ...world, reader, planFor: world.workflows.planFor })
    const waiting = Array.from({ length: EVENTS_WAITING_MAX }, (_, at) =>
      events.receive({ event: anEvent({ id: `${at}` }), only: null, depth: 0 }),
    )
    expect(await events.receive({ event: anEvent(), only: null, depth: 0 })).toEqual({
      ok: false,
      error: { code: 'events-busy' },
    })
    held.reject(new Error('The disk is gone.'))
    expect((await Promise.allSettled(waiting)).every(({ status }) => status === 'rejected')).toBe(true)
    expect(await world.store.listFirings(null, 9)).toEqual([])
    reader.findTrigger = world.store.findTrigger as never
    expect(await events.receive({ event: anEvent(), only: null, depth: 0 })).toMatchObject({ ok: true })
  })
})
