import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { taskList } from '../../src/api/contract/tasks.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import type { OwnerId, RunId } from '../../src/core/run/ids.ts'
import { bundleProgram } from '../faults/kills/bundle-program.ts'
import { conclude } from '../faults/kills/clients.ts'
import { readEffects } from '../faults/kills/effects-file.ts'
import type { EngineProcess } from '../faults/kills/engine-process.ts'
import { startEngineProcess } from '../faults/kills/engine-process.ts'
import type { Outside } from '../faults/kills/outside.ts'
import { createOutside, promise, writeDown } from '../faults/kills/outside.ts'
import type { Death, Go, WishAsk } from '../faults/kills/protocol.ts'
import { slimCapability } from '../faults/kills/slim-plans.ts'
import { call, readAddress } from '../faults/server-kills/http.ts'
import type { Survivor } from '../faults/server-kills/orphans.ts'
import { isAlive, programsOf } from '../faults/server-kills/orphans.ts'
import type { ServerProcess } from '../faults/server-kills/server-process.ts'
import { startServerProcess } from '../faults/server-kills/server-process.ts'
import { checkHistory } from '../history/check-history.ts'
import type { Stored } from '../history/evidence.ts'
import { readStored } from '../history/read-stored.ts'
import { after, aPlan, aStage, PERSON } from '../support/runs.ts'
import { randomFrom } from '../support/seeded.ts'

/** Many starts of a process on a busy machine. */
const BUSY_MS = 300_000
/** REL-33: what a killed process held is taken up again this soon. */
const CLAIMABLE_MS = 5_000
const CONCLUDED_MS = 60_000
const POLL = { timeout: CONCLUDED_MS, interval: 10 }

let program: string
let bundle: string

beforeAll(async () => {
  bundle = await mkdtemp(join(tmpdir(), 'workcharts-bundle-'))
  program = await bundleProgram(join(import.meta.dirname, '../faults/kills/slim-engine.ts'), bundle)
}, BUSY_MS)

afterAll(() => rm(bundle, { recursive: true, force: true }))

/** A folder for one engine after the other, and what its clients know. */
interface Place {
  readonly folder: string
  readonly outside: Outside
  readonly processes: EngineProcess[]
}

async function aPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'workcharts-killed-'))
  const place: Place = { folder, outside: createOutside('r', randomFrom(1)), processes: [] }
  onTestFinished(async () => {
    for (const engine of place.processes) engine.kill()
    await Promise.all(place.processes.map(({ ended }) => ended))
    await rm(folder, { recursive: true, force: true })
  })
  return place
}

/** The next engine on the folder. */
function anEngineIn({ folder, outside, processes }: Place, over: Partial<Go> = {}): EngineProcess {
  const engine = startEngineProcess(program, (promised) => promise(outside, promised))
  engine.go({ folder: join(folder, 'data'), effects: join(folder, 'effects'), seed: 1, slots: 64, ...over })
  processes.push(engine)
  return engine
}

async function killed(engine: EngineProcess): Promise<void> {
  engine.kill()
  await engine.ended
}

async function closed(engine: EngineProcess): Promise<void> {
  engine.end()
  await engine.ended
  expect(engine.problems).toEqual([])
}

async function tell({ outside }: Place, engine: EngineProcess, ask: WishAsk): Promise<void> {
  writeDown(outside, ask, await engine.ask(ask))
}

function start(run: string, plan: Plan): WishAsk {
  return { type: 'start', run: run as RunId, plan, inputs: {} }
}

function effectsIn({ folder }: Place) {
  return readEffects(join(folder, 'effects'))
}

async function storedIn({ folder }: Place): Promise<Stored> {
  const opened = openSqliteStore({ folder: join(folder, 'data') })
  if (!opened.ok) throw new Error(opened.error.code)
  const stored = await readStored(opened.value)
  opened.value.close()
  return stored
}

/** What contradicts a promise, once every run has ended. */
async function problemsOf(place: Place): Promise<readonly string[]> {
  const stored = await storedIn(place)
  const { requests, violations } = place.outside
  const evidence = { stored, requests, effects: effectsIn(place), now: timestamp(Date.now()), owner: NOBODY }
  return [...violations, ...checkHistory(evidence)]
}

const NOBODY = 'nobody' as OwnerId

async function statusesOf(engine: EngineProcess): Promise<readonly string[]> {
  const sight = await engine.ask({ type: 'look' })
  return sight?.type === 'sight' ? sight.runs.map(({ status }) => status) : ['dead']
}

