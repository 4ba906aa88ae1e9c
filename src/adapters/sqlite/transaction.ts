import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../engine/store.ts'
import { primaryCodeOf, SQLITE_FULL } from './sqlite-error.ts'

export type InTransaction = <T>(work: () => T) => T

/**
 * Does `work` in one transaction. Throws what `work` throws, nothing then being written, or `StoreError`:
 * `full` when the disk was; then nothing was written, not even if SQLite says so only at COMMIT: in WAL mode the mark
 * that commits is the end of the last write, and a write is what failed.
 * `unknown` for any other failure of COMMIT, above all of its flush: the mark may be on disk or not. From then on
 * everything is refused, because a later flush that succeeds says nothing about the pages that the failed one lost.
 */
export function createTransaction(database: DatabaseSync): InTransaction {
  const begin = database.prepare('begin immediate')
  const commit = database.prepare('commit')
  let unknown: StoreError | undefined

  const judgeCommit = (error: unknown): unknown => {
    const failure = toKnownFailure(error)
    if (failure instanceof StoreError) return failure
    unknown = new StoreError('unknown', error)
    return unknown
  }
  return (work) => {
    if (unknown !== undefined) throw unknown
    const result = undoIfItThrows(database, toKnownFailure, () => {
      begin.run()
      return work()
    })
    undoIfItThrows(database, judgeCommit, () => commit.run())
    return result
  }
}

type Judge = (error: unknown) => unknown

function undoIfItThrows<T>(database: DatabaseSync, judge: Judge, step: () => T): T {
  try {
    return step()
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw judge(error)
  }
}

function toKnownFailure(error: unknown): unknown {
  return primaryCodeOf(error) === SQLITE_FULL ? new StoreError('full', error) : error
}
