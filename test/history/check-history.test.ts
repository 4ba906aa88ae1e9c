import { beforeAll, describe, expect, it } from 'vitest'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import type { OwnerId, RunId } from '../../src/core/run/ids.ts'
import type { RunEvent } from '../../src/core/run/run-event.ts'
import type { StallRow } from '../../src/engine/stall-row.ts'
import type { PositionedEvent, RunRow, TaskRow } from '../../src/engine/store.ts'
import { LENA } from '../support/runs.ts'
import { checkHistory } from './check-history.ts'
import type { Evidence, StoredRun } from './evidence.ts'
import { healthyEvidence } from './healthy.ts'

let healthy: Evidence
beforeAll(async () => {
  healthy = await healthyEvidence()
})

it('a history that the engine made contradicts nothing', () => {
  expect(checkHistory(healthy)).toEqual([])
  expect(healthy.stored.runs.map(({ row }) => [row.id, row.status])).toEqual(
    expect.arrayContaining([
      ['desk', 'succeeded'],
      ['held', 'canceled'],
      ['asking', 'waiting'],
    ]),
  )
  expect(healthy.stored.firings.map(({ outcome }) => outcome.type)).toEqual(['run', 'skipped'])
})

type Doctored = (evidence: Evidence) => Evidence

/** Puts something else in the place of a run. */
function withRun(id: string, change: (run: StoredRun) => StoredRun): Doctored {
  return (evidence) => {
    const runs = evidence.stored.runs.map((run) => (run.row.id === id ? change(run) : run))
    return { ...evidence, stored: { ...evidence.stored, runs } }
  }
}

function withRow(id: string, row: Partial<RunRow>): Doctored {
  return withRun(id, (run) => ({ ...run, row: { ...run.row, ...row } }))
}

function withTasks(id: string, task: Partial<TaskRow>): Doctored {
  return withRun(id, (run) => ({ ...run, tasks: run.tasks.map((row) => ({ ...row, ...task })) }))
}

function withFacts(id: string, change: (facts: readonly PositionedEvent[]) => readonly PositionedEvent[]): Doctored {
  return withRun(id, (run) => ({ ...run, facts: change(run.facts) }))
}

type FactType = RunEvent['type']

function without(id: string, type: FactType): Doctored {
  return withFacts(id, (facts) => facts.filter(({ event }) => event.type !== type))
}

/** Repeats the first fact of this type at the end, with the next number. */
function again(id: string, type: FactType): Doctored {
  return withFacts(id, (facts) => {
    const [last, found] = [facts.at(-1), facts.find(({ event }) => event.type === type)]
    if (last === undefined || found === undefined) throw new Error(`Run ${id} has no fact ${type}`)
    return [...facts, { ...found, seq: last.seq + 1, position: last.position + 1_000 }]
  })
}

function moved(id: string, type: FactType): Doctored {
  return withFacts(id, (facts) => {
    const [last, found] = [facts.at(-1), facts.find(({ event }) => event.type === type)]
    if (last === undefined || found === undefined) throw new Error(`Run ${id} has no fact ${type}`)
    const later = { ...found, seq: last.seq + 1, position: last.position + 1_000 }
    return [...facts.filter((fact) => fact !== found), later]
  })
}

function changed(id: string, type: FactType, change: (event: RunEvent) => RunEvent): Doctored {
  return withFacts(id, (facts) =>
    facts.map((fact) => (fact.event.type === type ? { ...fact, event: change(fact.event) } : fact)),
  )
}

function withRequests(change: (requests: Evidence['requests']) => Evidence['requests']): Doctored {
  return (evidence) => ({ ...evidence, requests: change(evidence.requests) })
}

function withEffects(change: (effects: Evidence['effects']) => Evidence['effects']): Doctored {
  return (evidence) => ({ ...evidence, effects: change(evidence.effects) })
}

function withStored(change: (stored: Evidence['stored']) => Partial<Evidence['stored']>): Doctored {
  return (evidence) => ({ ...evidence, stored: { ...evidence.stored, ...change(evidence.stored) } })
}

const IMPOSTOR = 'owner-9' as OwnerId