function aWorkOf(workMs: number, effect: 'pure' | 'once-or-ask' = 'pure'): Plan {
  const stage = aStage('work', { primary: slimCapability(effect, { workMs }), effect })
  return aPlan([{ ...stage, retry: { ...stage.retry, initialIntervalMs: 1 } }])
}

it('REL-03 the one run that was in flight at a kill goes on, though nothing is queued that could wake anybody', {
  timeout: BUSY_MS,
}, async () => {
  const place = await aPlace()
  const first = anEngineIn(place)
  await tell(place, first, start('r1', aWorkOf(2_000)))
  await expect.poll(() => effectsIn(place).length, POLL).toBe(1)
  await killed(first)

  const second = anEngineIn(place)
  await expect.poll(() => statusesOf(second), POLL).toEqual([])
  await closed(second)
  const [run] = (await storedIn(place)).runs
  expect(run?.row.status).toBe('succeeded')
  expect(run?.facts.map(({ event }) => event.type)).toContain('attempt-lost')
  expect(await problemsOf(place)).toEqual([])
})

it('REL-04 500 runs, far more than may be performed at once, all end after a kill', { timeout: BUSY_MS }, async () => {
  const place = await aPlace()
  const first = anEngineIn(place, { slots: 4 })
  const starts = Array.from({ length: 500 }, (_, index) => start(`r${index}`, aWorkOf(10)))
  await Promise.all(starts.map((ask) => tell(place, first, ask)))
  const open = (await statusesOf(first)).length
  await killed(first)
  expect(open).toBeGreaterThan(100)

  const second = anEngineIn(place, { slots: 4 })
  await expect.poll(() => statusesOf(second), POLL).toEqual([])
  await closed(second)
  const { runs } = await storedIn(place)
  expect(runs.filter(({ row }) => row.status === 'succeeded')).toHaveLength(500)
  expect(await problemsOf(place)).toEqual([])
})

/** Of every kind of write one: a start, attempts, a person's answer, a doubt, an end. */
const EVERY_WRITE = aPlan([
  aStage('draft', { primary: slimCapability('pure', {}), retry: { ...aStage('x').retry, initialIntervalMs: 1 } }),
  aStage('allow', { primary: PERSON, dependsOn: after('draft') }),
  aStage('pay', { primary: slimCapability('once-or-ask', {}), effect: 'once-or-ask', dependsOn: after('allow') }),
])

it.for(['before', 'after'] as const)(
  'REL-18 a kill right %s any write of a run loses no step of it',
  { timeout: BUSY_MS },
  async (moment) => {
    let [append, isDead] = [0, true]
    while (isDead) {
      append += 1
      isDead = await diesAt({ append, moment })
    }
    expect(append).toBeGreaterThan(4)
  },
)

/** Lets the workload die at one write and finish in a second process. False: it had no such write. */
async function diesAt(dieAt: Death): Promise<boolean> {
  const place = await aPlace()
  const first = anEngineIn(place, { dieAt })
  await tell(place, first, start('r1', EVERY_WRITE))
  const isDead = !(await conclude(place.outside, first, CONCLUDED_MS))
  if (isDead) await first.ended
  else await closed(first)

  const second = anEngineIn(place)
  await tell(place, second, start('r1', EVERY_WRITE))
  expect(await conclude(place.outside, second, CONCLUDED_MS)).toBe(true)
  await closed(second)
  expect(await problemsOf(place)).toEqual([])
  expect((await storedIn(place)).runs.map(({ row }) => row.status)).toEqual(['succeeded'])
  return isDead
}

