import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/core/basics/json.ts'
import type { Plan, PlannedStage } from '../../../src/core/plan/plan.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import type { RetryFate } from '../../../src/core/run/retry-fates.ts'
import type { RetryWish } from '../../../src/core/run/retry-from.ts'
import { planRetry, retryFrom } from '../../../src/core/run/retry-from.ts'
import { stageInputs } from '../../../src/core/run/scope.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../support/runs.ts'
import { after, aPlan, aRun, aStage, at, LENA } from '../../support/runs.ts'

const TEXT = { schema: { type: 'string' }, required: true } as const
const INPUTS = { x: TEXT, y: TEXT, z: { ...TEXT, required: false, default: 'd' } } as const
const GIVEN = { x: 'x', y: 'y' } as const
const ORDER = { id: 'run-2' as RunId, by: LENA, salt: 's' } as const

/** A reads one input, B what A gave and another input, C waits for both, D is for itself. */
const STAGES = [
  aStage('a', { inputs: { text: '${{ inputs.x }}' } }),
  aStage('b', { dependsOn: after('a'), inputs: { text: '${{ stages.a.outputs.text }} ${{ inputs.y }}' } }),
  aStage('c', { dependsOn: after('b'), inputs: { text: '${{ stages.b.outputs.text }}' } }),
  aStage('d', { inputs: { text: '${{ inputs.z }}' } }),
] as const
const PLAN = aPlan(STAGES, { inputs: INPUTS })

function performed(plan: Plan, inputs: JsonObject = GIVEN): TestRun {
  const world = aRun(plan, { inputs })
  for (const { id } of plan.stages)
    if (world.statuses()[id] === 'ready') world.perform(id, { outputs: { text: `of ${id}` } })
  return world
}

function other(stages: readonly PlannedStage[], over: Partial<Plan> = {}): NonNullable<RetryWish['plan']> {
  return { plan: aPlan(stages, { inputs: INPUTS, ...over }), digest: 'plan-2' }
}

function fates({ run }: TestRun, wish: Omit<RetryWish, 'from'> & { readonly from: string }): Record<string, RetryFate> {
  const planned = planRetry(run, { ...wish, from: wish.from as StageId })
  if (!planned.ok) throw new Error(planned.error.code)
  return Object.fromEntries(planned.value.stages.map(({ stage, fate }) => [stage, fate]))
}

function taken(world: TestRun, wish: Omit<RetryWish, 'from'> & { readonly from: string }): TestRun {
  const started = retryFrom(world.run, { ...ORDER, ...wish, from: wish.from as StageId })
  if (!started.ok) throw new Error(started.error.code)
  return aRun(wish.plan?.plan ?? world.run.plan, started.value)
}

