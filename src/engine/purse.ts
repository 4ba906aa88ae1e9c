import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { addMs } from '../core/basics/timestamp.ts'
import type { Claim } from '../core/budget/grant-claim.ts'
import type { CallSpending, Spending } from '../core/budget/spending.ts'
import { addedSince, NOTHING_SPENT, spendingOf, sumSpending } from '../core/budget/spending.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { ClaimBudget } from '../core/run/command.ts'
import { plannedAt, stageIndex } from '../core/run/plan-index.ts'
import type { Refusal } from '../core/run/refusal.ts'
import { explainRefusal } from '../core/run/refusal.ts'
import type { Run } from '../core/run/run.ts'
import { stageAt } from '../core/run/stage-table.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'
import type { BudgetReader } from './budget-row.ts'
import type { AttemptRef } from './delivery.ts'
import type { Assignment, Clock, NoRoom, Reservation } from './ports.ts'
import type { Till } from './till.ts'
import { createTill } from './till.ts'

/** What an attempt may spend. */
interface Purse {
  readonly reserve: Assignment['reserve']
  /** Books what was taken. To be called when the attempt has ended, before its result is told. */
  readonly close: () => Promise<void>
}

interface PurseOrder {
  readonly plan: Plan
  readonly attempt: AttemptRef
  readonly signal: AbortSignal
  readonly ask: (command: ClaimBudget) => Promise<Result<Run, Refusal> | undefined>
}

export interface Purses {
  readonly open: (order: PurseOrder) => Purse
}

interface PurseParts {
  readonly store: BudgetReader
  readonly clock: Clock
}

export function createPurses(parts: PurseParts): Purses {
  const tills = new Map<WorkflowId, Till>()
  return {
    open: (order) => {
      if (!hasBudget(order)) return FREE
      const { id } = order.plan.workflow
      const till = tills.get(id) ?? createTill()
      tills.set(id, till)
      return openPurse(parts, order, till)
    },
  }
}

const DAY_MS = 24 * 60 * 60 * 1_000

function hasBudget({ plan, attempt }: PurseOrder): boolean {
  return plan.budget !== undefined || plannedAt(plan, stageIndex(plan, attempt.stage)).budget !== undefined
}

const UNBOUNDED: Reservation = { tokens: null, settle: () => undefined }
const FREE: Purse = { reserve: async () => ok(UNBOUNDED), close: async () => undefined }

function openPurse(parts: PurseParts, order: PurseOrder, till: Till): Purse {
  const { stage, fence } = order.attempt
  const account = openAccount()
  const ask = async (wanted: Claim | null, others: Spending): Promise<Result<Run, Refusal> | undefined> =>
    await order.ask({ type: 'claim-budget', stage, fence, spent: account.spent(), claim: wanted, others })
  /** What is not used is there for others as soon as that is known. */
  const settle = (granted: Spending, call: CallSpending): void => {
    if (!account.settle(granted, call)) return
    const written = till.inTurn(() => {
      account.toldAll()
      return ask(null, NOTHING_SPENT)
    })
    // What could not be written stays set aside.
    written.then(
      () => till.callsEnded(1),
      () => till.callsEnded(1),
    )
  }
  const claim = async (wanted: Claim): Promise<Result<Reservation, NoRoom>> => {
    const others = await spentByOthers(parts, order)
    const before = account.spent()
    const claimed = await ask(wanted, others)
    if (claimed?.ok !== true) return err(noRoom(claimed?.error))
    const granted = addedSince(before, spentIn(claimed.value, order.attempt))
    account.putAside(granted)
    till.callBegan()
    return ok(reservation(wanted, granted, settle))
  }
  return {
    reserve: (wanted) => patiently(till, order.signal, () => claim(wanted)),
    close: async () => {
      const left = account.close()
      try {
        if (left.isUntold) await ask(null, NOTHING_SPENT)
      } finally {
        till.callsEnded(left.calls)
      }
    },
  }
}

/** Budgets that are used up only because others have set aside more than they will take are asked again. */
async function patiently(
  till: Till,
  signal: AbortSignal,
  claim: () => Promise<Result<Reservation, NoRoom>>,
): Promise<Result<Reservation, NoRoom>> {
  for (;;) {
    const { ended } = till.count()
    const answer = await till.inTurn(claim)
    const isUsedUp = !answer.ok && answer.error.code === 'budget-exhausted'
    const now = till.count()
    if (!isUsedUp || signal.aborted || (now.ended === ended && now.underWay === 0)) return answer
    if (now.ended === ended) await till.nextEnd(signal)
  }
}

interface Account {
  /** What was taken, and what is set aside. */
  readonly spent: () => Spending
  readonly putAside: (granted: Spending) => void
  /** False: it was settled before, or too late. */
  readonly settle: (granted: Spending, call: CallSpending) => boolean
  /** All that was settled is about to be written. */
  readonly toldAll: () => void
  /** The calls that nobody settled, and whether something was settled that nobody was told of. */
  readonly close: () => { readonly calls: number; readonly isUntold: boolean }
}

function openAccount(): Account {
  let [taken, isUntold, isClosed] = [NOTHING_SPENT, false, false]
  const aside = new Set<Spending>()
  return {
    spent: () => sumSpending([taken, ...aside]),
    putAside: (granted) => void aside.add(granted),
    settle: (granted, call) => {
      if (isClosed || !aside.delete(granted)) return false
      taken = sumSpending([taken, spendingOf(call)])
      isUntold = true
      return true
    },
    toldAll: () => {
      isUntold = false
    },
    close: () => {
      isClosed = true
      return { calls: aside.size, isUntold }
    },
  }
}

/** Of what a call took and nobody knows, everything that was set aside for it is taken. */
function reservation(
  { type }: Claim,
  granted: Spending,
  settle: (granted: Spending, call: CallSpending) => void,
): Reservation {
  if (type === 'open') return { tokens: null, settle: (call) => settle(granted, call) }
  const [money] = Object.entries(granted.money).map(([currency, microUnits]) => ({ currency, microUnits }))
  return {
    tokens: granted.tokens,
    settle: ({ tokens, cost }) => settle(granted, { tokens: tokens ?? granted.tokens, cost: cost ?? money ?? null }),
  }
}

async function spentByOthers({ store, clock }: PurseParts, { plan, attempt }: PurseOrder): Promise<Spending> {
  if (plan.budget?.day === undefined) return NOTHING_SPENT
  const since = addMs(clock.now(), -DAY_MS)
  return await store.spentSince({ workflow: plan.workflow.id, since, except: attempt })
}

/** All that the attempt has claimed. */
function spentIn(run: Run, { stage, fence }: AttemptRef): Spending {
  const { spending } = stageAt(run.stages, stageIndex(run.plan, stage))
  return spending.find((each) => each.fence === fence)?.spending ?? NOTHING_SPENT
}

function noRoom(refusal: Refusal | undefined): NoRoom {
  if (refusal?.code === 'over-budget') return refusal.excess
  return { code: 'interrupted', message: refusal === undefined ? 'This run is gone.' : explainRefusal(refusal) }
}
