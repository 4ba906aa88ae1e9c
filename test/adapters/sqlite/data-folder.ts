import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'

/** A folder that is gone after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'workcharts-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The store in a data folder, closed after the test unless the test does. */
export function openStore(folder: string = aFolder()): SqliteStore {
  const opened = openSqliteStore({ folder })
  if (!opened.ok) throw new Error(opened.error.code)
  let close = opened.value.close
  const closeOnce = () => {
    close()
    close = () => undefined
  }
  onTestFinished(closeOnce)
  return { ...opened.value, close: closeOnce }
}
