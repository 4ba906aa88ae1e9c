import type { Json, JsonObject } from '../basics/json.ts'
import { pointerKeys } from '../basics/json-pointer.ts'
import { ownValue } from '../basics/own-value.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { typedValue } from '../schema/typed-value.ts'
import type { Workflow } from '../workflow/workflow.ts'
import { inputProblems } from './check-inputs.ts'
import { SAMPLES_MAX } from './samples-max.ts'

/** A table of texts, as a CSV file holds one. */
export interface SampleTable {
  readonly columns: readonly string[]
  readonly rows: readonly SampleLine[]
}

interface SampleLine {
  /** Where it stands in its file, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface SampleRows {
  readonly rows: readonly SampleRow[]
  /** How many rows there are beyond the first `SAMPLES_MAX`. */
  readonly leftOut: number
}

/** What one run of the workflow could be given. */
interface SampleRow {
  readonly inputs: JsonObject
}

/** Why a row can not be given to the workflow. */
export interface SampleProblem {
  readonly line: number
  readonly column: string
  readonly message: string
}

/** Of many wrong cells these are said: who mends them finds the others. */
const PROBLEMS_MAX = 50
const HEAD_LINE = 1

/**
 * The rows of a table as inputs: a column is the input of that name, an empty cell is left out, any other cell is read as
 * its schema wants it. Either every row can be given to the workflow, or what is wrong is said.
 */
export function readSampleRows(
  inputs: Workflow['inputs'],
  { columns, rows }: SampleTable,
): Result<SampleRows, readonly SampleProblem[]> {
  const strangers = columns.filter((column) => !Object.hasOwn(inputs, column))
  if (strangers.length > 0) return err(strangers.map(noSuchInput))
  const kept = rows.slice(0, SAMPLES_MAX).map(({ line, cells }) => {
    return { line, inputs: toInputs(inputs, columns, cells) }
  })
  const problems = kept.flatMap((row) => problemsOf(inputs, row))
  if (problems.length > 0) return err(problems.slice(0, PROBLEMS_MAX))
  return ok({ rows: kept.map((row) => ({ inputs: row.inputs })), leftOut: rows.length - kept.length })
}

function noSuchInput(column: string): SampleProblem {
  return { line: HEAD_LINE, column, message: `This WorkChart has no input "${column}".` }
}

function toInputs(inputs: Workflow['inputs'], columns: readonly string[], cells: readonly string[]): JsonObject {
  const filled = columns.flatMap((column, index): [string, Json][] => {
    const cell = cells[index] ?? ''
    return cell.trim() === '' ? [] : [[column, typedValue(cell, ownValue(inputs, column)?.schema)]]
  })
  return Object.fromEntries(filled)
}

function problemsOf(inputs: Workflow['inputs'], row: SampleRow & { readonly line: number }): readonly SampleProblem[] {
  return inputProblems({ inputs }, row.inputs).map(({ pointer, message }) => {
    return { line: row.line, column: pointerKeys(pointer).slice(0, 1).join(''), message }
  })
}