it('REL-22 a program that outlives its server is gone when the next one works, and is not started twice', {
  timeout: BUSY_MS,
}, async ({ skip }) => {
  if (!existsSync('/proc/self/environ')) skip('Programs are found again by /proc, which only Linux has.')
  const home = await aHome()
  const first = await aServerIn(home)
  const address = await readAddress(home)
  await call(address, { path: '/workflows/linger/runs', body: { inputs: { order: '1' } } })
  const programs = await linger(home)
  await stopped(first)
  expect(await aliveOf(programs)).toBe(programs.length)

  const second = await aServerIn(home)
  await expect.poll(() => aliveOf(programs), { timeout: CLAIMABLE_MS }).toBe(0)
  const tasks = await call(await readAddress(home), { path: '/tasks' })
  expect(taskList.parse(tasks?.body).tasks).toMatchObject([{ reason: 'unknown-outcome', stage: { id: 'linger' } }])
  expect(await programsOf(home)).toEqual([])
  expect((await readFile(join(home, 'effects.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(1)
  await stopped(second)
})

async function aHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'workcharts-killed-'))
  await cp(join(import.meta.dirname, '../faults/server-kills/collection'), join(home, 'collections/default'), {
    recursive: true,
  })
  onTestFinished(async () => {
    for (const { pid } of await programsOf(home)) process.kill(pid, 'SIGKILL')
    await rm(home, { recursive: true, force: true })
  })
  return home
}

async function aServerIn(home: string): Promise<ServerProcess> {
  const server = startServerProcess(home)
  onTestFinished(() => stopped(server))
  expect(await server.ready).toBe(true)
  return server
}

async function stopped(server: ServerProcess): Promise<void> {
  server.kill()
  await server.ended
}

/** The program and what it put into another process group. */
async function linger(home: string): Promise<readonly Survivor[]> {
  await expect.poll(async () => (await programsOf(home)).length, POLL).toBe(2)
  return await programsOf(home)
}

async function aliveOf(programs: readonly Survivor[]): Promise<number> {
  return (await Promise.all(programs.map(isAlive))).filter((alive) => alive).length
}

it('REL-33 whatever a killed process was performing is taken up again within 5 s', { timeout: BUSY_MS }, async () => {
  const place = await aPlace()
  const [RUNS, plan] = [50, aWorkOf(600_000)]
  const first = anEngineIn(place)
  const runs = Array.from({ length: RUNS }, (_, index) => `r${index}`)
  await Promise.all(runs.map((run) => tell(place, first, start(run, plan))))
  await expect.poll(() => effectsIn(place).length, POLL).toBe(RUNS)
  await killed(first)

  const second = anEngineIn(place)
  await second.opened
  const openedAt = performance.now()
  await expect.poll(() => effectsIn(place).length, POLL).toBe(2 * RUNS)
  const tookMs = performance.now() - openedAt
  process.stdout.write(`  ${RUNS} attempts of a killed process began again ${Math.round(tookMs)} ms after the start\n`)
  expect(tookMs).toBeLessThan(CLAIMABLE_MS)
})

it(
  'REL-34 what a kill leaves locked needs no hand: the next process opens the folder as it is',
  async () => {
    const place = await aPlace()
    for (let kill = 0; kill < 5; kill += 1) {
      const engine = anEngineIn(place)
      expect(await engine.opened).toBeDefined()
      await killed(engine)
      expect(existsSync(join(place.folder, 'data/owner.pid'))).toBe(true)
    }
    for (const surface of ['docs/cli.md', 'docs/openapi.json'])
      expect(await readFile(join(import.meta.dirname, '../..', surface), 'utf8')).not.toMatch(/\b(?:un)?lock/i)
  },
  BUSY_MS,
)

it('REL-01 of 1,000 runs that have ended, 20 restarts change not one', { timeout: BUSY_MS }, async () => {
  const place = await aPlace()
  const first = anEngineIn(place)
  await Promise.all(endings().map((wishes) => one(place, first, wishes)))
  expect(await conclude(place.outside, first, CONCLUDED_MS)).toBe(true)
  await closed(first)
  const before = await storedIn(place)
  expect(before.runs).toHaveLength(1_000)
  expect(new Set(before.runs.map(({ row }) => row.status))).toEqual(ENDINGS)

  for (let restart = 0; restart < 20; restart += 1) {
    const engine = anEngineIn(place)
    await engine.recovered
    await killed(engine)
    expect(engine.problems).toEqual([])
  }
  expect(await storedIn(place)).toEqual(before)
})

const ENDINGS = new Set(['succeeded', 'failed', 'rejected', 'canceled'])

/** For each of 1,000 runs what is asked of it, one after the other. */
function endings(): readonly (readonly WishAsk[])[] {
  const failing = aStage('work', { primary: slimCapability('pure', { failing: 1 }), onError: 'fail' })
  const plans = [
    aWorkOf(1),
    aPlan([{ ...failing, retry: { ...failing.retry, maximumAttempts: 1 } }]),
    aPlan([aStage('ask', { primary: PERSON })]),
    aPlan([aStage('ask', { primary: PERSON })]),
  ]
  return Array.from({ length: 1_000 }, (_, index) => {
    const [run, kind] = [`r${index}` as RunId, index % plans.length]
    const begin = start(run, plans[kind] ?? aWorkOf(1))
    if (kind === 2) return [begin, { type: 'cancel', run }]
    return kind === 3 ? [begin, rejection(run)] : [begin]
  })
}

function rejection(run: RunId): WishAsk {
  const answer = { type: 'reject', note: '' } as const
  return { type: 'answer', run, task: `${run}.ask.1` as never, command: `${run}-c` as never, answer }
}

async function one(place: Place, engine: EngineProcess, wishes: readonly WishAsk[]): Promise<void> {
  for (const wish of wishes) await tell(place, engine, wish)
}
