import type { DatabaseSync } from 'node:sqlite'
import type { AppendOutcome, Store, Transition } from '../../engine/store.ts'
import { createTransaction } from './transaction.ts'
import { createTransitionWriter } from './write-transition.ts'

/** `Store.append`: one transaction for all, one savepoint for each, so that a stale one leaves nothing behind. */
export function createAppend(database: DatabaseSync): Store['append'] {
  const inTransaction = createTransaction(database)
  const write = createTransitionWriter(database)
  const savepoint = database.prepare('savepoint one_transition')
  const rollback = database.prepare('rollback to one_transition')
  const release = database.prepare('release one_transition')

  const appendOne = (transition: Transition): AppendOutcome => {
    savepoint.run()
    const positions = write(transition)
    if (positions === 'stale') rollback.run()
    release.run()
    return positions === 'stale' ? { type: 'stale' } : { type: 'appended', positions }
  }
  return async (transitions) => inTransaction(() => transitions.map(appendOne))
}
