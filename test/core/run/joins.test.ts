import { describe, expect, it } from 'vitest'
import type { PlannedStage } from '../../../src/core/plan/plan.ts'
import { skipReason } from '../../../src/core/run/readiness.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../support/runs.ts'
import { APPROVE, after, aPlan, aRun, aStage, edit, LENA, PERSON, REJECT } from '../../support/runs.ts'

type Ending =
  | 'succeeded'
  | 'failed'
  | 'rejected'
  | 'skipped'
  | 'skipped-continue'
  | 'failed-continue'
  | 'rejected-continue'

/** A first stage that will end as told. */
function ending(id: string, how: Ending): PlannedStage {
  switch (how) {
    case 'succeeded':
      return aStage(id)
    case 'failed':
    case 'failed-continue':
      return aStage(id, {
        retry: { ...aStage('x').retry, maximumAttempts: 1 },
        onError: how === 'failed' ? 'fail' : 'continue',
      })
    case 'rejected':
    case 'rejected-continue':
      return aStage(id, { primary: PERSON, onReject: how === 'rejected' ? 'fail' : 'continue' })
    case 'skipped':
      return aStage(id, { when: 'false' })
    case 'skipped-continue':
      return aStage(id, { when: 'false', onSkip: 'continue' })
  }
}

function end(world: TestRun, id: string, how: Ending): void {
  if (how === 'succeeded') world.perform(id)
  if (how.startsWith('failed')) world.fail(id)
  if (how.startsWith('rejected')) world.answer(id, REJECT)
}

interface Joining {
  readonly a: Ending
  readonly b: Ending
  readonly join: 'all' | 'any'
  readonly reads?: readonly string[]
}

/** What becomes of a stage that joins two others. */
function joined({ a, b, join, reads = [] }: Joining): TestRun {
  const c = aStage('c', { dependsOn: after('a', 'b'), join, readsOutcomeOf: after(...reads) })
  const world = aRun(aPlan([ending('a', a), ending('b', b), c]))
  end(world, 'a', a)
  end(world, 'b', b)
  return world
}

