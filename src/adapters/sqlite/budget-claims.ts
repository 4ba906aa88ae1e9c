import type { DatabaseSync } from 'node:sqlite'
import type { Spending } from '../../core/budget/spending.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { BudgetClaim, BudgetReader } from '../../engine/budget-row.ts'
import { toJsonText } from './json-text.ts'
import { allRows, oneRow, putInto } from './statements.ts'
import type { BudgetColumns, RunKey } from './tables.ts'

type WriteClaim = (run: RunKey, workflow: WorkflowId, claim: BudgetClaim) => void

/** Writes all that an attempt has claimed over what it had claimed before. */
export function createClaimWriter(database: DatabaseSync): WriteClaim {
  const put = putInto(database, 'budget_claims', 'run, fence')
  return (run, workflow, { fence, at, spending }) => {
    const { tokens, money, uncounted, unpriced } = spending
    const columns: BudgetColumns = { run, fence, workflow, at, tokens, money: toJsonText(money), uncounted, unpriced }
    put(columns)
  }
}

/** Sums are made where the rows are: a busy day has many. */
export function createClaimReads(database: DatabaseSync): BudgetReader {
  const which = `workflow = ?1 and at >= ?2
    and not (fence = ?4 and run = coalesce((select key from runs where id = ?3), 0))`
  const counts = database.prepare(
    `select coalesce(sum(tokens), 0) as tokens, coalesce(sum(uncounted), 0) as uncounted,
       coalesce(sum(unpriced), 0) as unpriced from budget_claims where ${which}`,
  )
  const money = database.prepare(
    `select sums.key as currency, sum(sums.value) as micro_units
     from budget_claims, json_each(money) as sums where ${which} group by sums.key`,
  )
  return {
    spentSince: async ({ workflow, since, except }) => {
      const values = [workflow, since, except.run, except.fence]
      const sums = allRows<MoneySum>(money, ...values)
      return {
        ...oneRow<Omit<Spending, 'money'>>(counts, ...values),
        money: Object.fromEntries(sums.map(({ currency, micro_units }) => [currency, micro_units])),
      }
    },
  }
}

interface MoneySum {
  readonly currency: string
  readonly micro_units: number
}
