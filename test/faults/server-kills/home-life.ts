import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { KEY_COLUMN } from '../../../src/adapters/performers/tables/row-key.ts'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { runDetail } from '../../../src/api/contract/run-detail.ts'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { OwnerId, RunId } from '../../../src/core/run/ids.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { checkHistory } from '../../history/check-history.ts'
import type { Effect } from '../../history/evidence.ts'
import { readStored } from '../../history/read-stored.ts'
import type { Typed } from '../../support/program.ts'
import { type } from '../../support/program.ts'
import { pick, randomFrom } from '../../support/seeded.ts'
import type { Left } from '../kills/lives.ts'
import { countLeft } from '../kills/lives.ts'
import type { Customers } from './customers.ts'
import { answered, conclude, createCustomers, loadUntilItEnds } from './customers.ts'
import type { Address } from './http.ts'
import { call, readAddress } from './http.ts'
import type { Survivor } from './orphans.ts'
import { isAlive, programsOf } from './orphans.ts'
import type { ServerProcess } from './server-process.ts'
import { startServerProcess } from './server-process.ts'
import type { StreamReader } from './stream-reader.ts'
import { createStreamReader, streamProblems } from './stream-reader.ts'

export interface LifeOrder {
  readonly seed: number
  readonly kills: number
}

/** What happened to one home, from its first server to its last. */
export interface Life {
  readonly violations: readonly string[]
  readonly customers: Customers
  readonly left: Left
  /** Calls that reached the outside world. */
  readonly effects: number
  readonly kills: readonly Kill[]
  readonly stream: StreamReader
  readonly commands: readonly Typed[]
}

interface Kill {
  readonly underWay: number
  readonly during: 'start' | 'work'
  /** Programs of attempts that outlived it. */
  readonly survivors: number
  /** From the start of the server that was killed until it took requests, milliseconds; null: it never did. */
  readonly startMs: number | null
}

/** Of so many kills one comes while the server starts, and one beside a program at work: chance may bring none. */
const KILLS_PER_KIND = 5
/** A start takes a little longer on a machine that has nothing else to do. */
const EARLY_MS_MAX = 700
const ANSWERS_MAX = 30
const LATER_MS_MAX = 30
/** Longer than the short programs of the collection take. */
const LASTING_MS = 200
/** I7, and REL-22: what an earlier server left running is gone this soon after the next one takes requests. */
const ORPHANS_GONE_MS = 5_000
const CONCLUDED_MS = 60_000
/** Once everything has ended, the last messages come in this time. */
const HEARD_MS = 10_000
/** One server in so many has somebody at the command line. */
const COMMAND_EVERY = 3
/** Runs that are looked up again after each restart. */
const LOOKED_UP = 4

interface Living extends LifeOrder {
  readonly home: string
  readonly customers: Customers
  readonly stream: StreamReader
  readonly kept: Kill[]
  readonly commands: Typed[]
  readonly violations: string[]
  survivors: readonly Survivor[]
}

const COLLECTION = join(import.meta.dirname, 'collection')

/** Kills the server of one home again and again, then lets it finish and looks at everything it stored. */
export async function liveThrough(order: LifeOrder): Promise<Life> {
  const home = await mkdtemp(join(tmpdir(), 'workcharts-server-kills-'))
  const living: Living = {
    ...order,
    home,
    customers: createCustomers(randomFrom(order.seed)),
    stream: createStreamReader(),
    kept: [],
    commands: [],
    violations: [],
    survivors: [],
  }
  try {
    await furnish(home)
    while (living.kept.length < living.kills) await workAndDie(living)
    await finish(living)
    return await judge(living)
  } finally {
    for (const { pid } of await programsOf(home)) process.kill(pid, 'SIGKILL')
    await rm(home, { recursive: true, force: true })
  }
}

async function furnish(home: string): Promise<void> {
  await cp(COLLECTION, join(home, 'collections/default'), { recursive: true })
  await mkdir(join(home, 'workcharts/tables'), { recursive: true, mode: 0o700 })
  await writeFile(join(home, 'workcharts/tables/orders.csv'), 'run,order\n')
}

