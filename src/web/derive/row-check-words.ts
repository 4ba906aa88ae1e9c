import type { RowCheck } from '../../api/contract/row-checks.ts'
import { valueWords } from './form-fields.ts'
import { counted, countWords } from './number-words.ts'

/** A row is known by its beginning. In characters. */
const ROW_WORDS_MAX = 80

/** `47 rows fit, 3 do not.` */
export function fitWords({ rows, misfits }: RowCheck): string {
  const fit = `${counted(rows.length, 'row')} ${rows.length === 1 ? 'fits' : 'fit'}`
  if (misfits.length === 0) return `${fit}.`
  return `${fit}, ${countWords(misfits.length)} ${misfits.length === 1 ? 'does' : 'do'} not.`
}

/** What the button does, so that nobody has to guess what becomes of the others; null: there is nothing to start. */
export function startWords({ rows, misfits }: RowCheck): string | null {
  if (rows.length === 0) return null
  const out = misfits.length === 0 ? '' : `, leave ${countWords(misfits.length)} out`
  return `Start ${counted(rows.length, 'run')}${out}`
}

/** `Line 4` */
function placeWords({ numbered }: RowCheck, at: number): string {
  return `${numbered === 'line' ? 'Line' : 'Item'} ${countWords(at)}`
}

/** What is wrong with one cell or row. */
export interface MisfitWords {
  readonly place: string
  readonly column: string | null
  readonly message: string
}

export function misfitWords(check: RowCheck): readonly MisfitWords[] {
  return check.misfits.flatMap(({ at, problems }) =>
    problems.map(({ column, message }) => ({ place: placeWords(check, at), column, message })),
  )
}

/** `Line 7 as line 3`, or nothing where each row says something else. */
export function repeatWords(check: RowCheck): string | null {
  const { repeats } = check
  const [first] = repeats
  if (first === undefined) return null
  const more = repeats.length === 1 ? '' : `, and ${countWords(repeats.length - 1)} more like that`
  const example = `${placeWords(check, first.at)} says the same as ${placeWords(check, first.as).toLowerCase()}`
  return `${example}${more}. Each starts a run of its own.`
}

/** `Line 2: order 48213 · The lid broke` */
export function rowWords(check: RowCheck, { at, title, inputs }: RowCheck['rows'][number]): string {
  const said = Object.values(inputs).map(valueWords).join(', ')
  const words = title === null ? said : `${title} · ${said}`
  const short = words.length > ROW_WORDS_MAX ? `${words.slice(0, ROW_WORDS_MAX).trimEnd()}…` : words
  return `${placeWords(check, at)}: ${short}`
}
