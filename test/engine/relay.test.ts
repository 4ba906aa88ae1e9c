import { describe, expect, it } from 'vitest'
import { err } from '../../src/core/basics/result.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { CHAIN_MAX } from '../../src/core/run/told-by-runs.ts'
import { createEvents } from '../../src/engine/create-events.ts'
import type { Events } from '../../src/engine/events.ts'
import type { Relay } from '../../src/engine/read-in-pages.ts'
import type { RelayParts } from '../../src/engine/relay.ts'
import { createRelay } from '../../src/engine/relay.ts'
import { finished } from '../support/engine.ts'
import type { Listening } from '../support/listening.ts'
import { anEvent, listening } from '../support/listening.ts'
import { APPROVE, answerTo, at, LENA } from '../support/runs.ts'

/** Ends as soon as it begins. */
const ENDING = 'stages: [{ id: nothing, when: "false", roles: { primary: "human:lena" } }]'
const QUICK = `workflow_id: quick\nname: Quick\nventure: shop\n${ENDING}\n`

/** Begins when a run of `quick` has succeeded, and asks a person. */
const AFTER = [
  'workflow_id: after',
  'inputs: { run: { type: string } }',
  'triggers:',
  '  - id: done',
  '    type: event',
  '    event: workcharts.run.succeeded',
  "    filter: event.data.workflow == 'quick'",
  '    inputs: { run: "${{ event.data.run }}" }',
  'stages: [{ id: look, roles: { primary: "human:lena" } }]',
  '',
].join('\n')

/** Begins as well when a run of `quick` has succeeded. */
const SECOND = AFTER.replace('workflow_id: after', 'workflow_id: second')

/** Begins again whenever it has succeeded. */
const CIRCLE = [
  'workflow_id: circle',
  'triggers:',
  "  - { id: again, type: event, event: workcharts.run.*, filter: \"event.subject == 'circle' && event.type.endsWith('.succeeded')\" }",
  ENDING,
  '',
].join('\n')

/** Hears of every task. */
const TASKS = [
  'workflow_id: tasks',
  'inputs: { type: { type: string }, stage: { type: string } }',
  'triggers:',
  '  - id: any',
  '    type: event',
  '    event: workcharts.task.*',
  "    filter: event.subject == 'after'",
  '    inputs: { type: "${{ event.type }}", stage: "${{ event.data.stage }}" }',
  ENDING,
  '',
].join('\n')

interface Passing extends Relay {
  /** Passes on what there is. */
  readonly pass: () => Promise<void>
}

function relayOf(office: Listening, given: Partial<RelayParts> = {}): Passing {
  const { engine, store: reader, events, clock, problems } = office
  const relay = createRelay({
    engine,
    events,
    reader,
    clock,
    alarm: { set: () => undefined, close: () => undefined },
    onProblem: (error) => void problems.push(error),
    ...given,
  })
  const pass = async (): Promise<void> => {
    relay.ring()
    await relay.idle()
  }
  return { ...relay, pass }
}

async function start(office: Listening, workflow = 'quick'): Promise<RunId> {
  const id = office.ids.next() as RunId
  const reading = await office.reading(workflow)
  const started = await office.workflows.run({ reading, each: [{ id, inputs: {} }], bind: {}, by: LENA })
  if (!started.ok) throw new Error(JSON.stringify(started.error))
  await finished(office, id)
  return id
}

async function runsOf({ store }: Listening, workflow: string) {
  return await store.listRuns({ workflow: workflow as never, limit: 100 })
}

async function anOfficeThatTells(...documents: readonly (readonly [id: string, text: string])[]): Promise<Listening> {
  const office = await listening()
  for (const [id, text] of [['quick', QUICK] as const, ...documents]) await office.publish(text, id)
  return office
}

