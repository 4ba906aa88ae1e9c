import { expect, it } from 'vitest'
import { ok } from '../../src/core/basics/result.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { WorkflowId } from '../../src/core/workflow/workflow.ts'
import { createFreshPlans, PLANS_MAX } from '../../src/engine/fresh-plans.ts'
import { aClock } from '../support/engine.ts'
import { aTriggerRow } from '../support/rows.ts'
import { aPlan, aStage, at } from '../support/runs.ts'

const FRESH_MS = 10_000
const PLAN = aPlan([aStage('one')])

function somePlans() {
  const clock = aClock(at(0))
  const asked: string[] = []
  const problems: Error[] = []
  const planFor = createFreshPlans({
    clock,
    freshMs: FRESH_MS,
    planFor: async ({ workflow }) => {
      asked.push(workflow)
      const problem = problems.shift()
      if (problem !== undefined) throw problem
      return ok(PLAN)
    },
  })
  return {
    clock,
    asked,
    problems,
    plan: (workflow: string) => planFor(aTriggerRow({ workflow: workflow as WorkflowId })),
  }
}

it('[EN39] what starts within the time shares a plan, also after the clock was set back', async () => {
  const { clock, asked, plan } = somePlans()
  await plan('a')
  clock.set(addMs(at(0), FRESH_MS - 1))
  await plan('a')
  expect(asked).toEqual(['a'])
  clock.set(addMs(at(0), -1))
  await plan('a')
  clock.set(addMs(at(0), FRESH_MS - 1))
  await plan('a')
  expect(asked).toEqual(['a', 'a', 'a'])
})

it('[EN39] one that could not be made is not kept', async () => {
  const { asked, problems, plan } = somePlans()
  problems.push(new Error('The disk is gone'))
  await expect(plan('a')).rejects.toThrow('The disk is gone')
  expect(await plan('a')).toEqual(ok(PLAN))
  expect(asked).toEqual(['a', 'a'])
})

it('[EN39] the one made longest ago gives way', async () => {
  const { asked, plan } = somePlans()
  for (let n = 0; n <= PLANS_MAX; n += 1) await plan(`w${n}`)
  await plan('w1')
  expect(asked).toHaveLength(PLANS_MAX + 1)
  await plan('w0')
  expect(asked).toHaveLength(PLANS_MAX + 2)
})
