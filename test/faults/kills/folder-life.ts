import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openBlobs } from '../../../src/adapters/files/open-blobs.ts'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { OwnerId } from '../../../src/core/run/ids.ts'
import { checkHistory } from '../../history/check-history.ts'
import type { Stored } from '../../history/evidence.ts'
import { readStored } from '../../history/read-stored.ts'
import { randomFrom } from '../../support/seeded.ts'
import { checkFirings } from '../firings/check-firings.ts'
import { minuteOf } from '../firings/firing-ask.ts'
import { untilItsMoment } from './choose-moment.ts'
import { checkPromises, conclude, loadUntilItEnds } from './clients.ts'
import { digestFacts } from './digest-facts.ts'
import { readEffects } from './effects-file.ts'
import type { EngineProcess } from './engine-process.ts'
import { startEngineProcess } from './engine-process.ts'
import type { Left } from './lives.ts'
import { countLeft } from './lives.ts'
import { misplacedResults } from './misplaced-results.ts'
import type { Outside } from './outside.ts'
import { createOutside, promise } from './outside.ts'

export interface LifeOrder {
  /** The bundled engine. */
  readonly program: string
  readonly seed: number
  readonly kills: number
}

/** What happened to one data folder, from its first process to its last. */
export interface Life {
  readonly violations: readonly string[]
  readonly outside: Outside
  readonly left: Left
  /** Calls that reached the outside world. */
  readonly effects: number
  readonly kills: readonly Kill[]
  /** Promises that were looked up right after a restart. */
  readonly checkedAtOnce: number
}

interface Kill {
  /** Wishes that were under way: nobody was told what came of them. */
  readonly unanswered: number
  /** `opening`: it had not opened its store; `recovering`: it had not yet looked for what was left behind. */
  readonly during: 'opening' | 'recovering' | 'work'
}

/** Where SQLite's commits go. */
const LOG_FILE = 'workcharts.db-wal'
/** Every run must end in this time once nothing is killed any more and everything is answered. */
const CONCLUDED_MS = 30_000
/** Far more than it takes to end in order on a busy machine. */
const ENDS_MS = 20_000
/** Attempts at once: few enough that some stages wait for a slot. */
const SLOTS = 12

interface Living extends LifeOrder {
  readonly outside: Outside
  readonly folder: string
  readonly kept: Kill[]
  checkedAtOnce: number
}

