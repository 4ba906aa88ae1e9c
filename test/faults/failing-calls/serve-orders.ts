/**
 * The process whose disk fails: the real engine on the real store sees some orders to their end. Whatever is refused is
 * asked for again; a while after the first trouble the disk is well again (somebody has made room), and everything has to
 * go on without a restart. What was wished and what was answered is written down outside the folder that fails.
 *
 * Arguments: options as JSON. Exit codes: 0 all orders came to their end; REFUSED_TO_OPEN; STUCK; 74 as the program.
 */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { SqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { systemClock } from '../../../src/adapters/system/clock.ts'
import type { Plan } from '../../../src/core/plan/plan.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import { StoreError } from '../../../src/engine/store.ts'
import { readStored } from '../../history/read-stored.ts'
import { OWNER_PERSON } from '../../support/engine.ts'
import { checkFirings } from '../firings/check-firings.ts'
import type { FiringAsk } from '../firings/firing-ask.ts'
import { nextBackfill, nextEvent, nextMinute, nothingAsked } from '../firings/firing-ask.ts'
import type { House } from '../firings/open-house.ts'
import { openControl } from '../shim/control.ts'
import { fireAtDesk, openDeskHouse } from '../shim/desk/desk-house.ts'
import { makeDeskPlan } from '../shim/desk/desk-plan.ts'
import { endRun } from '../shim/desk/end-runs.ts'
import type { Line } from '../shim/desk/lines.ts'
import { DATA_FOLDER, firingsIn } from '../shim/desk/lines.ts'
import type { OpenDesk } from '../shim/desk/open-desk.ts'
import { openDesk } from '../shim/desk/open-desk.ts'
import { told } from '../shim/desk/told.ts'
import type { OrderOptions } from './order-options.ts'
import { EXIT } from './order-options.ts'

/** How long the disk stays ill after the first trouble, and how long a refused client waits. */
const ILL_MS = 40
const ASK_AGAIN_MS = 10
/** All orders together take a second; a machine that does other work may need many times that. */
const STUCK_MS = 20_000

const options: OrderOptions = JSON.parse(process.argv[2] ?? '')
const noted: Line[] = []
const soFar = nothingAsked()
const linesFile = openSync(options.lines, 'a')
const control = openControl(options.control)
setTimeout(() => end(EXIT.stuck, 'Not every order came to its end.'), STUCK_MS).unref()

const opened = openSqliteStore({ folder: join(options.home, DATA_FOLDER) })
if (opened.ok) await serve(opened.value)
else end(EXIT.refusedToOpen, opened.error.code)

function note(line: Line): void {
  noted.push(line)
  writeSync(linesFile, `${JSON.stringify(line)}\n`)
}

function end(code: number, why: string): never {
  console.error(why)
  process.exit(code)
}

async function serve(store: SqliteStore): Promise<void> {
  const data = join(options.home, DATA_FOLDER)
  const onFatal = (error: unknown): never => end(EXIT.unknownOutcome, String(error))
  const desk = await untilItWorks(() =>
    openDesk({ data, store, clock: systemClock, note, prefix: 'id', onProblem: troubled, onFatal }),
  )
  const house = await untilItWorks(() => openDeskHouse(desk, { reader: store, onProblem: troubled, lines: [] }))
  running = { desk, house }
  await untilItWorks(() => desk.engine.recover(house.keeper))
  const waves = Array.from({ length: options.orders / options.atOnce }, (_, wave) => wave)
  for (const wave of waves) {
    const plan = await untilItWorks(() => makeDeskPlan(desk.blobs, wave))
    await Promise.all([serveWave(desk, plan, wave), fireWave(house)])
  }
  await untilItIsQuiet(house, store)
  await house.relay.close()
  await desk.engine.close()
  store.close()
  process.exit(EXIT.served)
}

async function serveWave(desk: OpenDesk, plan: Plan, wave: number): Promise<void> {
  const ids = Array.from({ length: options.atOnce }, (_, index) => `run-${wave}-${index}` as RunId)
  await Promise.all(ids.map((id) => serveOrder(desk, plan, id)))
}

/** Two minutes at once, two events, and a range of the past: the second of its instants has to wait. */
async function fireWave(house: House): Promise<void> {
  const asks: readonly FiringAsk[] = [nextBackfill(soFar, 2), nextMinute(soFar, 2), nextEvent(soFar), nextEvent(soFar)]
  for (const ask of asks) await untilItWorks(() => fireAtDesk(house, ask, note))
}

/** What was told is passed on too, without a restart. */
async function untilItIsQuiet(house: House, store: SqliteStore): Promise<void> {
  while (!(await house.isQuiet()) || checkFirings(await readStored(store), firingsIn(noted)).length > 0)
    await wait(ASK_AGAIN_MS)
}

async function serveOrder(desk: OpenDesk, plan: Plan, id: RunId): Promise<void> {
  const wish = { type: 'start', run: id, inputs: {} } as const
  await untilItWorks(() =>
    told({ ...desk, note }, wish, async () => {
      const started = await desk.engine.start({ id, plan, inputs: {}, by: OWNER_PERSON, cause: { type: 'manual' } })
      return started.ok ? started.value.version : undefined
    }),
  )
  await untilItWorks(() => endRun({ engine: desk.engine, note }, id))
}

interface Running {
  readonly desk: OpenDesk
  readonly house: House
}

let running: Running | undefined
let isTroubled = false

/** The first trouble starts the time after which the disk is well again. */
function troubled(error: unknown): void {
  console.error(String(error))
  if (isTroubled) return
  isTroubled = true
  setTimeout(makeWell, ILL_MS)
}

/** The engine looks again by itself within half a minute; asking it to makes that now. */
function makeWell(): void {
  control.mend()
  void running?.desk.engine.recover(running.house.keeper).catch(troubled)
}

/** Asks again for what was refused. After an unknown outcome nobody is there to ask. */
async function untilItWorks<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof StoreError && error.outcome === 'unknown') await new Promise(() => undefined)
      troubled(error)
      await wait(ASK_AGAIN_MS)
    }
  }
}
