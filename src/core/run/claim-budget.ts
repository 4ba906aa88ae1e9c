import { err, ok } from '../basics/result.ts'
import type { CallAmount, Limit } from '../budget/grant-claim.ts'
import { grantClaim } from '../budget/grant-claim.ts'
import type { Spending } from '../budget/spending.ts'
import { spendingOf, sumSpending } from '../budget/spending.ts'
import type { BudgetScope } from '../budget/words.ts'
import type { BudgetAmount } from '../workflow/workflow.ts'
import type { Decided, FoundStage } from './attempts.ts'
import { findStage } from './attempts.ts'
import type { ClaimBudget } from './command.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import type { StageRun } from './stage-run.ts'
import { allStages } from './stage-table.ts'

/** Sets aside what a call may take, or books what was taken: what an attempt has taken is never refused afterwards. */
export function claimBudget(log: Log, command: ClaimBudget): Decided {
  const found = findStage(log, command.stage)
  if (found === undefined) return err({ code: 'stage-unknown', stage: command.stage })
  const { state } = found.stageRun
  if (state.status !== 'running' || state.fence !== command.fence)
    return err({ code: 'attempt-over', stage: command.stage })
  const { spent, claim } = command
  const granted = claim === null ? ok(null) : grantClaim(limitsOf(log, found, command), claim)
  if (!granted.ok) return err({ code: 'over-budget', excess: granted.error })
  record(log, { type: 'budget-claimed', stage: command.stage, spending: withGranted(spent, granted.value) })
  return ok(undefined)
}

function withGranted(spent: Spending, granted: CallAmount | null): Spending {
  if (granted === null) return spent
  return sumSpending([spent, spendingOf({ tokens: granted.tokens, cost: granted.money ?? 'free' })])
}

/** Each budget that this attempt draws on, and what it and all others took from it. */
function limitsOf({ run }: Log, { stage, stageRun }: FoundStage, { fence, spent, others }: ClaimBudget): Limit[] {
  const stages = allStages(run.stages)
  const [ofStage, ofRun] = [triesAllowed([stageRun]), triesAllowed(stages)]
  const spentIn = (runs: readonly StageRun[]): Spending => sumSpending([spent, ...runs.flatMap(otherThan(fence))])
  return [
    ...limitOn('stage', stage.budget, { spent: spentIn([stageRun]), again: ofStage }),
    ...limitOn('run', run.plan.budget?.run, { spent: spentIn(stages), again: ofRun }),
    ...limitOn('day', run.plan.budget?.day, { spent: sumSpending([spent, others]), again: ofRun }),
  ]
}

function otherThan(fence: number): (stageRun: StageRun) => readonly Spending[] {
  return ({ spending }) => spending.filter((each) => each.fence !== fence).map((each) => each.spending)
}

/** How often a person who was told of a used-up budget wanted it to go on. */
function triesAllowed(stages: readonly StageRun[]): number {
  const allowed = stages.flatMap(({ tasks }) =>
    tasks.filter(
      ({ reason, state }) => reason === 'budget' && state.status === 'answered' && state.answer.type === 'retry',
    ),
  )
  return allowed.length
}

/** Whoever lets it go on allows as much once more. */
function limitOn(
  scope: BudgetScope,
  amount: BudgetAmount | undefined,
  { spent, again }: { readonly spent: Spending; readonly again: number },
): Limit[] {
  return amount === undefined ? [] : [{ scope, amount: times(amount, again + 1), spent, forgiven: again }]
}

function times(amount: BudgetAmount, factor: number): BudgetAmount {
  return amount.unit === 'tokens'
    ? { ...amount, amount: amount.amount * factor }
    : { ...amount, microUnits: amount.microUnits * factor }
}
