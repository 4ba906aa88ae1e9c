import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { OwnerId } from '../../../src/core/run/ids.ts'
import { checkHistory } from '../../history/check-history.ts'
import type { Stored } from '../../history/evidence.ts'
import { readStored } from '../../history/read-stored.ts'
import { randomFrom } from '../../support/seeded.ts'
import { checkFirings } from '../firings/check-firings.ts'
import { minuteOf } from '../firings/firing-ask.ts'
import type { Scale } from '../harness.ts'
import { bundleProgram } from '../kills/bundle-program.ts'
import { checkPromises, conclude, loadUntilItEnds } from '../kills/clients.ts'
import { readEffects } from '../kills/effects-file.ts'
import type { EngineProcess } from '../kills/engine-process.ts'
import { startEngineProcess } from '../kills/engine-process.ts'
import type { Outside } from '../kills/outside.ts'
import { createOutside, promise } from '../kills/outside.ts'
import type { Part } from '../limits/part.ts'

/** Between two stops. */
const RUNNING_MS_MAX = 150
/** Most stops are short; some are longer than the time limits of the stages that are performed meanwhile. */
const STOPPED_MS_MAX = 100
const LONG_STOP_MS = 1_500
/** One stop in so many is a long one, and one in so many ends with a kill. */
const STOPS_PER_LONG = 8
const STOPS_PER_KILL = 5
const CONCLUDED_MS = 30_000
const SLOTS = 12

/** One data folder, its engines one after another, and what was done to them. */
interface Life {
  readonly program: string
  /** Holds the data folder and what is written outside of it. */
  readonly place: string
  readonly seed: number
  readonly outside: Outside
  readonly done: Done
}

interface Done {
  stops: number
  longStops: number
  kills: number
  /** Somebody else tried to open the folder while its owner stood still. */
  refusals: number
}

/** Stops an engine under load at random moments and lets it go on, or kills it as it stands; then everything must fit. */
export async function stopEngines({ n, seed }: Scale): Promise<Part> {
  const place = await mkdtemp(join(tmpdir(), 'workcharts-stops-'))
  try {
    const program = await bundleProgram(join(import.meta.dirname, '../kills/slim-engine.ts'), place)
    const outside = createOutside(`s${seed}`, randomFrom(seed))
    const done: Done = { stops: 0, longStops: 0, kills: 0, refusals: 0 }
    const life: Life = { program, place, seed, outside, done }
    const owner = await live(life, n)
    return partOf(done, life, await judge(life, owner))
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

async function live(life: Life, stops: number): Promise<OwnerId | undefined> {
  while (life.done.stops < stops) await stopUntilItDies(life, stops)
  const engine = begin(life)
  await checkPromises(life.outside, engine)
  if (!(await conclude(life.outside, engine, CONCLUDED_MS))) life.outside.violations.push('Some runs did not end')
  engine.end()
  await engine.ended
  life.outside.violations.push(...engine.problems)
  return await engine.opened
}

function begin({ program, place, seed, outside, done }: Life): EngineProcess {
  const engine = startEngineProcess(program, (promised) => promise(outside, promised))
  const [folder, effects] = [dataIn(place), effectsIn(place)]
  const minute = minuteOf(outside.firings.soFar.minute)
  engine.go({ folder, effects, seed: seed + done.kills, slots: SLOTS, minute })
  outside.tasks = []
  return engine
}

function dataIn(place: string): string {
  return join(place, 'data')
}

function effectsIn(place: string): string {
  return join(place, 'effects.jsonl')
}

/** Loads one engine, and stops it until there were enough stops or one of them ended with its death. */
async function stopUntilItDies(life: Life, stops: number): Promise<void> {
  const { outside, done } = life
  const engine = begin(life)
  await engine.opened
  const worked = checkPromises(outside, engine).then(() => loadUntilItEnds(outside, engine))
  let isAlive = true
  while (isAlive && done.stops < stops) {
    await wait(outside.random() * RUNNING_MS_MAX)
    isAlive = await stopOnce(life, engine)
  }
  if (isAlive) engine.kill()
  await engine.ended
  await worked
  outside.violations.push(...engine.problems)
}

/** True: it went on. */
async function stopOnce({ outside, done, place }: Life, engine: EngineProcess): Promise<boolean> {
  done.stops += 1
  const isLong = done.stops % STOPS_PER_LONG === STOPS_PER_LONG / 2
  if (isLong) done.longStops += 1
  process.kill(engine.pid, 'SIGSTOP')
  const refusal = openSqliteStore({ folder: dataIn(place) })
  if (refusal.ok || refusal.error.code !== 'folder-in-use' || refusal.error.pid !== engine.pid)
    outside.violations.push(`Stop ${done.stops}: the folder of a stopped process was not refused with its id`)
  else done.refusals += 1
  await wait(isLong ? LONG_STOP_MS : outside.random() * STOPPED_MS_MAX)
  if (done.stops % STOPS_PER_KILL > 0) return process.kill(engine.pid, 'SIGCONT')
  done.kills += 1
  engine.kill()
  return false
}

async function judge({ place, outside }: Life, owner: OwnerId | undefined): Promise<Judged> {
  const opened = openSqliteStore({ folder: dataIn(place) })
  if (!opened.ok || owner === undefined) throw new Error('The last process did not leave its folder in order')
  const stored = await readStored(opened.value)
  opened.value.close()
  const effects = readEffects(effectsIn(place))
  const now = timestamp(Date.now())
  const evidence = { stored, requests: outside.requests, effects, now, owner }
  return { stored, violations: [...checkHistory(evidence), ...checkFirings(stored, outside.firings)] }
}

interface Judged {
  readonly stored: Stored
  readonly violations: readonly string[]
}

function partOf(done: Done, { outside }: Life, { stored, violations }: Judged): Part {
  const facts = stored.runs.flatMap((run) => run.facts.map(({ event }) => event.type))
  return {
    faults: {
      'engine stopped under load and continued': done.stops - done.kills,
      'engine stopped longer than a time limit': done.longStops,
      'engine killed while it stood still': done.kills,
      'folder of a stopped engine refused to another process': done.refusals,
    },
    violations: [...outside.violations, ...violations],
    figures: {
      'stops: runs': stored.runs.length,
      'stops: facts': facts.length,
      'stops: attempts lost': facts.filter((type) => type === 'attempt-lost').length,
    },
  }
}
