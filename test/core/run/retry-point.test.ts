import { expect, it } from 'vitest'
import { explainRefusal } from '../../../src/core/run/refusal.ts'
import { planRetry } from '../../../src/core/run/retry-from.ts'
import { retryPoint } from '../../../src/core/run/retry-point.ts'
import type { OnError } from '../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../support/runs.ts'
import { after, aPlan, aRun, aStage, LENA } from '../../support/runs.ts'

/** Two stages beside each other, of which those fail. */
function ended(failing: readonly string[], onError: OnError = 'fail'): TestRun {
  const once = { ...aStage('x').retry, maximumAttempts: 1 }
  const world = aRun(
    aPlan([
      aStage('a', { name: 'Sort it', retry: once, onError }),
      aStage('b', { name: 'Send it', retry: once, onError }),
      aStage('c', { dependsOn: after('a', 'b'), join: 'any' }),
    ]),
  )
  for (const stage of ['a', 'b']) failing.includes(stage) ? world.fail(stage) : world.perform(stage)
  return world
}

it('[EN57] a run that failed is taken up from the stage that stopped it', () => {
  const world = ended(['b'])
  expect(retryPoint(world.run)).toEqual({ ok: false, error: { code: 'run-not-finished' } })
  world.perform('c')
  expect(retryPoint(world.run)).toEqual({ ok: true, value: 'b' })
  expect(planRetry(world.run, {})).toMatchObject({ ok: true, value: { from: 'b' } })
})

it('[EN57] where more than one failed, or none did, somebody has to say where', () => {
  expect(retryPoint(ended(['a', 'b']).run)).toEqual({
    ok: false,
    error: { code: 'retry-unclear', stages: ['Sort it', 'Send it'] },
  })
  const outputs = { body: '${{ stages.a.outputs.none }}' }
  const world = aRun(aPlan([aStage('a')], { outputs }))
  world.perform('a')
  expect(retryPoint(world.run)).toEqual({ ok: false, error: { code: 'retry-unclear', stages: [] } })
  expect(explainRefusal({ code: 'retry-unclear', stages: [] })).toBe(
    'No stage of this run failed. Choose on the page of the run where to begin.',
  )
})

it('[EN57] what did not fail is not taken up without a word where', () => {
  const canceled = aRun(aPlan([aStage('a')]))
  canceled.send({ type: 'cancel-run', by: LENA, note: '' })
  const told = ended(['a', 'b'], 'continue')
  for (const { run } of [canceled, told]) {
    expect(retryPoint(run)).toEqual({ ok: false, error: { code: 'run-not-failed' } })
    expect(planRetry(run, {})).toEqual({ ok: false, error: { code: 'run-not-failed' } })
  }
})