async function workAndDie(living: Living): Promise<void> {
  const { customers, home, kept, violations } = living
  const begun = performance.now()
  const server = startServerProcess(home)
  const startMs = server.ready.then((isReady) => (isReady ? performance.now() - begun : null))
  const worked = work(living, server)
  await untilItsMoment(living, server)
  const underWay = customers.underWay
  const during = server.isReady() ? 'work' : 'start'
  server.kill()
  await server.ended
  living.survivors = await programsOf(home)
  await worked
  violations.push(...server.problems)
  kept.push({ underWay, during, survivors: living.survivors.length, startMs: await startMs })
}

async function untilItsMoment({ customers, home, kept }: Living, server: ServerProcess): Promise<void> {
  const { random } = customers
  const turn = kept.length % KILLS_PER_KIND
  if (turn === 1) return await wait(random() * EARLY_MS_MAX)
  if (turn === 3) return await untilAProgramLasts(home, server)
  const answers = Math.ceil(random() * ANSWERS_MAX)
  if (!(await server.ready)) return
  await Promise.race([answered(customers, answers), server.ended])
  await wait(random() * LATER_MS_MAX)
}

async function untilAProgramLasts(home: string, server: ServerProcess): Promise<void> {
  if (!(await server.ready)) return
  const ended = server.ended.then(() => 'ended' as const)
  for (;;) {
    const atWork = await programsOf(home)
    if ((await Promise.race([ended, wait(LASTING_MS)])) === 'ended') return
    if ((await Promise.all(atWork.map(isAlive))).includes(true)) return
  }
}

/** Resolves when the server has ended and everybody has noticed. */
async function work(living: Living, server: ServerProcess): Promise<void> {
  const before = living.survivors
  if (!(await server.ready)) return
  const address = await readAddress(living.home)
  const gone = noneIsLeft(living, server, before)
  const watched = living.stream.read(address)
  await lookUp(living, address)
  await Promise.all([gone, watched, loadUntilItEnds(living.customers, address), typeSomething(living)])
}

/** No program that an earlier server started is alive soon after this one takes requests. */
async function noneIsLeft({ violations }: Living, server: ServerProcess, before: readonly Survivor[]): Promise<void> {
  const until = performance.now() + ORPHANS_GONE_MS
  const ended = server.ended.then(() => 'ended' as const)
  for (;;) {
    const alive = await Promise.all(before.map(isAlive))
    if (!alive.includes(true)) return
    if (performance.now() > until) break
    if ((await Promise.race([ended, wait(50)])) === 'ended') return
  }
  violations.push(`I15 a program of an earlier server was alive ${ORPHANS_GONE_MS} ms after the restart`)
}

/** What was accepted before the kill is there at once after it. */
async function lookUp({ customers, violations }: Living, address: Address): Promise<void> {
  const accepted = customers.requests.filter(({ told }) => told === 'accepted')
  if (accepted.length === 0) return
  const newest = accepted.slice(-LOOKED_UP)
  const others = Array.from({ length: LOOKED_UP }, () => pick(accepted, customers.random))
  for (const { wish, version = 1 } of [...newest, ...others]) {
    const found = await call(address, { path: `/runs/${wish.run}` })
    if (found === undefined) return
    const run = runDetail.safeParse(found.body)
    if (!run.success || run.data.version < version)
      violations.push(`I1 run ${wish.run}: version ${version} was accepted before a restart, and after it is not there`)
  }
}

/** Somebody at the command line. Where no server answers any more, the command works on the data folder itself. */
async function typeSomething({ customers, commands, home, kept }: Living): Promise<void> {
  if (kept.length % COMMAND_EVERY !== 1) return
  const { random, runs, requests } = customers
  const open = runs.filter(({ status }) => status !== 'paused')
  const run = open.length === 0 ? undefined : (pick(open, random).id as RunId)
  const typed = await typeIn(home, run === undefined ? ['runs', 'list'] : ['runs', 'pause', run])
  if (run !== undefined)
    requests.push({ wish: { type: 'pause', run }, told: typed.code === 0 ? 'accepted' : 'unknown' })
  commands.push(typed)
}

