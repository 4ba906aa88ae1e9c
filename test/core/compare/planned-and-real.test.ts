import { describe, expect, it } from 'vitest'
import type { PlanLine } from '../../../src/core/compare/planned-and-real.ts'
import { plannedAndReal } from '../../../src/core/compare/planned-and-real.ts'
import { plannedWords } from '../../../src/core/compare/planned-words.ts'
import type { Forecast, StageForecast } from '../../../src/core/forecast/forecast.ts'
import { forecast } from '../../../src/core/forecast/forecast.ts'
import type { CostSpan } from '../../../src/core/forecast/span.ts'
import type { Plan } from '../../../src/core/plan/plan.ts'
import type { Cost } from '../../../src/core/run/cost.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import { retryFrom } from '../../../src/core/run/retry-from.ts'
import type { Run } from '../../../src/core/run/run.ts'
import type { StageStatus } from '../../../src/core/run/stage-run.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../support/runs.ts'
import {
  APPROVE,
  aCapability,
  after,
  anAnswer,
  aPlan,
  aRun,
  aStage,
  at,
  edit,
  LENA,
  NOBODY,
  PERSON,
  REJECT,
} from '../../support/runs.ts'

const AGENT = aCapability({ run: { type: 'agent', connection: 'me', model: 'm-1', maximumTurns: 4 } })
const GBP = (microUnits: number): Cost => ({ basis: 'reported', currency: 'GBP', microUnits })
const NEEDS_TEXT = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } } as const

function nothingKnown(plan: Plan): Forecast {
  return forecast(plan.stages, [])
}

/** The lines of a stage, or those of the run as a whole, by their topic. */
function linesOf(run: Run, stage: string | null, past: Forecast = nothingKnown(run.plan)) {
  const told = plannedAndReal(run, past)
  const lines = stage === null ? told.run : told.stages.find((one) => one.stage === stage)?.lines
  return Object.fromEntries((lines ?? []).map((line) => [line.topic, line])) as {
    readonly [Topic in PlanLine['topic']]?: Extract<PlanLine, { readonly topic: Topic }>
  }
}

function differing(run: Run, stage: string | null, past?: Forecast): readonly string[] {
  return Object.values(linesOf(run, stage, past)).flatMap(({ topic, differs }) => (differs ? [topic] : []))
}

function pastOf(plan: Plan, over: Partial<StageForecast>, run: Partial<Forecast['run']> = {}): Forecast {
  const known = nothingKnown(plan)
  return { stages: known.stages.map((stage) => ({ ...stage, ...over })), run: { ...known.run, ...run } }
}

function performed(plan: Plan, minutes = 1): TestRun {
  const world = aRun(plan)
  world.perform('a', { cost: GBP(20), model: { name: 'm-1', tokens: null } }, at(minutes))
  return world
}

