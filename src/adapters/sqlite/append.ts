import type { DatabaseSync } from 'node:sqlite'
import type { AppendOutcome, Store, Transition } from '../../engine/store.ts'
import { createTransaction } from './transaction.ts'
import type { Written } from './write-run.ts'
import { createTallyWriter } from './write-tallies.ts'
import { createTransitionWriter } from './write-transition.ts'

/**
 * `Store.append`: one transaction for all. A transition that may turn out stale after a part of it was written has a
 * savepoint, so that it leaves nothing behind.
 */
export function createAppend(database: DatabaseSync): Store['append'] {
  const inTransaction = createTransaction(database)
  const tallies = createTallyWriter(database)
  const write = createTransitionWriter(database, tallies)
  const savepoint = database.prepare('savepoint one_transition')
  const rollback = database.prepare('rollback to one_transition')
  const release = database.prepare('release one_transition')

  const writeWhole = (transition: Transition): Written => {
    if (isJudgedFirst(transition)) return write(transition)
    savepoint.run()
    const written = write(transition)
    if (written === 'stale') rollback.run()
    release.run()
    return written
  }
  return async (transitions) =>
    inTransaction(() => {
      tallies.begin()
      const outcomes = transitions.map((transition) => toOutcome(writeWhole(transition)))
      tallies.write()
      return outcomes
    })
}

/** A run alone is judged by its row, which is the first thing that is written of it. */
function isJudgedFirst({ run: _, ...others }: Transition): boolean {
  return Object.values(others).every((part) => part === undefined)
}

function toOutcome(written: Written): AppendOutcome {
  return written === 'stale' ? { type: 'stale' } : { type: 'appended', positions: written }
}
