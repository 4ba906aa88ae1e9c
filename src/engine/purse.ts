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

/** What an attempt may spend. */
interface Purse {
  readonly reserve: Assignment['reserve']
  /** Books what was taken. To be called when the attempt has ended, before its result is told. */
  readonly close: () => Promise<void>
}

interface PurseOrder {
  readonly plan: Plan
  readonly attempt: AttemptRef
  readonly ask: (command: ClaimBudget) => Promise<Result<Run, Refusal> | undefined>
}

export interface Purses {
  readonly open: (order: PurseOrder) => Purse
}

interface PurseParts {
  readonly store: BudgetReader
  readonly clock: Clock
}

/** What is asked of one workflow's budgets is asked one by one: nobody counts on what somebody else is about to take. */
export function createPurses(parts: PurseParts): Purses {
  const inTurn = createQueues()
  return {
    open: (order) =>
      hasBudget(order) ? openPurse(parts, order, (work) => inTurn(order.plan.workflow.id, work)) : FREE,
  }
}

const DAY_MS = 24 * 60 * 60 * 1_000

function hasBudget({ plan, attempt }: PurseOrder): boolean {
  return plan.budget !== undefined || plannedAt(plan, stageIndex(plan, attempt.stage)).budget !== undefined
}

const UNBOUNDED: Reservation = { tokens: null, settle: () => undefined }
const FREE: Purse = { reserve: async () => ok(UNBOUNDED), close: async () => undefined }

type InTurn = <T>(work: () => Promise<T>) => Promise<T>

function openPurse(parts: PurseParts, order: PurseOrder, inTurn: InTurn): Purse {
  const { stage, fence } = order.attempt
  let taken = NOTHING_SPENT
  let isUsed = false
  const aside = new Set<Spending>()
  const spent = (): Spending => sumSpending([taken, ...aside])
  const ask = async (wanted: Claim | null, others: Spending): Promise<Result<Run, Refusal> | undefined> =>
    await order.ask({ type: 'claim-budget', stage, fence, spent: spent(), claim: wanted, others })

  const claim = async (wanted: Claim): Promise<Result<Reservation, NoRoom>> => {
    isUsed = true
    const others = await spentByOthers(parts, order)
    const before = spent()
    const claimed = await ask(wanted, others)
    if (claimed?.ok !== true) return err(noRoom(claimed?.error))
    const granted = addedSince(before, spentIn(claimed.value, order.attempt))
    aside.add(granted)
    const settle = (call: CallSpending): void => {
      if (aside.delete(granted)) taken = sumSpending([taken, spendingOf(call)])
    }
    return ok(wanted.type === 'open' ? { tokens: null, settle } : boundedBy(granted, settle))
  }
  return {
    reserve: (wanted) => inTurn(() => claim(wanted)),
    close: async () => {
      if (isUsed) await ask(null, NOTHING_SPENT)
    },
  }
}

/** Of what a call took and nobody knows, everything that was set aside for it is taken. */
function boundedBy(granted: Spending, settle: Reservation['settle']): Reservation {
  const [money] = Object.entries(granted.money).map(([currency, microUnits]) => ({ currency, microUnits }))
  return {
    tokens: granted.tokens,
    settle: ({ tokens, cost }) => settle({ tokens: tokens ?? granted.tokens, cost: cost ?? money ?? null }),
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

/** Work of one name is done in the order it came, each after the one before it has ended. */
function createQueues(): <T>(name: WorkflowId, work: () => Promise<T>) => Promise<T> {
  const last = new Map<WorkflowId, Promise<unknown>>()
  return async (name, work) => {
    const before = last.get(name)
    const mine = before === undefined ? work() : before.then(work, work)
    last.set(name, mine)
    try {
      return await mine
    } finally {
      if (last.get(name) === mine) last.delete(name)
    }
  }
}
