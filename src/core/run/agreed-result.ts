import { findMajority } from '../gate/agreement.ts'
import type { PlannedStage } from '../plan/plan.ts'
import type { AttemptError, AttemptResult, Bill, ModelUse } from './answer.ts'
import { sumCosts } from './cost.ts'
import { answerProblem } from './judge-answer.ts'
import { usesOf, withUse } from './model-use.ts'
import { withPrice } from './used-price.ts'

/**
 * What comes of asking the same question several times: the answer that most say, with how many do. An answer that the
 * stage can not use counts as none. Where there is none at all, the first error. What all of them took is in it.
 */
export function agreedResult(stage: PlannedStage, results: readonly AttemptResult[]): AttemptResult {
  const tries = results.map((result) => usable(stage, result))
  const majority = findMajority(tries.map((each) => (each.type === 'answered' ? each.answer : null)))
  const errors = tries.flatMap((each) => (each.type === 'failed' ? [each.error] : []))
  if (majority === undefined) return { type: 'failed', error: firstOf(errors, tries) }
  const { first, agreement } = majority
  return { type: 'answered', answer: { ...first, ...billOf(tries, first.model), agreement } }
}

function usable(stage: PlannedStage, result: AttemptResult): AttemptResult {
  const problem = result.type === 'answered' ? answerProblem(stage, result.answer) : undefined
  return problem === undefined ? result : { type: 'failed', error: problem }
}

/** It never began only where none of them did. */
function firstOf(errors: readonly AttemptError[], tries: readonly AttemptResult[]): AttemptError {
  const [first] = errors
  if (first === undefined) throw new Error('What nobody was asked has no result')
  const begun = errors.find(({ reach }) => reach !== 'not-begun')
  return { ...first, reach: begun?.reach ?? 'not-begun', ...billOf(tries, first.model) }
}

/** Of all tries together. `own`: the model that the result names as its own. */
function billOf(tries: readonly AttemptResult[], own: ModelUse | undefined): Bill {
  const bills = tries.map((each) => (each.type === 'answered' ? each.answer : each.error))
  const uses = bills.flatMap(usesOf).reduce(withUse, [])
  const model = uses.find(({ name }) => name === own?.name)
  const otherModels = uses.filter((use) => use !== model)
  const prices = bills.flatMap((bill) => bill.prices ?? []).reduce(withPrice, [])
  return {
    cost: sumCosts(bills.map(({ cost }) => cost)),
    ...(model === undefined ? {} : { model }),
    ...(otherModels.length === 0 ? {} : { otherModels }),
    ...(prices.length === 0 ? {} : { prices }),
  }
}
