import type { DatabaseSync } from 'node:sqlite'
import type { AppendOutcome, Store, Transition } from '../../engine/store.ts'
import { isErasure } from './erase-history.ts'
import { BUSY_TIMEOUT_MS } from './open-database.ts'
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
  const forgetLog = createLogForgetter(database)
  return async (transitions) => {
    const written = inTransaction(() => {
      tallies.begin()
      const outcomes = transitions.map((transition) => toOutcome(writeWhole(transition)))
      tallies.write()
      return outcomes
    })
    forgetLog(transitions.some(({ run }) => run?.events.some(isErasure) === true))
    return written
  }
}

/**
 * What was erased still stands in the write-ahead log, until that is emptied. Where somebody reads from it at the time,
 * nobody waits: the next transaction tries again.
 */
function createLogForgetter(database: DatabaseSync): (erases: boolean) => void {
  const empty = database.prepare('pragma wal_checkpoint(truncate)')
  let isLeft = false
  return (erases) => {
    if (!erases && !isLeft) return
    database.exec('pragma busy_timeout = 0')
    isLeft = empty.get()?.['busy'] !== 0
    database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`)
  }
}

/** A run alone is judged by its row, which is the first thing that is written of it. */
function isJudgedFirst({ run: _, ...others }: Transition): boolean {
  return Object.values(others).every((part) => part === undefined)
}

function toOutcome(written: Written): AppendOutcome {
  return written === 'stale' ? { type: 'stale' } : { type: 'appended', positions: written }
}