describe('joins', () => {
  it.each(['all', 'any'] as const)('[JO1] %s waits until every dependency has settled', (join) => {
    const world = aRun(
      aPlan([aStage('a'), aStage('b', { primary: PERSON }), aStage('c', { dependsOn: after('a', 'b'), join })]),
    )
    world.perform('a')
    expect(world.statuses()).toEqual({ a: 'succeeded', b: 'awaiting-approval', c: 'pending' })
    world.answer('b', APPROVE)
    expect(world.statuses()).toMatchObject({ c: 'ready' })
  })

  it.each<Joining & { readonly status: string }>([
    { a: 'succeeded', b: 'succeeded', join: 'all', status: 'ready' },
    { a: 'succeeded', b: 'failed', join: 'all', status: 'skipped' },
    { a: 'succeeded', b: 'rejected', join: 'all', status: 'skipped' },
    { a: 'succeeded', b: 'skipped', join: 'all', status: 'skipped' },
    { a: 'succeeded', b: 'skipped-continue', join: 'all', status: 'ready' },
    { a: 'skipped-continue', b: 'skipped-continue', join: 'all', status: 'ready' },
  ])('[JO2][JO4] all: $a and $b leave it $status', ({ status, ...joining }) => {
    expect(joined(joining).statuses()).toMatchObject({ c: status })
  })

  it.each<Joining & { readonly status: string }>([
    { a: 'succeeded', b: 'failed', join: 'any', status: 'ready' },
    { a: 'rejected', b: 'succeeded', join: 'any', status: 'ready' },
    { a: 'skipped', b: 'succeeded', join: 'any', status: 'ready' },
    { a: 'failed', b: 'rejected', join: 'any', status: 'skipped' },
    { a: 'skipped', b: 'skipped', join: 'any', status: 'skipped' },
  ])('[JO3] any: $a and $b leave it $status', ({ status, ...joining }) => {
    expect(joined(joining).statuses()).toMatchObject({ c: status })
  })

  it.each<Joining & { readonly status: string }>([
    { a: 'failed-continue', b: 'succeeded', join: 'all', reads: ['a'], status: 'ready' },
    { a: 'failed-continue', b: 'succeeded', join: 'all', reads: [], status: 'skipped' },
    { a: 'rejected-continue', b: 'succeeded', join: 'all', reads: ['a'], status: 'ready' },
    { a: 'rejected-continue', b: 'succeeded', join: 'all', reads: ['b'], status: 'skipped' },
    { a: 'failed', b: 'succeeded', join: 'all', reads: ['a'], status: 'skipped' },
    { a: 'rejected', b: 'succeeded', join: 'all', reads: ['a'], status: 'skipped' },
  ])('[JO6] $a, outcome read: $reads, leaves it $status', ({ status, ...joining }) => {
    expect(joined(joining).statuses()).toMatchObject({ c: status })
  })

  it('[JO4] a canceled dependency lets nothing run', () => {
    const c = aStage('c', { dependsOn: after('a') })
    const world = aRun(aPlan([aStage('a'), c]))
    world.send({ type: 'cancel-run', by: LENA, note: '' })
    expect(skipReason(world.run, c)).toEqual({ type: 'dependency', stage: 'a', outcome: 'canceled' })
  })

  it('[JO4] names the first refusing dependency and its outcome', () => {
    expect(joined({ a: 'succeeded', b: 'rejected', join: 'all' }).stage('c').state).toMatchObject({
      settlement: { outcome: 'skipped', reason: { type: 'dependency', stage: 'b', outcome: 'rejected' } },
    })
  })

  it('[JO5] a skip is passed on with its reason, stage by stage', () => {
    const world = aRun(
      aPlan([
        aStage('a', { when: 'false' }),
        aStage('b', { dependsOn: after('a') }),
        aStage('c', { dependsOn: after('b') }),
      ]),
    )
    expect(world.stage('a').state).toMatchObject({ settlement: { reason: { type: 'condition-false' } } })
    expect(world.stage('c').state).toMatchObject({
      settlement: { reason: { type: 'dependency', stage: 'b', outcome: 'skipped' } },
    })
  })

  it('[JO5] an inherited skip is passed on even by an optional step', () => {
    const stages = [
      aStage('a', { when: 'false' }),
      aStage('b', { dependsOn: after('a'), onSkip: 'continue' }),
      aStage('c', { dependsOn: after('b') }),
    ]
    expect(aRun(aPlan(stages)).statuses()).toEqual({ a: 'skipped', b: 'skipped', c: 'skipped' })
  })

  it('[JO5] reads the results of earlier stages', () => {
    const c = aStage('c', {
      dependsOn: after('a'),
      when: "stages.a.outputs.label == 'refund' && stages.a.confidence > 0.5",
    })
    const d = aStage('d', { dependsOn: after('a'), when: "stages.a.outcome == 'failed'" })
    const world = aRun(aPlan([aStage('a'), c, d]))
    world.perform('a', { outputs: { label: 'refund' } })
    expect(world.statuses()).toMatchObject({ c: 'ready', d: 'skipped' })
  })

  it('[JO5] reads the run, decisions of people, and how stages ended that gave nothing', () => {
    const { inputs: _, ...c } = aStage('c', {
      dependsOn: after('a', 'b'),
      readsOutcomeOf: after('b'),
      when: "run.title == 'order 7' && stages.a.decision == 'edit' && stages.b.outcome == 'rejected' && stages.b.outputs == {}",
    })
    const stages = [aStage('a', { primary: PERSON }), ending('b', 'rejected-continue'), c]
    const [titled, untitled] = [aRun(aPlan(stages), { title: 'order 7' }), aRun(aPlan(stages))]
    for (const world of [titled, untitled]) {
      world.answer('a', edit({ ok: true }))
      world.answer('b', REJECT)
    }
    expect(titled.statuses()).toMatchObject({ c: 'ready' })
    expect(untitled.statuses()).toMatchObject({ c: 'skipped' })
  })

  it('[JO5] counts with what the schemas call an integer', () => {
    const schema = { type: 'integer' }
    const a = aStage('a', { outputs: { type: 'object', properties: { count: schema } } })
    const c = aStage('c', {
      dependsOn: after('a'),
      when: 'stages.a.outputs.count % inputs.every == 1',
    })
    const world = aRun(aPlan([a, c], { inputs: { every: { schema, required: true } } }), { inputs: { every: 2 } })
    world.perform('a', { outputs: { count: 3 } })
    expect(world.statuses()).toMatchObject({ c: 'ready' })
  })

  it('[JO1] a stage that has not settled gives nothing to those who read it', () => {
    const b = aStage('b', { dependsOn: after('a'), when: "stages.c.outcome == 'ready' && stages.c.outputs == {}" })
    const world = aRun(aPlan([aStage('a'), b, aStage('c')]))
    world.perform('a')
    expect(world.statuses()).toMatchObject({ b: 'ready', c: 'ready' })
  })

  it('[JO7] an error in a condition fails the stage', () => {
    const world = aRun(
      aPlan([aStage('a'), aStage('b', { dependsOn: after('a'), when: 'stages.a.outputs.label == 1' })]),
    )
    world.perform('a')
    expect(world.stage('b').state).toMatchObject({ settlement: { outcome: 'failed', code: 'condition-error' } })
    expect(world.run.phase).toMatchObject({ outcome: 'failed' })
  })

  it('[JO8] an independent branch finishes', () => {
    const world = aRun(aPlan([ending('a', 'failed'), aStage('b', { dependsOn: after('a') }), aStage('c')]))
    world.fail('a')
    expect(world.run.phase.type).toBe('open')
    world.perform('c')
    expect(world.statuses()).toEqual({ a: 'failed', b: 'skipped', c: 'succeeded' })
    expect(world.run.phase).toMatchObject({ outcome: 'failed' })
  })
})

