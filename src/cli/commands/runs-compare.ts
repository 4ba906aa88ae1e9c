import { runComparison } from '../../api/contract/run-comparison.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { findRunId } from '../find/find-run-id.ts'
import { query } from '../find/query.ts'
import type { Connected, Outcome } from '../session.ts'
import { comparisonLines } from '../show/comparison-lines.ts'
import type { JsonOption } from '../tree/options.ts'

export interface CompareArguments {
  readonly run: string
  /** Undefined: the last run of the same WorkChart before it that succeeded. */
  readonly other: string | undefined
}

export async function compareRuns(
  { api, screen }: Connected,
  { run, other }: CompareArguments,
  { json }: JsonOption,
): Promise<Outcome> {
  const id = await findRunId(api, run)
  if (!id.ok) return id
  const second = other === undefined ? ok(undefined) : await findRunId(api, other)
  if (!second.ok) return second
  const compared = await api.get(`/runs/${id.value}/comparison${query({ with: second.value })}`, runComparison)
  if (!compared.ok) return compared
  if (json) screen.json('run-comparison', compared.value)
  else screen.print(...comparisonLines(compared.value))
  return ok(EXIT.ok)
}