function typeIn(folder: string, argv: readonly string[]): Promise<Typed> {
  return type({ folder, [Symbol.asyncDispose]: async () => undefined }, ...argv, '--json')
}

async function finish(living: Living): Promise<void> {
  const { home, customers, stream, violations } = living
  const server = startServerProcess(home)
  if (!(await server.ready)) throw new Error(`The last server did not start: ${server.problems.join(' ')}`)
  const address = await readAddress(home)
  await noneIsLeft(living, server, living.survivors)
  const watched = stream.read(address)
  await lookUp(living, address)
  if (!(await conclude(customers, address, CONCLUDED_MS)))
    violations.push(`I7 ${customers.runs.map(({ id }) => id).join(', ')} did not end`)
  const facts = await countFacts(customers, address)
  const heard = await Promise.race([stream.heardSoMany(facts).then(() => true), wait(HEARD_MS, false, { ref: false })])
  if (!heard) violations.push(`I13 of ${facts} facts the stream told ${stream.heard.length}`)
  server.stop()
  await Promise.all([server.ended, watched])
  violations.push(...server.problems)
}

/** A run's version is the number of its facts. */
async function countFacts({ started }: Customers, address: Address): Promise<number> {
  let facts = 0
  for (const run of started) {
    const found = await call(address, { path: `/runs/${run}` })
    const detail = runDetail.safeParse(found?.body)
    facts += detail.success ? detail.data.version : 0
  }
  return facts
}

async function judge(living: Living): Promise<Life> {
  const { home, customers, stream, kept, commands, violations } = living
  const opened = openSqliteStore({ folder: join(home, 'workcharts') })
  if (!opened.ok) throw new Error(`The last server did not leave its folder in order: ${opened.error.code}`)
  const stored = await readStored(opened.value)
  opened.value.close()
  const effects = await readEffects(home)
  const evidence = { stored, requests: customers.requests, effects, now: timestamp(Date.now()), owner: NOBODY }
  const found = [...checkHistory(evidence), ...streamProblems(stream, stored.runs), ...(await doubleRows(home))]
  const left = countLeft(stored)
  return {
    violations: [...violations, ...found],
    customers,
    left,
    effects: effects.length,
    kills: kept,
    stream,
    commands,
  }
}

/** Every run has ended: nobody performs anything. */
const NOBODY = 'nobody' as OwnerId

async function readEffects(home: string): Promise<readonly Effect[]> {
  return [...(await programEffects(home)), ...(await tableEffects(home))]
}

/** Each line is what a program was given on its standard input. */
async function programEffects(home: string): Promise<readonly Effect[]> {
  const text = await readFile(join(home, 'effects.jsonl'), 'utf8').catch(() => '')
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line): Effect => {
    const { inputs, idempotencyKey: key } = JSON.parse(line)
    return { run: inputs.run, stage: inputs.stage, key, effect: inputs.effect }
  })
}

/** A built-in skill that writes leaves its key in its row. */
async function tableEffects(home: string): Promise<readonly Effect[]> {
  const rows = await rowsOf(home)
  return rows.map(({ run, key }) => ({ run: run as RunId, stage: 'note' as StageId, key, effect: 'idempotent' }))
}

async function rowsOf(home: string) {
  const text = await readFile(join(home, 'workcharts/tables/orders.csv'), 'utf8')
  const rows: Record<string, string>[] = parse(text, { columns: true })
  return rows.map(({ run = '', [KEY_COLUMN]: key = '' }) => ({ run, key }))
}

/** It adds its row once, however often it was tried. */
async function doubleRows(home: string): Promise<readonly string[]> {
  const keys = (await rowsOf(home)).map(({ key }) => key)
  const double = keys.filter((key, index) => keys.indexOf(key) !== index)
  return double.map((key) => `I6 the table has more than one row of the key ${key}`)
}
