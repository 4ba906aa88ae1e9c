import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { createEmbeddedDelivery } from '../../../src/adapters/embedded/delivery.ts'
import { openBlobs } from '../../../src/adapters/files/open-blobs.ts'
import type { SqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { systemClock } from '../../../src/adapters/system/clock.ts'
import { systemIds } from '../../../src/adapters/system/ids.ts'
import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import { createEngine } from '../../../src/engine/create-engine.ts'
import type { Engine } from '../../../src/engine/engine.ts'
import type { Store } from '../../../src/engine/store.ts'
import { aStage } from '../../support/runs.ts'
import { randomFrom } from '../../support/seeded.ts'
import type { House } from '../firings/open-house.ts'
import { openHouse } from '../firings/open-house.ts'
import { openEffectsFile } from './effects-file.ts'
import type { Death, Go, Order, Report } from './protocol.ts'
import { parseLine, toLine } from './protocol.ts'
import type { ReplyParts } from './reply-to.ts'
import { replyTo, storedDigest } from './reply-to.ts'
import { createSlimPerformer } from './slim-performer.ts'
import { slimCapability } from './slim-plans.ts'

/**
 * The real engine over the real store, as a process that may be killed at any moment. It waits for its first line before
 * it touches anything, so that a harness can start it ahead of time.
 */
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()

const first = await lines.next()
if (first.done !== true) await workOn(parseLine<Go>(first.value))

async function workOn(go: Go): Promise<void> {
  const store = await takeOver(go.folder)
  const engine = engineOn(store, go)
  report({ type: 'opened', owner: engine.owner })
  const house = go.minute === undefined ? undefined : await houseOn(store, engine, go.minute)
  void engine.recover(house?.keeper).then(() => report({ type: 'recovered' }))
  house?.relay.ring()
  for await (const line of lines) void answer({ engine, store, house }, parseLine<Order>(line))
  await house?.relay.close()
  await engine.close()
  store.close()
}

/** The process before this one may still be dying: its lock goes with it. */
async function takeOver(folder: string): Promise<SqliteStore> {
  for (;;) {
    const opened = openSqliteStore({ folder })
    if (opened.ok) return opened.value
    if (opened.error.code !== 'folder-in-use') throw new Error(JSON.stringify(opened.error))
    await wait(1)
  }
}

function engineOn(store: SqliteStore, { folder, effects, seed, slots, dieAt }: Go): Engine {
  const blobs = openBlobs(join(folder, 'blobs'))
  const performer = createSlimPerformer({ effects: openEffectsFile(effects), blobs, random: randomFrom(seed) })
  return createEngine({
    store: dieAt === undefined ? store : { ...store, append: mortalAppend(store, dieAt) },
    blobs,
    delivery: createEmbeddedDelivery({ clock: systemClock, slots }),
    clock: systemClock,
    ids: systemIds,
    findPerformer: () => performer,
    onFatal: complain,
    onProblem: complain,
  })
}

function houseOn(store: SqliteStore, engine: Engine, minute: Timestamp): Promise<House> {
  const stages = [aStage('work', { primary: slimCapability('pure', { workMs: 3, failing: 0.1 }) })]
  const parts = { engine, reader: store, clock: systemClock, ids: systemIds, onProblem: complain }
  return openHouse({ ...parts, minute, stages })
}

function mortalAppend({ append }: Store, { append: last, moment }: Death): Store['append'] {
  let count = 0
  return async (transitions) => {
    count += 1
    if (count === last && moment === 'before') die()
    const outcomes = await append(transitions)
    if (count === last && moment === 'after') die()
    return outcomes
  }
}

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}

async function answer(parts: ReplyParts, order: Order): Promise<void> {
  try {
    const reply = await replyTo(parts, order.ask)
    report({ type: 'reply', number: order.number, reply })
    if (reply.type === 'accepted' && 'run' in order.ask) await confirm(parts, order.ask.run, reply.version)
  } catch (error) {
    complain(error)
    report({ type: 'reply', number: order.number, reply: { type: 'broken' } })
  }
}

/** Only after the reply, which must not wait for it: whatever is answered too early is to be seen. */
async function confirm(parts: ReplyParts, run: RunId, version: number): Promise<void> {
  report({ type: 'stored', promised: { run, version, digest: await storedDigest(parts, run, version) } })
}

function complain(error: unknown): void {
  report({ type: 'problem', text: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}

/** Writing to a pipe is one system call here: what was reported has left this process. */
function report(message: Report): void {
  process.stdout.write(toLine(message))
}
