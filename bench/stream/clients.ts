/**
 * Many clients of a live stream in one process, told what to do by the process that started it (`Order`), which it
 * answers when that is done (`Done`).
 */
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Done, Got, Order } from './orders.ts'
import type { Reader, Target } from './reader.ts'
import { openReader, read } from './reader.ts'

const OPENED_AT_ONCE = 50
const LOOK_EVERY_MS = 100
/** As `/proc/net/tcp` spells it. */
const ESTABLISHED = '01'
/** What was left is read by then, also of one that the server has not dropped. */
const LEFT_MS_MAX = 5_000

let target: Target = { url: '', authorization: '' }
let readers: Reader[] = []

process.on('message', async (order: Order) => process.send?.(await carryOut(order)))

async function carryOut(order: Order): Promise<Done> {
  switch (order.type) {
    case 'open':
      target = order.target
      readers = await openAll(order.count)
      if (order.reads === 'all') for (const reader of readers) void read(reader)
      return { type: 'done' }
    case 'until':
      return { type: 'got', got: await until(order.position, order.waitMs) }
    case 'delays':
      return { type: 'delays', delays: delaysOf(order.first, order.at) }
    case 'dropped':
      return { type: 'dropped', ms: await untilDropped(order.waitMs) }
    case 'again':
      await readAgain()
      return { type: 'done' }
    case 'close':
      for (const { response } of readers) response.destroy()
      readers = []
      return { type: 'done' }
  }
}

async function openAll(count: number): Promise<Reader[]> {
  const opened: Reader[] = []
  while (opened.length < count) {
    const some = Array.from({ length: Math.min(OPENED_AT_ONCE, count - opened.length) }, () => openReader(target))
    opened.push(...(await Promise.all(some)))
  }
  return opened
}

/** What each of them has once all are there, or when the time is over. */
async function until(position: number, waitMs: number): Promise<readonly Got[]> {
  const end = Date.now() + waitMs
  while (Date.now() < end && readers.some(({ last }) => last < position)) await wait(LOOK_EVERY_MS)
  return readers.map(({ first, last, count, sum, disorder }) => ({ first, last, count, sum, disorder }))
}

/** How many messages came so many milliseconds after they were decided, by milliseconds. */
function delaysOf(first: number, at: readonly number[]): readonly number[] {
  const delays: number[] = []
  for (const { pieces } of readers)
    for (let piece = 0; piece < pieces.length; piece += 3) {
      const [came = 0, from = 0, to = 0] = pieces.slice(piece, piece + 3)
      for (let position = from; position <= to; position += 1) {
        const delay = Math.max(0, came - (at[position - first] ?? came))
        delays[delay] = (delays[delay] ?? 0) + 1
      }
    }
  return Array.from(delays, (count) => count ?? 0)
}

/** How long it took until the server had dropped all of them; -1: it has not within this time. */
async function untilDropped(waitMs: number): Promise<number> {
  const begun = Date.now()
  const ports = new Set(readers.map(({ response }) => response.socket.localPort))
  while (Date.now() - begun < waitMs) {
    if (establishedOf(ports) === 0) return Date.now() - begun
    await wait(LOOK_EVERY_MS)
  }
  return -1
}

/**
 * Connections that the server still holds to these ports of clients. A client that does not read is not told that it was
 * dropped: the end waits behind what it has not read.
 */
function establishedOf(ports: ReadonlySet<number | undefined>): number {
  const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1)
  return lines.filter((line) => {
    const [, , remote = '', state] = line.trim().split(/\s+/)
    return state === ESTABLISHED && ports.has(Number.parseInt(remote.split(':')[1] ?? '', 16))
  }).length
}

/** Reads what was left of each, and goes on with new connections, each behind the last message that came whole. */
async function readAgain(): Promise<void> {
  await Promise.all(readers.map((reader) => Promise.race([read(reader), wait(LEFT_MS_MAX)])))
  await Promise.all(readers.map((reader) => goOn(reader)))
}

/** As browsers do: what is slow is dropped again, and comes back. */
async function goOn(before: Reader): Promise<void> {
  const { first, count, sum, disorder, last } = before
  const reader = await openReader(target, last)
  Object.assign(reader, { first, count, sum, disorder })
  readers[readers.indexOf(before)] = reader
  void read(reader).then(() => (readers.includes(reader) ? goOn(reader) : undefined))
}
