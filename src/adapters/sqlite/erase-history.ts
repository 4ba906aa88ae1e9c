import type { DatabaseSync } from 'node:sqlite'
import type { Plan } from '../../core/plan/plan.ts'
import { erasedFact } from '../../core/run/erased-fact.ts'
import type { RunEvent } from '../../core/run/run-event.ts'
import { wordsOfFact } from '../../core/run/run-words.ts'
import type { RunRow, StoredEvent } from '../../engine/store.ts'
import { packEvents, unpackEvents } from './event-row.ts'
import { fromJsonText } from './json-text.ts'
import { createWordsEraser, idWord } from './run-words-table.ts'
import { allRows, oneRow } from './statements.ts'
import type { EventColumns, PlanColumns, RunKey } from './tables.ts'

type Eraser = (key: RunKey, row: Pick<RunRow, 'id' | 'planDigest'>) => void

/**
 * Rewrites the facts of a run by `erasedFact`, and forgets its title, its snapshot and the words that found it by what is
 * gone. The settings of the database have the bytes overwritten, too.
 */
export function createEraser(database: DatabaseSync): Eraser {
  const findPlan = database.prepare('select body from plans where digest = ?')
  const rowsOf = database.prepare('select position, seq, at, body from run_events where run = ? order by seq')
  const rewrite = database.prepare('update run_events set body = ? where position = ?')
  const forgetTitle = database.prepare('update runs set title = null where key = ?')
  const forgetSnapshot = database.prepare('delete from run_snapshots where run = ?')
  const swapWords = createWordsEraser(database)

  return (key, { id, planDigest }) => {
    const plan = fromJsonText(oneRow<Pick<PlanColumns, 'body'>>(findPlan, planDigest).body)
    const found = (facts: readonly StoredEvent[]) => wordsOf(plan, facts)
    const rows = allRows<StoredRow>(rowsOf, key).map((row) => {
      const facts = unpackEvents(row)
      return { position: row.position, facts, left: facts.map(erased) }
    })
    swapWords(key, {
      gone: rows.map(({ facts }) => (facts[0]?.seq === 1 ? [idWord(id), ...found(facts)] : found(facts))),
      kept: [idWord(id), ...rows.flatMap(({ left }) => found(left))],
    })
    for (const { position, left } of rows) {
      const [first, ...others] = left.map(({ event }) => event)
      if (first !== undefined) rewrite.run(packEvents([first, ...others]).body, position)
    }
    forgetTitle.run(key)
    forgetSnapshot.run(key)
  }
}

type StoredRow = Pick<EventColumns, 'position' | 'seq' | 'at' | 'body'>

function erased({ seq, event }: StoredEvent): StoredEvent {
  return { seq, event: erasedFact(event) }
}

/** As they were added with these facts: each once. */
function wordsOf(plan: Plan, facts: readonly StoredEvent[]): readonly string[] {
  return [...new Set(facts.flatMap(({ seq, event }) => wordsOfFact({ plan, version: seq }, event)))]
}

/** Whether what was written of its run before is to be erased. */
export function isErasure({ type }: RunEvent): boolean {
  return type === 'run-erased'
}
