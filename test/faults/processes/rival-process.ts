/**
 * A process that wants a data folder. It opens the real store when it is told to, again and again until it has it, and
 * writes into a log outside the folder while it does.
 */
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import type { OpenRefusal } from '../../../src/adapters/sqlite/open-refusal.ts'
import type { SqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import type { Result } from '../../../src/core/basics/result.ts'
import { openOwnerLog } from './owner-log.ts'
import type { RivalOrder, RivalReport } from './rival-lines.ts'
import { machineTime } from './rival-lines.ts'

/** Between two marks of an owner. */
const MARK_EVERY_MS = 1

const [folder = '', log = ''] = process.argv.slice(2)
let [wanted, holds] = [false, 0]
let giveBack = (): void => undefined

createInterface({ input: process.stdin })
  .on('line', (line) => follow(line as RivalOrder))
  // Whoever asked is gone.
  .on('close', () => process.exit())

function follow(order: RivalOrder): void {
  switch (order) {
    case 'take':
      wanted = true
      void take().catch((error: unknown) => report({ type: 'failed', problem: String(error) }))
      break
    case 'stop':
      wanted = false
      break
    case 'give':
      giveBack()
  }
}

async function take(): Promise<void> {
  let [tries, slowestMs] = [0, 0]
  while (wanted) {
    const before = performance.now()
    const opened: Result<SqliteStore, OpenRefusal> = openSqliteStore({ folder })
    const tookMs = performance.now() - before
    if (opened.ok) return hold(opened.value)
    tries += 1
    slowestMs = Math.max(slowestMs, tookMs)
    const { code } = opened.error
    const pid = 'pid' in opened.error ? opened.error.pid : null
    if (tries === 1) report({ type: 'refused', code, pid, tookMs })
    await setImmediate()
  }
  report({ type: 'stopped', tries, slowestMs })
}

function hold(store: SqliteStore): void {
  const at = String(machineTime())
  holds += 1
  const name = `${process.pid}-${holds}`
  const mark = openOwnerLog(log, name)
  mark('takes')
  const marking = setInterval(() => mark('holds'), MARK_EVERY_MS)
  giveBack = () => {
    clearInterval(marking)
    mark('gives')
    store.close()
    report({ type: 'gave' })
  }
  report({ type: 'took', at, hold: name })
}

function report(message: RivalReport): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
