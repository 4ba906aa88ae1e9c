import type { SQLInputValue } from 'node:sqlite'
import { OPEN_STATUSES } from '../../core/run/run.ts'
import { searchedIdEnd, searchedWords } from '../../core/run/run-words.ts'
import type { RunQuestion } from '../../engine/run-finder.ts'
import type { Bounds } from './run-bounds.ts'
import type { Part } from './run-conditions.ts'
import { idWord, matchIn } from './run-words-table.ts'

/** The numbers of runs that are looked at, the newest first: of a workflow, of some statuses, of both or of all. */
export function looksInOrder(question: RunQuestion, { from, below }: Bounds, most: number): Part {
  const { workflow, waits } = question
  // A run that waits for a person has not ended.
  const statuses = question.statuses ?? (waits === undefined ? undefined : OPEN_STATUSES)
  const ofStatus = (status?: string): Part => {
    const named = [['workflow', workflow] as const, ['status', status] as const].filter(
      ([, value]) => value !== undefined,
    )
    const conditions = ['key >= ?', 'key < ?', ...named.map(([column]) => `${column} = ?`)].join(' and ')
    const values = [from, below, ...named.map(([, value]) => value ?? null), most]
    return { sql: `select key from (select key from runs where ${conditions} order by key desc limit ?)`, values }
  }
  if (statuses === undefined) return ofStatus()
  const each = statuses.map(ofStatus)
  const all = each.map(({ sql }) => sql).join(' union all ')
  return { sql: `${all} order by key desc limit ?`, values: [...each.flatMap(({ values }) => values), most] }
}

/** Where words are searched, and how many runs may be looked at. */
export interface InPart {
  readonly part: number
  readonly bounds: Bounds
  readonly most: number
}

/** The same, for the runs of one part of the history that are found by all words, or by the end of their id. */
export function looksForWords({ search = '', idEnd }: RunQuestion, { part, bounds, most }: InPart): Part {
  const end = searchedIdEnd(search)
  const byId = end === undefined ? [] : [matchIn(part, [idWord(end)])]
  const byWords = searchedWords(search).length > 0 ? [matchIn(part, searchedWords(search))] : []
  const found = [...byWords, ...byId].join(' OR ')
  const ofId = idEnd === undefined ? [] : [matchIn(part, [idWord(idEnd)])]
  const match = [...(found === '' ? [] : [found]), ...ofId].map((one) => `(${one})`).join(' AND ')
  const sql = `select rowid as key from run_words
    where run_words match ? and rowid >= ? and rowid < ? order by rowid desc limit ?`
  return { sql, values: [match, bounds.from, bounds.below, most] satisfies SQLInputValue[] }
}
