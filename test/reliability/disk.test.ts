import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createEmbeddedDelivery } from '../../src/adapters/embedded/delivery.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import { EXIT } from '../faults/failing-calls/order-options.ts'
import type { Orders } from '../faults/failing-calls/orders-under-fault.ts'
import { openWorkshop, serveUnder } from '../faults/failing-calls/orders-under-fault.ts'
import { cutPower } from '../faults/power-cuts/cut-power.ts'
import { whyNoShim } from '../faults/shim/compile-shim.ts'
import { aClock } from '../support/engine.ts'
import { folderWith } from '../support/folders.ts'
import { at } from '../support/runs.ts'

const ROOT = join(import.meta.dirname, '../..')
const FAULTS_MS = 180_000
const FULL = 2
const DAY_MS = 24 * 60 * 60 * 1_000

const noShim = whyNoShim()
if (noShim !== undefined) console.error(`The tests with a failing disk are left out. ${noShim}`)

it('REL-36 every connection that the store opens flushes every commit', () => {
  const opened = vi.spyOn(DatabaseSync.prototype, 'exec')
  onTestFinished(() => opened.mockRestore())
  const store = openSqliteStore({ folder: join(folderWith(), 'data') })
  if (!store.ok) throw new Error(store.error.code)
  onTestFinished(() => store.value.close())
  const connections = [...new Set(opened.mock.contexts)].filter((connection) => connection instanceof DatabaseSync)
  expect(connections).toHaveLength(2)
  const answers = connections.map((connection) => connection.prepare('pragma synchronous').get())
  expect(answers).toEqual([{ synchronous: FULL }, { synchronous: FULL }])
})

it.runIf(noShim === undefined)(
  'REL-36 REL-31 nothing that was promised is lost in a power cut, and every file is the old or the new one',
  { timeout: FAULTS_MS },
  async () => {
    const { violations, faults } = await cutPower({ n: 200, seed: 36 })
    expect(violations).toEqual([])
    for (const times of Object.values(faults)) expect(times).toBeGreaterThan(0)
  },
)

it.runIf(noShim === undefined)(
  'REL-38 a flush that fails ends the process with 74, and a restart finds exactly one result for each stage',
  { timeout: FAULTS_MS },
  async () => {
    using workshop = await openWorkshop()
    let ended = 0
    for (let place = 6; ended < 2; place += 1) {
      const fault = { kinds: ['sync'], at: place, action: 'failOnce', error: 'EIO' } as const
      const trial = await serveUnder(workshop, ORDERS, fault)
      expect(trial).toMatchObject({ fired: 1, wrong: [] })
      expect(Object.values(EXIT).filter((end) => end !== EXIT.stuck)).toContain(trial.end)
      if (trial.end === EXIT.unknownOutcome) ended += 1
    }
  },
)

/** A flush of a blob or a table that fails is an error of its stage, one while the store opens a refusal; one of the log ends the process. */
const ORDERS: Orders = { orders: 2, atOnce: 2 }

it('REL-37 REL-10 a wait of forty days has not ended after ten seconds of the real clock', {
  timeout: 30_000,
}, async () => {
  const delivery = createEmbeddedDelivery({ clock: systemClock, slots: 1 })
  const woken = vi.fn()
  delivery.wakeAt(addMs(systemClock.now(), 40 * DAY_MS), woken)
  await wait(10_000)
  expect(woken).not.toHaveBeenCalled()
  await delivery.close()
})

it('REL-37 what is due rings within half a minute once a clock that was set back is right again', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const [clock, woken] = [aClock(at(0)), vi.fn()]
  createEmbeddedDelivery({ clock, slots: 1 }).wakeAt(at(1), woken)
  clock.set(at(-60))
  await vi.advanceTimersByTimeAsync(90_000)
  clock.set(at(2))
  await vi.advanceTimersByTimeAsync(30_000)
  expect(woken).toHaveBeenCalledOnce()
})

/** Each knows how long it waits at the most; a wait that was worked out from a time belongs to the alarm. */
const SET_TIMERS = [
  'src/adapters/embedded/alarm.ts',
  'src/adapters/mcp/connect.ts',
  'src/adapters/mcp/connections.ts',
  'src/adapters/mcp/server-process.ts',
  'src/adapters/mcp/within.ts',
  'src/adapters/performers/agent/guard.ts',
  'src/adapters/performers/command/end-program.ts',
  'src/adapters/performers/command/run-program.ts',
  'src/api/engine-pulse.ts',
  'src/api/serve.ts',
  'src/api/stream/bell.ts',
  'src/api/stream/feed.ts',
  'src/api/stream/live-stream.ts',
  'src/cli/node/node-io.ts',
]

it('REL-37 only the alarm and a few bounded waits set timers', () => {
  const files = globSync('src/**/*.ts', { cwd: ROOT }).filter((file) => !file.startsWith('src/web/'))
  const setting = files.filter((file) => /\bset(?:Timeout|Interval)\(/.test(readFileSync(join(ROOT, file), 'utf8')))
  expect(setting.toSorted()).toEqual(SET_TIMERS)
})
