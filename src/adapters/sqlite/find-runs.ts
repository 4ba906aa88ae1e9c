import type { DatabaseSync } from 'node:sqlite'
import type { RunId } from '../../core/run/ids.ts'
import { searchedWords } from '../../core/run/run-words.ts'
import type { RunFinder, RunQuestion } from '../../engine/run-finder.ts'
import { RUNS_LOOKED_MAX } from '../../engine/run-finder.ts'
import type { Bounds } from './run-bounds.ts'
import { createBounds } from './run-bounds.ts'
import type { Part } from './run-conditions.ts'
import { conditionsOf, narrows } from './run-conditions.ts'
import { toRunRow } from './run-row.ts'
import { partOf } from './run-words-table.ts'
import { looksForWords, looksInOrder } from './runs-looked-at.ts'
import { allRows, oneRow } from './statements.ts'
import type { RunColumns, RunKey } from './tables.ts'

/** What was found so far. */
interface Found {
  readonly rows: readonly KeyedRow[]
  /** How many runs were looked at. */
  readonly looked: number
  /** The one that was looked at last; null: none was. */
  readonly last: RunKey | null
}
type KeyedRow = RunColumns & { readonly key: RunKey }
/** `looked`: how many runs were looked at up to the last one that was found. */
type FoundRow = KeyedRow & { readonly looked: number }

const NOTHING: Found = { rows: [], looked: 0, last: null }

/** Looks through `looked` for runs that fulfil the conditions. */
type Look = (looked: Part, most: { readonly rows: number }) => Found

export function createRunFinder(database: DatabaseSync): RunFinder['findRuns'] {
  const boundsOf = createBounds(database)
  const idOf = database.prepare('select id from runs where key = ?')
  return async (question) => {
    const pass = { question, bounds: boundsOf(question), look: createLook(database, conditionsOf(question)) }
    const { rows, last, looked } = isNobodyAsked(question) ? NOTHING : passThrough(pass)
    return { rows: rows.map(toRunRow), next: last === null ? null : (String(idOf.get(last)?.['id']) as RunId), looked }
  }
}

function isNobodyAsked({ statuses, search, ventures }: RunQuestion): boolean {
  const isWordless = search !== undefined && search.trim() !== '' && searchedWords(search).length === 0
  return statuses?.length === 0 || ventures?.length === 0 || isWordless
}

interface Pass {
  readonly question: RunQuestion
  readonly bounds: Bounds
  readonly look: Look
}

/** `last` of what it gives is where the next page goes on; null: this was the last one. */
function passThrough(pass: Pass): Found {
  const { question, bounds, look } = pass
  const { search = '', idEnd } = question
  if (idEnd !== undefined || searchedWords(search).length > 0) return throughParts(pass)
  const { limit } = question
  const most = narrows(question) ? RUNS_LOOKED_MAX : limit
  const found = look(looksInOrder(question, bounds, most), { rows: limit })
  return found.rows.length === limit || found.looked === most ? found : { ...found, last: null }
}

/** The newest part of the history first, until the page is full or enough was looked at. */
function throughParts({ question, bounds, look }: Pass): Found {
  const { limit } = question
  let found = NOTHING
  for (let part = partOf((bounds.below - 1) as RunKey); part >= partOf(bounds.from); part -= 1) {
    const most = RUNS_LOOKED_MAX - found.looked
    const more = look(looksForWords(question, { part, bounds, most }), { rows: limit - found.rows.length })
    found = { rows: [...found.rows, ...more.rows], looked: found.looked + more.looked, last: more.last }
    if (found.rows.length === limit || more.looked === most) return found
  }
  return { ...found, last: null }
}

function createLook(database: DatabaseSync, conditions: Part): Look {
  return (looked, most) => {
    const found = database.prepare(
      `with looked as materialized (${looked.sql}), found as materialized (
         select runs.* from looked join runs on runs.key = looked.key
         where ${conditions.sql} order by runs.key desc limit ?
       ) select *, (select count(*) from looked where key >= (select min(key) from found)) as looked
       from found order by key desc`,
    )
    const rows = allRows<FoundRow>(found, ...looked.values, ...conditions.values, most.rows)
    const full = rows.length === most.rows ? rows.at(-1) : undefined
    if (full !== undefined) return { rows, looked: full.looked, last: full.key }
    const counted = database.prepare(`select count(*) as looked, min(key) as last from (${looked.sql})`)
    return { rows, ...oneRow<Omit<Found, 'rows'>>(counted, ...looked.values) }
  }
}
