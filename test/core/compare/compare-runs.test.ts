import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Difference } from '../../../src/core/compare/compare-runs.ts'
import { compareRuns } from '../../../src/core/compare/compare-runs.ts'
import { costText } from '../../../src/core/compare/cost-text.ts'
import { differenceWords } from '../../../src/core/compare/difference-words.ts'
import { JSON_CHANGES_MAX, jsonChanges } from '../../../src/core/compare/json-changes.ts'
import { TOPICS } from '../../../src/core/compare/run-facts.ts'
import { stageTries } from '../../../src/core/compare/stage-tries.ts'
import type { PlannedStage } from '../../../src/core/plan/plan.ts'
import type { RunStarted } from '../../../src/core/run/run-event.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../support/runs.ts'
import { aCapability, after, aPlan, aRun, aStage, at, edit, LENA, PERSON, REJECT, RETRY } from '../../support/runs.ts'

describe('values', () => {
  it('[CR1] nothing differs between a value and itself', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const json = JSON.parse(JSON.stringify(value))
        expect(jsonChanges({ before: json, after: json })).toEqual([])
      }),
    )
    expect(jsonChanges({ before: { a: 1, b: 2 }, after: { b: 2, a: 1 } })).toEqual([])
    expect(jsonChanges({ before: undefined, after: undefined })).toEqual([])
  })

  it('[CR1] each place that differs is named, with what was and what is there', () => {
    const before = { amount: 25, kept: true, 'a/b': { deep: 'x' }, gone: null, list: 'no' }
    const now = { amount: 21, kept: true, 'a/b': { deep: 'y' }, came: [1], list: ['no'] }
    expect(jsonChanges({ before, after: now })).toEqual([
      { pointer: '/amount', before: 25, after: 21 },
      { pointer: '/a~1b/deep', before: 'x', after: 'y' },
      { pointer: '/gone', before: null },
      { pointer: '/list', before: 'no', after: ['no'] },
      { pointer: '/came', after: [1] },
    ])
    expect(jsonChanges({ before: undefined, after: 1 })).toEqual([{ pointer: '', after: 1 }])
  })

  it('[CR1] a key that every object inherits is not there before it is given', () => {
    expect(jsonChanges({ before: {}, after: { constructor: 1 } })).toEqual([{ pointer: '/constructor', after: 1 }])
  })

  it('[CR2] lists are compared behind what both begin with and before what both end with', () => {
    expect(jsonChanges({ before: ['a', 'b', 'c'], after: ['a', 'x', 'b', 'c'] })).toEqual([
      { pointer: '/1', after: 'x' },
    ])
    expect(jsonChanges({ before: [1, 2, 3, 4], after: [1, 9, 4] })).toEqual([
      { pointer: '/1', before: 2, after: 9 },
      { pointer: '/2', before: 3 },
    ])
    expect(jsonChanges({ before: [1], after: [1, 1] })).toEqual([{ pointer: '/1', after: 1 }])
  })

  it('[CR3] a value that differs everywhere is one difference', () => {
    const many = (shift: number) => Array.from({ length: JSON_CHANGES_MAX + 1 }, (_, index) => index * 2 + shift)
    const pair = { before: many(0), after: many(1) }
    expect(jsonChanges(pair)).toEqual([{ pointer: '', ...pair }])
    expect(jsonChanges({ before: many(0).slice(1), after: many(1).slice(1) })).toHaveLength(JSON_CHANGES_MAX)
  })
})

const GATE = { kind: 'threshold', threshold: 0.85 } as const

function threeStages(over: Partial<PlannedStage> = {}): readonly PlannedStage[] {
  return [
    aStage('sort', { gate: GATE, ...over }),
    aStage('reply', { dependsOn: after('sort'), primary: PERSON }),
    aStage('send', { dependsOn: after('reply'), reviewer: aCapability(), tools: [PERSON] }),
  ]
}

/** `sort` was sure, a person wrote the reply, and it was sent. */
function worked(): TestRun {
  const world = aRunOf(threeStages())
  world.perform('sort', SORTED, at(1))
  world.answer('reply', edit({ text: 'Dear' }), at(2))
  world.perform('send', { outputs: { ok: true } }, at(3))
  world.perform('send', { confidence: 0.7 }, at(3))
  return world
}

const SORTED = {
  outputs: { label: 'refund' },
  confidence: 0.9,
  model: { name: 'local/small', tokens: null },
}

function aRunOf(stages: readonly PlannedStage[], order = 7, over: Partial<RunStarted> = {}): TestRun {
  const inputs = { order: { schema: {}, required: true } }
  return aRun(aPlan(stages, { inputs }), { inputs: { order }, ...over })
}

function differencesOf(before: TestRun, now: TestRun) {
  const { sections } = compareRuns({ before: before.run, after: now.run })
  return Object.fromEntries(
    sections.flatMap(({ topic, differences }) => (differences.length === 0 ? [] : [[topic, differences]])),
  ) as Partial<Record<string, readonly Difference[]>>
}