describe('what a retry takes over', () => {
  const done = performed(PLAN)

  it('[EN60] with the same inputs and plan, all but the chosen stage and what follows it', () => {
    expect(fates(done, { from: 'b' })).toEqual({ a: 'kept', b: 'chosen', c: 'after-another', d: 'kept' })
    expect(fates(done, { from: 'd', inputs: { x: 'x' } })).toEqual({ a: 'kept', b: 'kept', c: 'kept', d: 'chosen' })
  })

  it('[EN60] not what would be given something else, nor what comes after it', () => {
    expect(fates(done, { from: 'd', inputs: { y: 'other' } })).toEqual({
      a: 'kept',
      b: 'other-inputs',
      c: 'after-another',
      d: 'chosen',
    })
    expect(fates(done, { from: 'c', inputs: { x: 'other' } })).toMatchObject({ a: 'other-inputs', b: 'after-another' })
  })

  it('[EN60] not what is given everything, once any input is another one', () => {
    const { inputs, ...open } = aStage('a')
    const world = performed(aPlan([open, aStage('b')], { inputs: INPUTS }))
    expect(fates(world, { from: 'b' })).toEqual({ a: 'kept', b: 'chosen' })
    expect(fates(world, { from: 'b', inputs: { z: 'e' } })).toEqual({ a: 'other-inputs', b: 'chosen' })
  })

  it('[EN60] not what a condition decides anew', () => {
    const when = aStage('a', { when: 'inputs.x == "x"' })
    const world = performed(aPlan([when, aStage('b')], { inputs: INPUTS }), { x: 'no', y: 'y' })
    expect(world.statuses()['a']).toBe('skipped')
    expect(fates(world, { from: 'b', inputs: { x: 'not yet' } })['a']).toBe('kept')
    expect(fates(world, { from: 'b', inputs: { x: 'x' } })['a']).toBe('other-inputs')
  })

  it('[EN60] not what failed to find its inputs, once it would find them', () => {
    const stages = [aStage('a', { when: 'inputs.z.size() > 0' }), aStage('b', { inputs: { text: '${{ inputs.z }}' } })]
    const optional = { ...INPUTS, z: { ...TEXT, required: false } }
    const world = aRun(aPlan([...stages, aStage('e')], { inputs: optional }), { inputs: GIVEN })
    world.send({ type: 'cancel-run', by: LENA, note: '' })
    expect(fates(world, { from: 'e' })).toEqual({ a: 'kept', b: 'unfinished', e: 'chosen' })
    expect(fates(world, { from: 'e', inputs: { z: 'now' } })).toEqual({
      a: 'other-inputs',
      b: 'other-inputs',
      e: 'chosen',
    })
  })

  it('[EN60] not what the plan says something else of, nor what it did not have', () => {
    const [a, b, c, d] = STAGES
    const plan = other([a, { ...b, instructions: 'Shorter.' }, c, aStage('n', { dependsOn: after('d') }), d])
    expect(fates(done, { from: 'd', plan })).toEqual({
      a: 'kept',
      b: 'changed',
      c: 'after-another',
      n: 'new',
      d: 'chosen',
    })
    expect(fates(done, { from: 'a', plan: other([a]) })).toEqual({ a: 'chosen' })
  })

  it('[EN60] in any plan, with any inputs and any change: what is kept would be given the same and is told the same', () => {
    const stage = fc.record({ waitsFor: fc.array(fc.nat(4), { maxLength: 3 }), reads: fc.subarray(['x', 'y', 'z']) })
    const change = fc.record({
      inputs: fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.constantFrom('x', 'other'), { noNullPrototype: true }),
      changed: fc.array(fc.nat(4), { maxLength: 2 }),
      from: fc.nat(4),
    })
    fc.assert(
      fc.property(fc.array(stage, { minLength: 5, maxLength: 5 }), change, (shape, { inputs, changed, from }) => {
        const stages = shape.map(({ waitsFor, reads }, index) => stageOf(index, { waitsFor, reads }))
        const world = performed(aPlan(stages, { inputs: INPUTS }))
        const next = stages.map((one, index) => (changed.includes(index) ? { ...one, instructions: 'New.' } : one))
        const wish = { from: `s${from}`, inputs, plan: other(next) }
        const told = fates(world, wish)
        const { run } = taken(world, wish)
        for (const one of next.filter(({ id }) => told[id] === 'kept')) {
          expect(stageInputs(run, one)).toEqual(stageInputs(world.run, one))
          expect(stages).toContainEqual(one)
          expect(one.dependsOn.every((id) => told[id] === 'kept')).toBe(true)
          expect(one.id).not.toBe(wish.from)
        }
        const carried = run.origin?.carried.map(({ stage: id }) => id)
        expect(carried).toEqual(next.flatMap(({ id }) => (told[id] === 'kept' ? [id] : [])))
      }),
    )
  })
})

interface Shape {
  readonly waitsFor: readonly number[]
  readonly reads: readonly string[]
}

function stageOf(index: number, { waitsFor, reads }: Shape): PlannedStage {
  const before = [...new Set(waitsFor.filter((place) => place < index))].map((place) => `s${place}`)
  const texts = [
    ...before.map((id) => [id, `\${{ stages.${id}.outputs.text }}`]),
    ...reads.map((name) => [name, `\${{ inputs.${name} }}`]),
  ]
  return aStage(`s${index}`, { dependsOn: after(...before), inputs: Object.fromEntries(texts) })
}

