import type { ChildProcessByStdio } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { runStatus } from '../../src/core/run/run.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import { aFolder, openStore } from '../adapters/sqlite/data-folder.ts'
import { openEngine } from '../faults/limits/open-engine.ts'
import { aClock, answered, aWorld, finished, runThat, startOf } from '../support/engine.ts'
import { aPlan, aStage, at } from '../support/runs.ts'

/** Some starts of a process on a busy machine. */
const STARTS_MS = 60_000
const BLOCKED_MS = 3_000
const ONCE = aPlan([aStage('pay', { effect: 'once-or-ask' })])

it('REL-07 a minute in which the process does nothing ends no attempt and begins none twice', async () => {
  const clock = aClock(at(0))
  const [begun, work] = [Promise.withResolvers<void>(), Promise.withResolvers<AttemptResult>()]
  const world = aWorld({ clock, script: () => workOn(begun, work) })
  const { id } = await startOf(world, ONCE)
  await begun.promise
  clock.set(at(1))
  await world.engine.recover()
  work.resolve(answered())
  expect(runStatus(await finished(world, id))).toBe('succeeded')
  expect(world.assignments).toHaveLength(1)
  expect(await factsOf(world.store, id)).not.toContain('attempt-lost')
  await world.engine.close()
})

it('REL-07 an event loop that really stands still for 3 s changes nothing for what is performed', async () => {
  const folder = aFolder()
  let calls = 0
  const [begun, work] = [Promise.withResolvers<void>(), Promise.withResolvers<AttemptResult>()]
  await using world = openEngine(folder, {
    script: () => {
      calls += 1
      return workOn(begun, work)
    },
  })
  await world.engine.recover()
  const { id } = await startOf(world, ONCE)
  await begun.promise
  const from = performance.now()
  while (performance.now() - from < BLOCKED_MS);
  expect(openSqliteStore({ folder })).toMatchObject({ ok: false, error: { code: 'folder-in-use', pid: process.pid } })
  work.resolve(answered())
  expect(runStatus(await finished(world, id))).toBe('succeeded')
  expect(calls).toBe(1)
  expect(await factsOf(world.store, id)).not.toContain('attempt-lost')
})

it('REL-08 a stopped process keeps its folder, and goes on where it stood', { timeout: STARTS_MS }, async () => {
  const folder = aFolder()
  const effects = join(folder, 'effects.txt')
  const worker = await aWorker(folder, effects)
  worker.process.kill('SIGSTOP')
  expect(openSqliteStore({ folder })).toMatchObject({
    ok: false,
    error: { code: 'folder-in-use', pid: worker.process.pid },
  })
  worker.process.kill('SIGCONT')
  worker.process.stdin.end('go on\n')
  expect(await worker.ended).toBe('exit 0')
  expect(readFileSync(effects, 'utf8')).toBe('paid\n')
  const store = openStore(folder)
  expect((await store.findRun('pay' as RunId))?.row.status).toBe('succeeded')
})

it('REL-08 a process that is killed while it is stopped is taken over: its effect is asked about, not repeated', {
  timeout: STARTS_MS,
}, async () => {
  const folder = aFolder()
  const effects = join(folder, 'effects.txt')
  const worker = await aWorker(folder, effects)
  worker.process.kill('SIGSTOP')
  worker.process.kill('SIGKILL')
  expect(await worker.ended).toBe('SIGKILL')
  await using world = openEngine(folder, {
    script: () => {
      appendFileSync(effects, 'paid\n')
      return answered()
    },
  })
  await world.engine.recover()
  const run = await runThat(world, 'pay' as RunId, (now) => runStatus(now) === 'waiting')
  expect(stageAt(run.stages, 0).tasks).toMatchObject([{ reason: 'unknown-outcome' }])
  expect(readFileSync(effects, 'utf8')).toBe('paid\n')
})

it('REL-08 where another took over all the same, the late result is booked and changes nothing', async () => {
  const store = createMemoryStore()
  const [begun, work] = [Promise.withResolvers<void>(), Promise.withResolvers<AttemptResult>()]
  const stopped = aWorld({ store, script: () => workOn(begun, work) })
  const { id } = await startOf(stopped, ONCE)
  await begun.promise
  const other = aWorld({ store, prefix: 'two' })
  await other.engine.recover()
  await runThat(other, id, (run) => runStatus(run) === 'waiting')
  work.resolve(answered({ paid: true }))
  await stopped.engine.drain()
  expect(await factsOf(store, id)).toEqual([
    'run-started',
    'stage-ready',
    'attempt-begun',
    'attempt-lost',
    'task-opened',
    'attempt-late',
  ])
  expect([...stopped.assignments, ...other.assignments]).toHaveLength(1)
  await other.engine.close()
})

/** Says that it has begun, and answers when it is told to. */
function workOn(begun: PromiseWithResolvers<void>, work: PromiseWithResolvers<AttemptResult>): Promise<AttemptResult> {
  begun.resolve()
  return work.promise
}

interface Worker {
  readonly process: ChildProcessByStdio<Writable, Readable, null>
  readonly ended: Promise<string>
}

/** A process that has begun its one attempt and has had its effect; it waits for a line before it reports. */
async function aWorker(folder: string, effects: string): Promise<Worker> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./paying-process.ts')), folder, effects], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'close').then(([code, signal]) => String(signal ?? `exit ${code}`))
  await once(createInterface({ input: child.stdout }), 'line')
  if (!existsSync(effects)) throw new Error('The worker said that it had paid, and had not')
  return { process: child, ended }
}

async function factsOf(
  store: Pick<ReturnType<typeof createMemoryStore>, 'history'>,
  id: RunId,
): Promise<readonly string[]> {
  return (await store.history(id, { after: 0, also: [] })).map(({ event }) => event.type)
}
