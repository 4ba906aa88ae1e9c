import type { RowCheck } from '../../api/contract/row-checks.ts'
import type { Text } from '../terminal/text.ts'
import { counted } from './words.ts'

/** Whether nothing has to be left out. */
export function isWhole({ misfits, strangers }: RowCheck): boolean {
  return misfits.length === 0 && strangers.length === 0
}

/** `47 rows fit, 3 do not`, without the dot at its end. */
export function rowSummary({ rows, misfits, strangers }: RowCheck): string {
  const fit = `${counted(rows.length, 'row')} ${rows.length === 1 ? 'fits' : 'fit'}`
  const not = misfits.length === 0 ? '' : `, ${misfits.length} ${misfits.length === 1 ? 'does' : 'do'} not`
  const out = strangers.length === 0 ? '' : `; ${counted(strangers.length, 'column')} would be left out`
  return `${fit}${not}${out}`
}

interface MisfitLine {
  /** The line of the file; null: it has none. */
  readonly at: number | null
  readonly message: string
}

/** What is wrong, row by row and cell by cell, and the columns that are no inputs. */
export function misfitLines({ numbered, misfits, strangers }: RowCheck): readonly MisfitLine[] {
  const cells = misfits.flatMap(({ at, problems }) =>
    problems.map(({ column, message }) => ({ at, message: column === null ? message : `${column}: ${message}` })),
  )
  const rows =
    numbered === 'line' ? cells : cells.map(({ at, message }) => ({ at: null, message: `Item ${at}: ${message}` }))
  return [...rows, ...strangers.map((stranger) => ({ at: null, message: strangerWords(stranger) }))]
}

function strangerWords({ column, meant }: RowCheck['strangers'][number]): string {
  const near = meant === null ? '' : ` Did you mean \`${meant}\`?`
  return `The column "${column}" is no input.${near}`
}

/** What would start, and everything that would not. */
export function rowCheckLines(file: string, check: RowCheck): readonly Text[] {
  const { title, repeats, numbered } = check
  const row = numbered === 'line' ? 'line' : 'item'
  return [
    `${rowSummary(check)}.`,
    ...misfitLines(check).map(({ at, message }) => (at === null ? `  ${message}` : `  ${file}:${at}:1 ${message}`)),
    ...repeats.map(({ at, as }) => `  The ${row} ${at} says the same as the ${row} ${as}.`),
    title === null ? 'The runs have no titles.' : `The runs are called by the column "${title}".`,
  ]
}