describe('a plan and what became of it', () => {
  it('[CR11] a stage is told by whether it is done, who does it, people, time, tries, model and cost', () => {
    const { run } = performed(aPlan([aStage('a', { primary: AGENT, boundBy: 'run flag' })]))
    expect(plannedAndReal(run, nothingKnown(run.plan)).stages).toEqual([
      {
        stage: 'a',
        status: 'succeeded',
        lines: [
          { topic: 'course', planned: { when: null }, real: { status: 'succeeded', because: null }, differs: false },
          {
            topic: 'performer',
            planned: { name: AGENT.name, by: 'performer', boundBy: 'run flag' },
            real: { by: 'performer' },
            differs: false,
          },
          {
            topic: 'people',
            planned: { when: 'not-planned', threshold: null, past: null },
            real: 0,
            differs: false,
          },
          { topic: 'time', planned: null, real: 60_000, differs: false },
          { topic: 'tries', planned: { atMost: 3 }, real: 1, differs: false },
          { topic: 'models', planned: 'm-1', real: ['m-1'], differs: false },
          { topic: 'cost', planned: null, real: GBP(20), differs: false },
        ],
      },
    ])
  })

  it('[CR11] the run as a whole is told by its stages, people, time and cost', () => {
    const plan = aPlan([aStage('a'), aStage('b', { dependsOn: after('a'), when: 'false' })])
    const { run } = performed(plan)
    expect(plannedAndReal(run, nothingKnown(plan)).run).toEqual([
      {
        topic: 'stages',
        planned: { total: 2, conditional: 1 },
        real: { done: 1, skipped: 1, otherwise: 0, open: 0 },
        differs: false,
      },
      { topic: 'asked', planned: null, real: 0, differs: false },
      { topic: 'time', planned: null, real: 60_000, differs: false },
      { topic: 'cost', planned: null, real: GBP(20), differs: false },
    ])
  })

  it('[CR12] what nobody knows and what has not happened yet is null, and no difference', () => {
    const plan = aPlan([aStage('a', { primary: AGENT }), aStage('b', { primary: AGENT, dependsOn: after('a') })])
    const world = aRun(plan)
    const past = pastOf(
      plan,
      { durationMs: { low: 1, high: 2, n: 3 } },
      { durationMs: { low: 1, high: 2, n: 3 }, cost: { low: 1, high: 2, n: 3, currency: 'GBP', unknown: 0 } },
    )
    world.perform('a', { cost: null })
    expect(differing(world.run, 'b', past)).toEqual([])
    expect(Object.values(linesOf(world.run, 'b')).map(({ real }) => real)).toEqual([
      { status: 'ready', because: null },
      null,
      0,
      null,
      null,
      null,
      null,
    ])
    const first = aRun(plan)
    expect(linesOf(first.run, 'b').people?.real).toBeNull()
    expect(linesOf(world.run, 'a').cost?.real).toBeNull()
    expect(linesOf(world.run, 'a').models?.real).toBeNull()
    expect([linesOf(world.run, null).time?.real, linesOf(world.run, null).cost?.real]).toEqual([null, null])
    expect(differing(world.run, null, past)).toEqual([])
  })

  it('[CR13] what failed, was refused, or was skipped because of that went another way; a condition did not', () => {
    const failing = aStage('a', { onError: 'fail', retry: { ...aStage('a').retry, maximumAttempts: 1 } })
    const broken = aRun(aPlan([failing, aStage('b', { dependsOn: after('a') })]))
    broken.fail('a')
    expect(differing(broken.run, 'a')).toEqual(['course'])
    expect(differing(broken.run, 'b')).toEqual(['course'])
    expect(differing(broken.run, null)).toEqual(['stages'])
    expect(plannedAndReal(broken.run, nothingKnown(broken.run.plan)).stages[1]?.lines).toHaveLength(1)
    const chosen = aRun(
      aPlan([
        aStage('a'),
        aStage('b', { dependsOn: after('a'), when: 'false' }),
        aStage('c', { dependsOn: after('b') }),
      ]),
    )
    chosen.perform('a')
    expect(chosen.statuses()).toEqual({ a: 'succeeded', b: 'skipped', c: 'skipped' })
    expect([...differing(chosen.run, 'b'), ...differing(chosen.run, 'c')]).toEqual([])
    expect(linesOf(chosen.run, 'b').course?.planned).toEqual({ when: 'false' })
  })

  it('[CR14] a person who was asked where the plan did not say so, and one who gave the result, are differences', () => {
    const gated = aStage('a', { gate: { kind: 'threshold', threshold: 0.75 }, outputs: NEEDS_TEXT })
    const approved = aRun(aPlan([gated]))
    approved.perform('a', { outputs: { text: 'x' }, confidence: 0.4 })
    expect(linesOf(approved.run, 'a').performer).toMatchObject({ real: null, differs: false })
    approved.answer('a', APPROVE)
    expect(differing(approved.run, 'a')).toEqual(['people'])
    expect(linesOf(approved.run, 'a').people).toMatchObject({
      planned: { when: 'below-threshold', threshold: 0.75 },
      real: 1,
    })
    const promised = aRun(aPlan([{ ...gated, gate: { kind: 'target-error', target: 0.05 } }]))
    promised.perform('a', { outputs: { text: 'x' }, confidence: 0.4 })
    expect(linesOf(promised.run, 'a').people?.planned).toMatchObject({ when: 'by-target', threshold: null })
    const edited = aRun(aPlan([gated]))
    edited.perform('a', { outputs: { text: 'x' }, confidence: 0.4 })
    edited.answer('a', edit({ text: 'y' }))
    expect(differing(edited.run, 'a')).toEqual(['performer', 'people'])
    expect(linesOf(edited.run, 'a').performer?.real).toEqual({ by: 'person', person: LENA })
    const rejected = aRun(aPlan([gated]))
    rejected.perform('a', { outputs: { text: 'x' }, confidence: 0.4 })
    rejected.answer('a', REJECT)
    expect(differing(rejected.run, 'a')).toEqual(['course', 'people'])
  })

  it('[CR14] a look back at what was done is not somebody who had to be asked', () => {
    const world = aRun(aPlan([aStage('a', { gate: { kind: 'threshold', threshold: 0.5, auditRate: 1 } })]))
    world.perform('a', { confidence: 0.9 })
    expect(world.openTask('a').reason).toBe('audit')
    expect(linesOf(world.run, 'a').people).toMatchObject({ real: 0, differs: false })
  })

  it('[CR14] what a person was to do is as planned when a person did it, also where nobody else could', () => {
    for (const primary of [PERSON, NOBODY]) {
      const world = aRun(aPlan([aStage('a', { primary, outputs: NEEDS_TEXT })]))
      expect(differing(world.run, 'a')).toEqual([])
      world.answer('a', edit({ text: 'x' }))
      expect(differing(world.run, 'a')).toEqual([])
      expect(linesOf(world.run, 'a')).toMatchObject({
        performer: { planned: { by: 'person' }, real: { by: 'person', person: LENA } },
        people: { planned: { when: 'always' }, real: 1 },
      })
      expect(Object.keys(linesOf(world.run, 'a'))).toEqual(['course', 'performer', 'people', 'time'])
    }
  })

  it('[CR14] a run in which people were asked though they never were, or were not though they always were, differs', () => {
    const plan = aPlan([aStage('a', { gate: { kind: 'threshold', threshold: 0.75 } })])
    const quiet = aRun(plan)
    quiet.perform('a', { confidence: 0.9 })
    const asked = aRun(plan)
    asked.perform('a', { confidence: 0.1 })
    const share = (times: number): Forecast => pastOf(plan, {}, { asked: { type: 'share', asked: times, of: 4 } })
    const certain = pastOf(plan, {}, { asked: { type: 'certain' } })
    const outcome = [share(0), share(2), share(4), certain].map((past) => [
      differing(quiet.run, null, past).includes('asked'),
      differing(asked.run, null, past).includes('asked'),
    ])
    expect(outcome).toEqual([
      [false, true],
      [false, false],
      [true, false],
      [true, false],
    ])
  })

  it('[CR14] a stage that a person was to do and that settled without one differs', () => {
    const world = aRun(aPlan([aStage('a', { primary: PERSON })]))
    const [told] = plannedAndReal(
      {
        ...world.run,
        stages: {
          ...world.run.stages,
          chunks: world.run.stages.chunks.map((chunk) => ({
            ...chunk,
            stages: chunk.stages.map((stage) => ({
              ...stage,
              tasks: [],
              state: {
                status: 'settled' as const,
                at: at(1),
                settlement: {
                  outcome: 'succeeded' as const,
                  output: 1,
                  confidence: null,
                  source: 'none' as const,
                  decision: null,
                },
              },
            })),
          })),
        },
      },
      nothingKnown(world.run.plan),
    ).stages
    expect(told?.lines.flatMap(({ topic, differs }) => (differs ? [topic] : []))).toEqual(['performer', 'people'])
  })

  it('[CR15] more than one try, another model, and time or cost outside of what was usual are differences', () => {
    const plan = aPlan([aStage('a', { primary: AGENT })])
    const world = aRun(plan)
    world.fail('a')
    world.send({ type: 'time-passed', jitter: 0.5 }, at(1))
    world.begin('a', at(1))
    world.report(
      'a',
      { type: 'answered', answer: anAnswer({ cost: GBP(50), model: { name: 'm-2', tokens: null } }) },
      at(2),
    )
    const cost = (low: number, high: number, currency: string | null = 'GBP'): CostSpan => ({
      low,
      high,
      n: 9,
      currency,
      unknown: 0,
    })
    const past = (low: number, high: number, span: CostSpan) =>
      pastOf(plan, { durationMs: { low, high, n: 9 }, cost: span })
    const near = [past(100_000, 119_500, cost(40, 60)), past(120_500, 130_000, cost(40, 60))]
    for (const usual of near) expect(differing(world.run, 'a', usual)).toEqual(['tries', 'models'])
    const slow = past(10_000, 20_000, cost(10, 20))
    expect(differing(world.run, 'a', slow)).toEqual(['time', 'tries', 'models', 'cost'])
    const fast = past(200_000, 300_000, cost(60, 70))
    expect(differing(world.run, 'a', fast)).toEqual(['time', 'tries', 'models', 'cost'])
    expect(differing(world.run, 'a', past(100_000, 130_000, cost(1, 2, 'EUR')))).toEqual(['tries', 'models'])
    expect(differing(world.run, 'a', past(100_000, 130_000, cost(0, 0, null)))).toEqual(['tries', 'models', 'cost'])
    const free = aRun(plan)
    free.perform('a', { cost: { basis: 'free' } })
    expect(differing(free.run, 'a', pastOf(plan, { cost: cost(1, 2) }))).toEqual(['cost'])
    expect(differing(free.run, 'a', pastOf(plan, { cost: cost(0, 0, null) }))).toEqual([])
  })

  it('[CR16] of a stage that was taken over, and of one that ended before its turn, only that is told', () => {
    const world = aRun(aPlan([aStage('a'), aStage('b', { dependsOn: after('a') })]))
    world.perform('a')
    world.perform('b')
    const again = retryFrom(world.run, { id: 'run-2' as RunId, from: 'b' as StageId, by: LENA, salt: 's' })
    if (!again.ok) throw new Error(again.error.code)
    const { run } = aRun(world.run.plan, again.value)
    expect(Object.keys(linesOf(run, 'a'))).toEqual(['course'])
    expect(Object.keys(linesOf(run, 'b'))).toContain('time')
    expect(linesOf(run, null).stages?.real).toEqual({ done: 1, skipped: 0, otherwise: 0, open: 1 })
  })
})