describe('what runs tell', () => {
  it('[EV30] starts what waits for it, once, however often it is passed on', async () => {
    const office = await anOfficeThatTells(['after', AFTER])
    const run = await start(office)
    await relayOf(office).pass()
    await relayOf(office).pass()
    expect(await runsOf(office, 'after')).toMatchObject([
      { cause: { type: 'event', trigger: 'after/done', event: 'workcharts.run.succeeded', depth: 1 } },
    ])
    const [after] = await runsOf(office, 'after')
    expect((await office.engine.findRun(after?.id as RunId))?.inputs).toEqual({ run })
  })

  it('[EV30] is told again after a crash before it was noted, and starts nothing again', async () => {
    const office = await anOfficeThatTells(['after', AFTER])
    await start(office)
    const failing = { write: () => Promise.reject(new Error('no such disk')) }
    await relayOf(office, { engine: failing }).pass()
    expect(office.problems.splice(0)).toEqual([new Error('no such disk')])
    await relayOf(office).pass()
    expect(await runsOf(office, 'after')).toHaveLength(1)
    expect((await office.store.findRelay('runs'))?.position).toBeGreaterThan(0)
  })

  it('[EV31] does not concern a trigger that was published later', async () => {
    const office = await anOfficeThatTells()
    await start(office)
    await office.publish(AFTER, 'after')
    await relayOf(office).pass()
    expect(await runsOf(office, 'after')).toEqual([])
    await start(office)
    await relayOf(office).pass()
    expect(await runsOf(office, 'after')).toHaveLength(1)
  })

  it('[EV30] is passed on while the relay rings, and not once it is closed', async () => {
    const office = await anOfficeThatTells(['after', AFTER])
    const relay = relayOf(office)
    office.engine.onCommit(relay.ring)
    await start(office)
    await relay.idle()
    expect(await runsOf(office, 'after')).toHaveLength(1)
    await relay.close()
    await start(office)
    await relay.pass()
    expect(await runsOf(office, 'after')).toHaveLength(1)
  })

  it('[EV32] is a run that started and ended, and a task that opened and was answered', async () => {
    const office = await anOfficeThatTells(['after', AFTER], ['tasks', TASKS])
    await start(office)
    const relay = relayOf(office)
    await relay.pass()
    const [task] = await office.store.listTasks({ status: 'open', offset: 0, limit: 1 })
    if (task === undefined) throw new Error('Nobody is asked')
    await office.engine.command(task.run, await answerTo(office.engine, task.id, APPROVE))
    await relay.pass()
    const heard = await Promise.all((await runsOf(office, 'tasks')).map(({ id }) => office.engine.findRun(id)))
    expect(heard.map((run) => run?.inputs).toReversed()).toEqual([
      { type: 'workcharts.task.opened', stage: 'look' },
      { type: 'workcharts.task.answered', stage: 'look' },
    ])
  })

  it('[EV33] goes round in a circle 32 times, and its end says why', async () => {
    const office = await anOfficeThatTells(['circle', CIRCLE])
    await start(office, 'circle')
    for (let round = 0; round < CHAIN_MAX + 3; round += 1) await relayOf(office).pass()
    expect(await runsOf(office, 'circle')).toHaveLength(CHAIN_MAX + 1)
    const firings = await office.store.listFirings('circle/again', 100)
    const loops = firings.filter(({ outcome }) => outcome.type === 'skipped' && outcome.reason === 'loop')
    expect(loops).toMatchObject([{ outcome: { detail: expect.stringContaining('in a circle') } }])
  })

  it('[EV34] can not be told from outside', async () => {
    const office = await anOfficeThatTells(['after', AFTER])
    const event = anEvent({ type: 'workcharts.run.succeeded', data: { workflow: 'quick', run: 'r' } })
    expect(await office.events.receive({ event, only: null, depth: 0 })).toEqual({
      ok: false,
      error: { code: 'event-reserved' },
    })
  })

  it('[EV30] that can not be passed on is passed on later', async () => {
    const office = await anOfficeThatTells(['after', AFTER])
    await start(office)
    const busy = { receive: async () => ({ ok: false, error: { code: 'events-busy' } }) as const }
    const relay = relayOf(office, { events: busy })
    await relay.pass()
    expect(office.problems.splice(0)).toHaveLength(1)
    const { store: reader, engine, clock, ids, workflows } = office
    const events = createEvents({ engine, reader, clock, ids, planFor: workflows.planFor })
    await relayOf(office, { events }).pass()
    expect(await runsOf(office, 'after')).toHaveLength(1)
  })

  it('[EV35] is heard from the publication on, also by a trigger that comes while others already listen', async () => {
    const office = await anOfficeThatTells(['after', AFTER])
    const relay = relayOf(office)
    await start(office)
    await relay.pass()
    await office.publish(SECOND, 'second')
    await start(office)
    await relay.pass()
    office.clock.set(at(1))
    await relay.pass()
    expect(await runsOf(office, 'second')).toHaveLength(1)
    expect(await runsOf(office, 'after')).toHaveLength(2)
  })

  it('[EV35] is heard by it also where the program ended before it was noticed', async () => {
    const office = await anOfficeThatTells(['after', AFTER])
    const relay = relayOf(office)
    await relay.pass()
    await office.publish(SECOND, 'second')
    await start(office)
    await relay.pass()
    await relayOf(office).pass()
    expect(await runsOf(office, 'second')).toHaveLength(1)
    expect(await runsOf(office, 'after')).toHaveLength(1)
  })

  it('[EV36] that could not be passed on is passed on again by itself', async () => {
    const office = await anOfficeThatTells(['after', AFTER])
    await start(office)
    const wakes: (() => void)[] = []
    let refusals = 1
    const events: Events = {
      receive: async (order) => {
        refusals -= 1
        return refusals >= 0 ? err({ code: 'events-busy' }) : await office.events.receive(order)
      },
    }
    const relay = relayOf(office, {
      events,
      alarm: { set: (_, wake) => void wakes.push(wake), close: () => undefined },
    })
    await relay.pass()
    expect([office.problems.splice(0).length, wakes.length]).toEqual([1, 1])
    for (const wake of wakes) wake()
    await relay.idle()
    expect(await runsOf(office, 'after')).toHaveLength(1)
  })
})