const DOCTORED: Readonly<Record<string, readonly [string, Doctored][]>> = {
  I1: [
    ['a run is gone', withStored(({ runs }) => ({ runs: runs.filter(({ row }) => row.id !== 'asking') }))],
    ['the last facts are gone', withFacts('asking', (facts) => facts.slice(0, 1))],
    ['an answer is gone', without('desk', 'task-answered')],
    ['a pause is gone', without('held', 'run-paused')],
  ],
  I2: [
    ['nobody started it', withRequests((all) => all.filter(({ wish }) => wish.type !== 'start'))],
    [
      'it was given other inputs',
      withRequests((all) => all.map((each) => ({ ...each, wish: otherInputs(each.wish) }))),
    ],
    [
      'the answer was refused',
      withRequests((all) => all.map((each) => (each.wish.type === 'answer' ? { ...each, told: 'refused' } : each))),
    ],
    ['nobody canceled it', withRequests((all) => all.filter(({ wish }) => wish.type !== 'cancel'))],
  ],
  I3: [
    ['it ended twice', again('desk', 'run-finished')],
    ['a stage settled twice', again('desk', 'stage-settled')],
    ['it started twice', again('desk', 'run-started')],
  ],
  I4: [
    ['a result came without an attempt', again('desk', 'attempt-answered')],
    [
      'a late result was of no attempt',
      changed('held', 'attempt-late', (event) => ({ ...event, fence: 99 }) as RunEvent),
    ],
    ['a fact is missing in between', withFacts('held', (facts) => facts.filter(({ seq }) => seq !== 2))],
  ],
  I5: [['a second answer was taken', again('desk', 'attempt-answered')]],
  I6: [
    [
      'what must happen once happened twice',
      withEffects((all) => [...all, ...all.filter(({ stage }) => stage === 'send')]),
    ],
    ['what was done never happened', withEffects((all) => all.filter(({ stage }) => stage !== 'file'))],
    [
      'the second try had another key',
      withEffects((all) => all.map((call, at) => (at === 2 ? { ...call, key: 'k' } : call))),
    ],
    ['it happened in no run', withEffects((all) => all.map((call) => ({ ...call, run: 'nowhere' as RunId })))],
  ],
  I7: [
    ['nothing will wake it', withTasks('asking', { status: 'withdrawn' })],
    ['it overslept', withRow('asking', { nextWakeAt: timestamp(1) })],
    ['the summary counts wrongly', withRow('desk', { chainCount: 1 })],
    ['the process that performs it is gone', (evidence) => ({ ...performing(evidence), owner: IMPOSTOR })],
  ],
  I8: [
    ['an instant was decided twice', withStored(({ firings }) => ({ firings: [...firings, ...firings] }))],
    ['a firing is gone', withStored(() => ({ firings: [] }))],
    ['its run is gone', withStored(({ runs }) => ({ runs: runs.filter(({ row }) => row.cause.type === 'manual') }))],
  ],
  I9: [
    [
      'it is not armed',
      withStored(({ triggers }) => ({ triggers: triggers.map((row) => ({ ...row, nextFireAt: null })) })),
    ],
    [
      'its instant was missed',
      withStored(({ triggers }) => ({ triggers: triggers.map((row) => ({ ...row, nextFireAt: timestamp(1) })) })),
    ],
    [
      'it is off and armed',
      withStored(({ triggers }) => ({ triggers: triggers.map((row) => ({ ...row, enabled: false })) })),
    ],
  ],
  I11: [
    ['a task was decided twice', again('desk', 'task-answered')],
    ['people were reminded twice', again('asking', 'task-reminded')],
    ['people were reminded of what was overdue', moved('asking', 'task-reminded')],
    ['a step of the chain came twice', again('asking', 'task-overdue')],
    ['a step of the chain came early', changed('asking', 'task-overdue', (event) => ({ ...event, at: timestamp(1) }))],
  ],
  I12: [
    ['a receipt is gone', withRun('desk', (run) => ({ ...run, receipts: run.receipts.slice(0, -1) }))],
    [
      'a receipt was changed',
      withRun('desk', (run) => ({
        ...run,
        receipts: run.receipts.map((row) => ({ ...row, line: row.line.replace('succeeded', 'failed') })),
      })),
    ],
    [
      'a receipt is there twice',
      withRun('desk', (run) => ({ ...run, receipts: [...run.receipts, ...run.receipts.slice(-1)] })),
    ],
  ],
  I14: [
    ['the summary says another status', withRow('desk', { status: 'failed' })],
    ['a task is still listed as open', withTasks('desk', { status: 'open' })],
    ['a task is in no list', withRun('desk', (run) => ({ ...run, tasks: [] }))],
  ],
  I15: [['something begins after it was canceled', again('held', 'attempt-begun')]],
  I16: [
    ['the plan is another one', withRun('desk', (run) => ({ ...run, plan: { ...run.plan, outputs: { more: 'x' } } }))],
    ['the summary names another plan', withRow('desk', { planDigest: 'p' })],
  ],
  I18: [
    ['what was too late came to nobody', withTasks('asking', { to: [] })],
    ['it was not counted', withRun('asking', (run) => ({ ...run, stalls: [] }))],
    ['it was counted twice', withRun('asking', (run) => ({ ...run, stalls: [...run.stalls, ...run.stalls] }))],
    [
      'an attempt that was too late led nowhere',
      (evidence) => [timedOut, counted, stuck].reduce((each, doctor) => doctor(each), evidence),
    ],
  ],
}

const timedOut = changed('desk', 'attempt-failed', (event) =>
  event.type === 'attempt-failed' ? { ...event, error: { ...event.error, code: 'timeout' } } : event,
)

const counted = withRun('desk', (run) => {
  const failed = run.facts.filter(({ event }) => event.type === 'attempt-failed')
  return { ...run, stalls: failed.map(({ event }) => ({ at: event.at }) as StallRow) }
})

const stuck = changed('desk', 'backing-off', ({ at }) => ({ type: 'run-resumed', by: LENA, at }))

function otherInputs(wish: Evidence['requests'][number]['wish']): typeof wish {
  return wish.type === 'start' ? { ...wish, inputs: { parcel: 7 } } : wish
}

/** The evidence as it was while `held` acted. */
function performing(evidence: Evidence): Evidence {
  return withFacts('held', (facts) =>
    facts.slice(
      0,
      facts.findIndex(({ event }) => event.type === 'run-canceled'),
    ),
  )(evidence)
}

describe.each(Object.entries(DOCTORED))('%s is seen broken where', (name, cases) => {
  it.each(cases)('%s', (_, doctor) => {
    expect(checkHistory(doctor(healthy))).toContainEqual(expect.stringMatching(new RegExp(`^${name} `)))
  })
})