/** Kills the engine of one data folder again and again, then lets it finish and looks at everything it stored. */
export async function liveThrough(order: LifeOrder): Promise<Life> {
  const folder = await mkdtemp(join(tmpdir(), 'workcharts-kills-'))
  const outside = createOutside(`r${order.seed}`, randomFrom(order.seed))
  const living: Living = { ...order, outside, folder, kept: [], checkedAtOnce: 0 }
  try {
    const owner = await killAgainAndAgain(living)
    return await judge(living, owner)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The next process is started while the one before it still works, so that only its first line is waited for. */
async function killAgainAndAgain(living: Living): Promise<OwnerId | undefined> {
  let next = startNext(living)
  for (let number = 0; number < living.kills; number += 1) {
    const engine = next
    next = startNext(living)
    await workAndDie(living, engine)
  }
  return await finish(living, next)
}

function startNext({ program, outside }: Living): EngineProcess {
  return startEngineProcess(program, (promised) => promise(outside, promised))
}

async function workAndDie(living: Living, engine: EngineProcess): Promise<void> {
  const { outside, folder, kept } = living
  begin(living, engine)
  const worked = work(living, engine)
  if (!(await untilItsMoment(engine, outside.random, [join(folder, 'data'), LOG_FILE])))
    outside.violations.push(`${outside.name}: process ${kept.length} ended by itself, or stood still`)
  const during = await momentOf(engine)
  kept.push({ unanswered: engine.unanswered(), during })
  engine.kill()
  await engine.ended
  await worked
  outside.violations.push(...engine.problems)
}

function begin({ folder, outside, kept, seed }: Living, engine: EngineProcess): void {
  const effects = join(folder, 'effects.jsonl')
  const minute = minuteOf(outside.firings.soFar.minute)
  engine.go({ folder: join(folder, 'data'), effects, seed: seed + kept.length, slots: SLOTS, minute })
  outside.tasks = []
}

async function work(living: Living, engine: EngineProcess): Promise<void> {
  living.checkedAtOnce += await checkPromises(living.outside, engine)
  await loadUntilItEnds(living.outside, engine)
}

async function momentOf(engine: EngineProcess): Promise<Kill['during']> {
  if (engine.hasRecovered()) return 'work'
  const opened = await Promise.race([engine.opened, Promise.resolve(undefined)])
  return opened === undefined ? 'opening' : 'recovering'
}

/** The last process is left alone until everything has ended. */
async function finish(living: Living, engine: EngineProcess): Promise<OwnerId | undefined> {
  const { outside } = living
  begin(living, engine)
  if (!(await inTime(CONCLUDED_MS, concluded(living, engine))))
    outside.violations.push(`${outside.name}: ${outside.runs.map(({ run }) => run).join(', ')} did not end`)
  engine.end()
  if (
    !(await inTime(
      ENDS_MS,
      engine.ended.then(() => true),
    ))
  )
    outside.violations.push(`${outside.name}: the last process did not end when it was asked to`)
  engine.kill()
  await engine.ended
  outside.violations.push(...engine.problems)
  return await engine.opened
}

async function concluded(living: Living, engine: EngineProcess): Promise<boolean> {
  living.checkedAtOnce += await checkPromises(living.outside, engine)
  return await conclude(living.outside, engine, CONCLUDED_MS)
}

/** False: it did not come true, or not in this time; a process that stands still never says so itself. */
function inTime(ms: number, event: Promise<boolean>): Promise<boolean> {
  return Promise.race([event, wait(ms, false, { ref: false })])
}

async function judge(living: Living, owner: OwnerId | undefined): Promise<Life> {
  const { outside, folder, kept, checkedAtOnce } = living
  const effects = readEffects(join(folder, 'effects.jsonl'))
  if (owner === undefined) return { ...unread(living), effects: effects.length }
  const stored = await readAll(join(folder, 'data'))
  const found = checkHistory({ stored, requests: outside.requests, effects, now: timestamp(Date.now()), owner })
  const missing = await missingBlobs(stored, join(folder, 'data/blobs'))
  const misplaced = stored.runs.flatMap(misplacedResults)
  const fired = checkFirings(stored, outside.firings)
  const violations = [...outside.violations, ...found, ...broken(outside, stored), ...missing, ...misplaced, ...fired]
  return { violations, outside, left: countLeft(stored), effects: effects.length, kills: kept, checkedAtOnce }
}

/** The last process could not even open what the others left. */
function unread({ outside, kept: kills, checkedAtOnce }: Living): Omit<Life, 'effects'> {
  const violations = [...outside.violations, `${outside.name}: the last process did not open its folder`]
  const left = countLeft({ runs: [], firings: [] })
  return { violations, outside, left, kills, checkedAtOnce }
}

async function readAll(folder: string): Promise<Stored> {
  const opened = openSqliteStore({ folder })
  if (!opened.ok) throw new Error(`What an engine left can not be opened: ${opened.error.code}`)
  try {
    return await readStored(opened.value)
  } finally {
    opened.value.close()
  }
}

/** Promises whose facts are not there byte for byte. */
function broken({ promises }: Outside, { runs }: Stored): readonly string[] {
  const facts = new Map(runs.map((run) => [run.row.id, run.facts]))
  return [...promises.values()].flatMap(({ run, version, digest }) => {
    const found = digestFacts(facts.get(run) ?? [], version)
    return found !== null && (digest === null || digest === found)
      ? []
      : [`${run}: its first ${version} facts are not the ones that were promised`]
  })
}

/** Files that a fact names and nobody kept. */
async function missingBlobs({ runs }: Stored, folder: string): Promise<readonly string[]> {
  const blobs = openBlobs(folder)
  const named = runs.flatMap(({ row, facts }) =>
    facts.flatMap(({ event }) =>
      event.type === 'attempt-answered' ? event.answer.artifacts.map(({ sha256 }) => ({ run: row.id, sha256 })) : [],
    ),
  )
  const missing = await Promise.all(named.map(async ({ sha256 }) => (await blobs.find(sha256)) === undefined))
  return named.filter((_, index) => missing[index]).map(({ run, sha256 }) => `${run}: its file ${sha256} is not there`)
}
