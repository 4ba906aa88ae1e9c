import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import type { RunInput } from '../../api/contract/workflows.ts'
import type { JsonObject } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { SAMPLES_MAX } from '../../core/run/samples-max.ts'
import { readDraft } from './form-draft.ts'
import type { FormField } from './form-fields.ts'
import { formFields } from './form-fields.ts'
import { runForm } from './run-form.ts'

export interface SampleRow {
  /** In the pasted text, from 1: the names stand in the first. */
  readonly line: number
  readonly inputs: JsonObject
}

export interface RowProblem {
  readonly line: number
  readonly message: string
}

/** A record and the line it ends on. */
interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/** Pasted rows as samples: CSV, or as a spreadsheet copies it. Everything that is wrong is said at once, by its line. */
export function sampleRows(
  text: string,
  inputs: readonly RunInput[],
): Result<readonly SampleRow[], readonly RowProblem[]> {
  const parsed = parseRows(text)
  if (!parsed.ok) return err([parsed.error])
  const [head, ...rest] = parsed.value
  if (head === undefined) return ok([])
  const { schema } = runForm(inputs)
  const fields = formFields(schema, {})
  const names = head.record.map((name) => name.trim())
  const rows = rest.map((row) => readRow(row, names, fields))
  const problems = [...headProblems(names, fields), ...rows.flatMap((row) => (row.ok ? [] : row.error))]
  const many = rows.length > SAMPLES_MAX ? [tooMany(rows.length)] : []
  if (problems.length + many.length > 0) return err([...many, ...problems])
  return ok(rows.flatMap((row) => (row.ok ? [row.value] : [])))
}

function parseRows(text: string): Result<readonly Parsed[], RowProblem> {
  const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const
  try {
    return ok(parse(text, { ...options, delimiter: delimiterIn(text) }) as unknown as readonly Parsed[])
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return err({
      line: Number(error['lines'] ?? 1),
      message: 'A quotation mark is opened and not closed, or stands within a text. Write it twice.',
    })
  }
}

/** The first line says what stands between the values. */
function delimiterIn(text: string): string {
  const [head = ''] = text.split('\n', 1)
  return ['\t', ';'].find((mark) => head.includes(mark) && !head.includes(',')) ?? ','
}

function tooMany(rows: number): RowProblem {
  return { line: 1, message: `${rows} rows are more than the ${SAMPLES_MAX} that one test takes. Take some away.` }
}

function headProblems(names: readonly string[], fields: readonly FormField[]): readonly RowProblem[] {
  const known = fields.map(({ name }) => name)
  return names
    .filter((name) => !known.includes(name))
    .map((name) => ({ line: 1, message: `There is no input "${name}". The inputs are: ${known.join(', ')}.` }))
}

function readRow(
  { record, info }: Parsed,
  names: readonly string[],
  fields: readonly FormField[],
): Result<SampleRow, readonly RowProblem[]> {
  const line = info.lines
  if (record.length > names.length)
    return err([{ line, message: `It has ${record.length} values, and the first line names ${names.length}.` }])
  const cells = new Map(names.map((name, place) => [name, record[place]?.trim() ?? '']))
  const draft = Object.fromEntries(fields.map((field) => [field.name, typed(field, cells.get(field.name) ?? '')]))
  const read = readDraft(fields, draft, {})
  const unclear = fields.filter((field) => isUnclear(field, draft[field.name]))
  const problems = [
    ...(read.ok ? [] : Object.entries(read.error)),
    ...unclear.map(({ name }) => [name, 'Write yes or no.'] as const),
  ]
  if (read.ok && problems.length === 0) return ok({ line, inputs: read.value })
  return err(problems.map(([name, message]) => ({ line, message: `${name}: ${message}` })))
}

/** What would stand in the field if a person had filled it in. */
function typed({ kind }: FormField, text: string): string {
  switch (kind.type) {
    case 'yes-no':
      return YES_NO.get(text.toLowerCase()) ?? text
    case 'choice':
      return text === '' ? '' : String(kind.options.findIndex(({ label }) => label === text))
    default:
      return text
  }
}

const YES_NO: ReadonlyMap<string, string> = new Map([
  ['yes', 'true'],
  ['1', 'true'],
  ['true', 'true'],
  ['no', 'false'],
  ['0', 'false'],
  ['false', 'false'],
])

/** A box in a form is not ticked; a cell that says nothing of it is a mistake. */
function isUnclear({ kind, isRequired }: FormField, text = ''): boolean {
  if (kind.type !== 'yes-no' || (text === '' && !isRequired)) return false
  return text !== 'true' && text !== 'false'
}
