import type { RowCheck } from '../../api/contract/row-checks.ts'
import { rowCheck } from '../../api/contract/row-checks.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure, FailureDetail } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected } from '../session.ts'
import { isWhole, misfitLines, rowSummary } from '../show/row-check-lines.ts'
import { readText } from './read-json.ts'
import type { GivenInputs } from './run-inputs.ts'

export interface RowFlags {
  /** A file of rows: CSV, a JSON list, or JSON Lines. */
  readonly rows?: string
  /** The column that the runs are called by. */
  readonly titles?: string
  readonly check?: true
  readonly leaveOut?: true
}

/** Rows to look at, as they were named. */
export interface RowsNamed {
  readonly workflow: string
  readonly file: string
  readonly titles: string | undefined
}

/** Flags about rows mean nothing without rows. */
export function findStrayFlag({ rows, titles, check, leaveOut }: RowFlags): CliFailure | undefined {
  if (rows !== undefined) return undefined
  const given = { '--titles': titles, '--check': check, '--leave-out': leaveOut }
  const stray = Object.entries(given).find(([, value]) => value !== undefined)?.[0]
  if (stray === undefined) return undefined
  return usageFailure(
    'rows-missing',
    `${stray} is about rows, and there are none.`,
    'Name a file with `--rows <file>`.',
  )
}

/** What would start and what would not. Starts nothing. */
export async function checkRows(
  { api, io }: Connected,
  { workflow, file, titles }: RowsNamed,
): Promise<Result<RowCheck, CliFailure>> {
  const text = await readText(io, file)
  if (!text.ok) return text
  const body = { text: text.value, title: titles }
  return await api.post(`/workflows/${encodeURIComponent(workflow)}/row-checks`, { body, schema: rowCheck })
}

/** The inputs of each run to start: all rows, or with `--leave-out` those that fit. Each run has its id before it is sent. */
export async function readRows(
  session: Connected,
  named: RowsNamed,
  { leaveOut }: RowFlags,
): Promise<Result<readonly GivenInputs[], CliFailure>> {
  const check = await checkRows(session, named)
  if (!check.ok) return check
  const { rows } = check.value
  if (rows.length === 0 || !(leaveOut || isWhole(check.value))) return err(notAllFit(named.file, check.value))
  return ok(
    rows.map(({ at, title, inputs }) => ({
      inputs,
      ...(title === null ? {} : { title }),
      id: session.io.newId(),
      from: { file: named.file, line: at },
    })),
  )
}

function notAllFit(file: string, check: RowCheck): CliFailure {
  const help =
    check.rows.length === 0 ? 'Mend what is listed.' : 'Mend what is listed, or start what fits with `--leave-out`.'
  return {
    exit: EXIT.invalid,
    code: 'rows-misfit',
    message: `Nothing was started: ${rowSummary(check)}.`,
    details: misfitLines(check).map((line) => toDetail(file, line)),
    help,
  }
}

function toDetail(
  file: string,
  { at, message }: { readonly at: number | null; readonly message: string },
): FailureDetail {
  return at === null ? { message, pointer: '' } : { message, pointer: '', place: { file, line: at, column: 1 } }
}