describe('a line in words', () => {
  const words = (line: Omit<PlanLine, 'differs'>, status: StageStatus = 'succeeded') => {
    const { planned, real } = plannedWords({ ...line, differs: false } as PlanLine, status)
    return [planned, real]
  }

  it('[CR17] says what was planned and what happened, and what is not there by why it is not', () => {
    const performer = { name: 'Sort', by: 'performer', boundBy: 'workflow' } as const
    expect(words({ topic: 'course', planned: { when: null }, real: { status: 'succeeded', because: null } })).toEqual([
      'always',
      'done',
    ])
    expect(words({ topic: 'course', planned: { when: 'x' }, real: { status: 'skipped', because: 'No.' } })).toEqual([
      'if its condition holds',
      'skipped: No.',
    ])
    expect(words({ topic: 'performer', planned: performer, real: { by: 'performer' } })).toEqual(['Sort', 'Sort'])
    expect(
      words({
        topic: 'performer',
        planned: { ...performer, by: 'person', boundBy: 'run flag' },
        real: { by: 'person', person: LENA },
      }),
    ).toEqual(['Sort, a person, chosen for this run', 'lena'])
    expect(words({ topic: 'performer', planned: performer, real: null }, 'running')).toEqual(['Sort', 'not yet'])
    expect(words({ topic: 'tries', planned: { atMost: 3 }, real: 2 })).toEqual(['1, at most 3', '2'])
    expect(words({ topic: 'tries', planned: { atMost: 1 }, real: null })).toEqual(['1', 'not known'])
    expect(words({ topic: 'models', planned: 'm', real: ['m', 'n'] })).toEqual(['m', 'm and n'])
  })

  it('[CR17] says people, times and costs with what was usual', () => {
    const people = { when: 'always', threshold: null, past: null } as const
    const past = { type: 'share', asked: 3, of: 40 } as const
    expect(words({ topic: 'people', planned: people, real: 0 })).toEqual(['yes, a person does it', 'nobody was asked'])
    expect(words({ topic: 'people', planned: { ...people, when: 'not-planned', past }, real: 1 })).toEqual([
      'no; a person was asked in 3 of 40 before',
      'asked once',
    ])
    expect(
      words({ topic: 'people', planned: { when: 'below-threshold', threshold: 0.75, past: null }, real: 2 }),
    ).toEqual(['if it is less than 75 % sure', 'asked 2 times'])
    expect(words({ topic: 'asked', planned: { type: 'certain' }, real: 1 })).toEqual(['always', 'asked once'])
    expect(words({ topic: 'asked', planned: null, real: 1 })).toEqual(['not known', 'asked once'])
    expect(words({ topic: 'time', planned: { low: 1_000, high: 2_000, n: 4 }, real: 3_000 })).toEqual([
      '1 s to 2 s (n = 4)',
      '3 s',
    ])
    const cost = { low: 10_000, high: 20_000, n: 4, currency: 'GBP', unknown: 0 }
    expect(words({ topic: 'cost', planned: cost, real: GBP(30_000) })).toEqual(['£0.01 to £0.02 (n = 4)', '£0.03'])
    const real = { done: 3, skipped: 1, otherwise: 0, open: 2 }
    expect(words({ topic: 'stages', planned: { total: 6, conditional: 2 }, real })).toEqual([
      '6, 2 of them only if a condition holds',
      '3 done, 1 skipped, 2 to come',
    ])
    expect(words({ topic: 'stages', planned: { total: 6, conditional: 0 }, real })[0]).toBe('6')
  })
})