describe('a retry that is wished otherwise', () => {
  it('[EN61] is refused where the run goes on, the plan has no such stage, or the inputs do not fit', () => {
    const done = performed(PLAN)
    const refused = (world: TestRun, wish: Omit<RetryWish, 'from'>, from = 'a') => {
      const planned = planRetry(world.run, { ...wish, from: from as StageId })
      return planned.ok ? undefined : planned.error.code
    }
    expect([
      refused(aRun(PLAN, { inputs: GIVEN }), {}),
      refused(done, {}, 'none'),
      refused(done, { plan: other([aStage('b')]) }),
      refused(done, { inputs: { x: 1 } }),
      refused(done, { inputs: { more: 1 } }),
      refused(done, { plan: other(STAGES, { inputs: { x: TEXT } }) }),
      refused(done, {}),
    ]).toEqual([
      'run-not-finished',
      'stage-unknown',
      'stage-unknown',
      'inputs-invalid',
      'inputs-invalid',
      'inputs-invalid',
      undefined,
    ])
  })

  it('[EN61] begins where the run failed, where no stage is named', () => {
    const once = { ...aStage('a').retry, maximumAttempts: 1 }
    const world = aRun(
      aPlan([aStage('a', { onError: 'fail', retry: once, inputs: STAGES[0].inputs ?? {} })], { inputs: INPUTS }),
      {
        inputs: GIVEN,
      },
    )
    world.fail('a')
    expect(planRetry(world.run, { inputs: { x: 'other' } })).toMatchObject({ value: { from: 'a' } })
    expect(planRetry(performed(PLAN).run, {})).toMatchObject({ error: { code: 'run-not-failed' } })
  })

  it('[EN62] inputs take the place of the old ones by name, and defaults complete them', () => {
    const { z, ...inputs } = INPUTS
    const world = performed(aPlan(STAGES.slice(0, 3), { inputs }))
    const { run } = taken(world, { from: 'a', inputs: { y: 'other' }, plan: other(STAGES) })
    expect(run.inputs).toEqual({ x: 'x', y: 'other', z: 'd' })
    expect(world.run.inputs).toEqual(GIVEN)
  })

  it('[EN63] what is done again has a new generation where it had begun', () => {
    const again = taken(performed(PLAN), { from: 'd', inputs: { y: 'other' }, plan: other([...STAGES, aStage('n')]) })
    expect(again.run.origin?.generations).toEqual({ a: 1, b: 1, c: 1, d: 1, n: 0 })
    expect(again.statuses()).toEqual({ a: 'succeeded', b: 'ready', c: 'pending', d: 'ready', n: 'ready' })
    expect(again.stage('a').outputs?.value).toEqual({ text: 'of a' })
  })

  it('[EN63] what may have happened once and is another way now, though nobody chose it, asks a person first', () => {
    const once = aStage('a', { effect: 'once-or-ask', inputs: { text: '${{ inputs.x }}' } })
    const world = aRun(aPlan([once, aStage('b')], { inputs: INPUTS }), { inputs: GIVEN })
    world.begin('a')
    world.send({ type: 'cancel-run', by: LENA, note: '' }, at(1))
    const changed = taken(world, { from: 'b', inputs: { x: 'other' } })
    expect(changed.run.origin).toMatchObject({ inDoubt: ['a'], generations: { a: 1 }, keyedBy: {} })
    expect(changed.openTask('a').reason).toBe('unknown-outcome')
    expect(taken(world, { from: 'a', inputs: { x: 'other' } }).run.origin?.inDoubt).toEqual([])
  })

  it('[EN64] carries the plan that it was started with', () => {
    const { run } = taken(performed(PLAN), { from: 'a', plan: other([aStage('a')]) })
    expect([run.planDigest, run.plan.stages.length]).toEqual(['plan-2', 1])
  })
})