describe('words', () => {
  const words = (...[topic, what, change]: Parameters<typeof differenceWords>) =>
    Object.values(differenceWords(topic, what, change)).join(' | ')

  it('[CR9] a difference is told by names, durations, per cent and sums', () => {
    expect([
      words('time', 'took', { pointer: '', before: 4_000, after: 90_000 }),
      words('confidence', 'value', { pointer: '', before: 0.934, after: null }),
      words('performers', 'decided_by', { pointer: '', before: null, after: 'human:lena' }),
      words('version', 'gate', { pointer: '/a~1b/threshold', before: 0.85, after: 0.9 }),
      words('outputs', 'status', { pointer: '', after: 'kept as people call it' }),
      words('outputs', 'constructor', { pointer: '/0', before: 'x' }),
      words('inputs', 'rows', { pointer: '', after: Array.from({ length: 300 }, () => 1) }).length,
    ]).toEqual([
      'took | 4 s | 1 min 30 s',
      'confidence | 93 % | not known',
      'decided by | none | human:lena',
      'when a person is asked: a/b › threshold | 0.85 | 0.9',
      'status |  | “kept as people call it”',
      'constructor: 0 | x | ',
      'rows |  | '.length + 201,
    ])
  })

  it('[CR9] costs are sums, estimates are about, and what nobody knows is not known', () => {
    const sum = { currency: 'GBP', microUnits: 8_200 } as const
    expect([null, { basis: 'free' } as const, { basis: 'reported', ...sum } as const].map(costText)).toEqual([
      'not known',
      'no cost',
      '£0.0082',
    ])
    expect(costText({ basis: 'estimated', ...sum })).toBe('about £0.0082')
  })
})

describe('runs', () => {
  it('[CR4][CR5] a run does not differ from itself, and says under each topic what is the same', () => {
    const world = worked()
    const { sections } = compareRuns({ before: world.run, after: world.run })
    expect(sections.map(({ topic }) => topic)).toEqual(TOPICS)
    expect(sections.flatMap(({ differences }) => differences)).toEqual([])
    expect(sections.find(({ topic }) => topic === 'inputs')?.same).toEqual([{ stage: null, what: 'order' }])
    expect(sections.find(({ topic }) => topic === 'confidence')?.same).toContainEqual({ stage: 'sort', what: 'value' })
  })
  it('[CR4] what differs stands under its topic, before and now', () => {
    const context = {
      budgetTokens: 4000,
      usedTokens: 900,
      modules: [{ ref: 'context:policy', title: 'Policy', sha256: 'p2', tokens: 900 }],
      omitted: [{ ref: 'context:tone', reason: 'It did not fit.' }],
    }
    const stages = threeStages({ context, gate: { ...GATE, threshold: 0.9 }, primary: aCapability({ digest: 'd2' }) })
    const now = aRunOf(stages, 8)
    now.perform('sort', { ...SORTED, confidence: 0.91, outputs: { label: 'other' } }, at(1))
    now.answer('reply', REJECT, at(2))
    expect(differencesOf(worked(), now)).toMatchObject({
      outcome: [
        { stage: null, what: 'status', changes: [{ pointer: '', before: 'succeeded', after: 'rejected' }] },
        { stage: 'reply', what: 'status', changes: [{ before: 'succeeded', after: 'rejected' }] },
        {
          stage: 'reply',
          what: 'because',
          changes: [
            { pointer: '/decision', before: 'edit' },
            { pointer: '/by', after: LENA },
            { pointer: '/note', after: 'No.' },
          ],
        },
        { stage: 'send', what: 'status', changes: [{ before: 'succeeded', after: 'skipped' }] },
        { stage: 'send', what: 'tries', changes: [{ before: 2, after: 0 }] },
        { stage: 'send', what: 'because', changes: [{ after: { type: 'dependency', stage: 'reply' } }] },
      ],
      version: [{ stage: 'sort', what: 'gate', changes: [{ pointer: '/threshold', before: 0.85, after: 0.9 }] }],
      performers: [
        { stage: 'sort', what: 'primary', changes: [{ pointer: '/digest', before: 'd1', after: 'd2' }] },
        { stage: 'reply', what: 'decided_by', changes: [{ before: LENA, after: null }] },
      ],
      context: [
        { stage: 'sort', what: 'context:policy', changes: [{ pointer: '' }] },
        { stage: 'sort', what: 'left out', changes: [{ pointer: '' }] },
      ],
      inputs: [{ stage: null, what: 'order', changes: [{ before: 7, after: 8 }] }],
      outputs: [
        { stage: 'sort', what: 'label', changes: [{ before: 'refund', after: 'other' }] },
        { stage: 'reply', what: 'text', changes: [{ before: 'Dear' }] },
        { stage: 'send', what: 'ok' },
      ],
      confidence: [{ stage: 'sort', what: 'value', changes: [{ before: 0.9, after: 0.91 }] }, {}, {}, {}, {}],
    })
  })

  it('[CR6] a stage that only one of them has differs in everything it has', () => {
    const now = aRunOf([...threeStages(), aStage('late')])
    const { outcome, version } = differencesOf(worked(), now)
    expect(outcome).toContainEqual({ stage: 'late', what: 'status', changes: [{ pointer: '', after: 'ready' }] })
    expect(version?.[0]).toEqual({ stage: null, what: 'stages', changes: [{ pointer: '/3', after: 'late' }] })
    const { outcome: back } = differencesOf(now, worked())
    expect(back).toContainEqual({ stage: 'late', what: 'status', changes: [{ pointer: '', before: 'ready' }] })
  })

  it('[CR7] times differ from a quarter and a second on', () => {
    const took = (seconds: number) => {
      const world = aRun(aPlan([aStage('a')]))
      world.perform('a', {}, at(seconds / 60))
      return world
    }
    expect(differencesOf(took(2), took(3))).toEqual({})
    expect(differencesOf(took(100), took(125))).toEqual({})
    expect(differencesOf(took(4), took(8))).toMatchObject({
      time: [
        { stage: null, what: 'total', changes: [{ before: 4_000, after: 8_000 }] },
        { stage: 'a', what: 'took' },
        { stage: 'a', what: 'waited' },
      ],
    })
  })

  it('[CR8] a run that goes on is compared by what it has so far', () => {
    const waiting = aRunOf(threeStages())
    waiting.perform('sort', { confidence: 'very' }, at(1))
    const { time, confidence, cost } = differencesOf(worked(), waiting)
    expect(time?.every(({ changes }) => changes.every((change) => !('after' in change)))).toBe(true)
    expect(confidence).toContainEqual({
      stage: 'sort',
      what: 'value',
      changes: [{ pointer: '', before: 0.9, after: null }],
    })
    expect(cost).toContainEqual({ stage: 'sort', what: 'tokens', changes: [expect.objectContaining({ pointer: '' })] })
  })

  it('[CR8] what failed, was skipped or canceled says why, and a broken end its problem', () => {
    const failed = aRun(aPlan([aStage('a', { onError: 'fail', retry: { ...aStage('a').retry, maximumAttempts: 1 } })]))
    failed.fail('a', { message: 'Broke.' })
    const canceled = aRun(aPlan([aStage('a', { gate: { kind: 'none' } })]))
    canceled.send({ type: 'cancel-run', by: LENA, note: '' })
    const broken = aRun(aPlan([aStage('a')], { outputs: { x: '${{ stages.a.outputs.none }}' } }))
    broken.perform('a', { confidence: 0.4 })
    expect(differencesOf(canceled, failed)['outcome']).toContainEqual({
      stage: 'a',
      what: 'because',
      changes: [{ pointer: '', after: 'Broke.' }],
    })
    expect(differencesOf(canceled, broken)['outcome']).toContainEqual({
      stage: null,
      what: 'problem',
      changes: [{ pointer: '', after: expect.any(String) }],
    })
  })
})