describe('outcomes', () => {
  it.each<readonly [Ending, Ending, string]>([
    ['succeeded', 'succeeded', 'succeeded'],
    ['succeeded', 'skipped', 'succeeded'],
    ['succeeded', 'failed', 'failed'],
    ['rejected', 'failed', 'failed'],
    ['rejected', 'succeeded', 'rejected'],
    ['failed-continue', 'succeeded', 'succeeded'],
    ['rejected-continue', 'succeeded', 'succeeded'],
    ['rejected-continue', 'failed-continue', 'succeeded'],
  ])('[OU1] %s and %s make the run %s', (a, b, outcome) => {
    const world = aRun(aPlan([ending('a', a), ending('b', b)]))
    end(world, 'a', a)
    end(world, 'b', b)
    expect(world.run.phase).toMatchObject({ type: 'finished', outcome })
  })

  it('[OU1] a canceled stage makes the run canceled, whatever else failed', () => {
    const world = aRun(aPlan([ending('a', 'failed'), aStage('b')]))
    world.fail('a')
    world.send({ type: 'cancel-run', by: LENA, note: '' })
    expect(world.run.phase).toMatchObject({ outcome: 'canceled' })
  })

  it('[OU2] returns the outputs of a run that succeeded', () => {
    const world = aRun(aPlan([aStage('a')], { outputs: { label: '${{ stages.a.outputs.label }}', who: 'me' } }))
    world.perform('a', { outputs: { label: 'refund' } })
    expect(world.run.phase).toMatchObject({ outcome: 'succeeded', outputs: { label: 'refund', who: 'me' } })
  })

  it('[OU2] fails a run whose outputs can not be made', () => {
    const world = aRun(aPlan([aStage('a')], { outputs: { label: '${{ stages.a.outputs.label }}' } }))
    world.perform('a')
    expect(world.run.phase).toMatchObject({ outcome: 'failed', outputs: {}, problem: expect.any(String) })
  })

  it('[OU2] a run that did not succeed returns nothing', () => {
    const world = aRun(aPlan([ending('a', 'rejected')], { outputs: { label: 'x' } }))
    world.answer('a', REJECT)
    expect(world.run.phase).toMatchObject({ outcome: 'rejected', outputs: {} })
  })

  it('[OU3] finishes once and takes late results', () => {
    const world = aRun(aPlan([aStage('a')]))
    const fence = world.begin('a')
    world.send({ type: 'cancel-run', by: LENA, note: '' })
    const result = { type: 'failed', error: { code: 'x', message: 'x', reach: 'unknown', cost: null } } as const
    world.send({ type: 'report-attempt', stage: 'a' as StageId, fence, result, salt: 's', jitter: 0, coin: 1 })
    expect(world.history.filter(({ type }) => type === 'run-finished')).toHaveLength(1)
    expect(world.refused({ type: 'pause-run', by: LENA })).toEqual({ code: 'run-finished' })
    expect(world.refused({ type: 'resume-run', by: LENA })).toEqual({ code: 'run-finished' })
  })

  it('[TA4] what a person wrote is what later stages read', () => {
    const world = aRun(
      aPlan([aStage('a', { primary: PERSON }), aStage('b', { dependsOn: after('a'), when: 'stages.a.outputs.ok' })]),
    )
    world.answer('a', edit({ ok: true }))
    expect(world.statuses()).toEqual({ a: 'succeeded', b: 'ready' })
    expect(world.stage('a').state).toMatchObject({
      settlement: { confidence: null, source: 'human', decision: { type: 'edit', by: LENA } },
    })
  })
})