describe('what was tried', () => {
  it('[CR10] is told in its order, with what came of it', () => {
    const stage = aStage('a', { gate: GATE, reviewer: aCapability(), effect: 'pure' })
    const world = aRun(aPlan([stage, aStage('b')]))
    world.begin('b')
    world.fail('a', { message: 'No answer.' }, at(1))
    world.perform('a', { outputs: { n: 1 } }, at(2))
    world.perform('a', { confidence: 0.5 }, at(3))
    world.answer('a', RETRY, at(4))
    world.begin('a', at(5))
    world.send({ type: 'lose-attempt', stage: 'a' as StageId, fence: fenceOf(world), jitter: 0 }, at(6))
    world.perform('a', { outputs: { n: 2 } }, at(7))
    world.perform('a', { confidence: 0.5 }, at(8))
    world.answer('a', edit({ n: 3 }), at(9))
    const told = stageTries(world.history, 'a' as StageId).map(
      ({ by, round, attempt, end, gave, error }) => `${by} ${round}.${attempt} ${end} ${JSON.stringify(gave ?? error)}`,
    )
    expect(told).toEqual([
      'performer 0.1 failed "No answer."',
      'performer 0.2 answered {"n":1}',
      'reviewer 0.1 answered null',
      'performer 1.1 lost null',
      'performer 1.2 answered {"n":2}',
      'reviewer 1.1 answered null',
      'person 1.1 answered {"n":3}',
    ])
    expect(stageTries(world.history, 'b' as StageId)).toEqual([
      {
        seq: expect.any(Number),
        by: 'performer',
        round: 0,
        attempt: 1,
        begunAt: at(0),
        endedAt: null,
        end: 'none',
        gave: null,
        error: null,
      },
    ])
  })
})

function fenceOf(world: TestRun): number {
  const { state } = world.stage('a')
  return state.status === 'running' ? state.fence : -1
}
