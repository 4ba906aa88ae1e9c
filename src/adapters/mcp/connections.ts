import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { ToolServer } from '../../engine/tool-source.ts'
import type { Connection, Surroundings } from './connect.ts'
import { connect } from './connect.ts'
import { explainFailure } from './explain-failure.ts'
import { CONNECTIONS_MAX, IDLE_MS, QUEUE_MS } from './limits.ts'

/** Connections to servers, each for one user at a time. */
export interface Connections {
  /** A connection of one's own, opened when none is idle. Error: in words why there is none. */
  readonly lease: (server: ToolServer, signal: AbortSignal) => Promise<Result<Lease, string>>
  /** Ends every connection, also those in use. No more are opened. */
  readonly close: () => Promise<void>
}

export interface Lease {
  readonly connection: Connection
  /** For the next one. A connection that is closed is let go. */
  readonly giveBack: () => void
  /** Where nobody knows what still happens on it: it is ended. */
  readonly discard: () => Promise<void>
}

export function openConnections(surroundings: Surroundings): Connections {
  const pool: Pool = {
    surroundings,
    taken: 0,
    open: new Set(),
    opening: new Set(),
    idle: [],
    waiting: [],
    isClosed: false,
  }
  return {
    lease: (server, signal) => lease(pool, server, signal),
    close: async () => {
      pool.isClosed = true
      for (const { timer } of pool.idle.splice(0)) clearTimeout(timer)
      for (const wake of pool.waiting.splice(0)) wake()
      await Promise.all(pool.opening)
      await Promise.all([...pool.open].map((connection) => connection.close()))
    },
  }
}

interface Pool {
  readonly surroundings: Surroundings
  /** Places that are in use, idle connections included. */
  taken: number
  readonly open: Set<Connection>
  readonly opening: Set<Promise<unknown>>
  /** The one given back longest ago first. */
  readonly idle: Idle[]
  readonly waiting: (() => void)[]
  isClosed: boolean
}

interface Idle {
  readonly key: string
  readonly connection: Connection
  readonly timer: NodeJS.Timeout
}

async function lease(pool: Pool, server: ToolServer, signal: AbortSignal): Promise<Result<Lease, string>> {
  const key = keyOf(server)
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(QUEUE_MS)])
  while (!pool.isClosed) {
    const idle = takeIdle(pool, key)
    if (idle !== undefined) return ok(leaseOf(pool, key, idle))
    if (pool.taken < CONNECTIONS_MAX) return await openOne(pool, server)
    const oldest = takeOldest(pool)
    if (oldest === undefined && deadline.aborted) return err('All connections to servers are in use.')
    await (oldest === undefined ? turn(pool, deadline) : letGo(pool, oldest))
  }
  return err('WorkCharts is stopping.')
}

/** A file that changed names another server. */
function keyOf({ name, transport }: ToolServer): string {
  return JSON.stringify([name, transport])
}

function takeIdle(pool: Pool, key: string): Connection | undefined {
  for (;;) {
    const at = pool.idle.findIndex((each) => each.key === key)
    const [found] = at < 0 ? [] : pool.idle.splice(at, 1)
    if (found === undefined) return undefined
    clearTimeout(found.timer)
    if (found.connection.isOpen()) return found.connection
    void letGo(pool, found.connection)
  }
}

async function openOne(pool: Pool, server: ToolServer): Promise<Result<Lease, string>> {
  pool.taken += 1
  const opening = connect(server, pool.surroundings).catch((cause: unknown) =>
    err(explainFailure(cause, { errors: '', secrets: server.secrets })),
  )
  pool.opening.add(opening)
  const connected = await opening.finally(() => pool.opening.delete(opening))
  if (!connected.ok) {
    release(pool)
    return connected
  }
  pool.open.add(connected.value)
  return ok(leaseOf(pool, keyOf(server), connected.value))
}

function leaseOf(pool: Pool, key: string, connection: Connection): Lease {
  return {
    connection,
    giveBack: () => {
      if (pool.isClosed || !connection.isOpen()) void letGo(pool, connection)
      else keep(pool, key, connection)
    },
    discard: () => letGo(pool, connection),
  }
}

function keep(pool: Pool, key: string, connection: Connection): void {
  const timer = setTimeout(() => {
    const at = pool.idle.findIndex((each) => each.connection === connection)
    pool.idle.splice(at, 1)
    void letGo(pool, connection)
  }, IDLE_MS)
  timer.unref()
  pool.idle.push({ key, connection, timer })
  pool.waiting.shift()?.()
}

/** To make room: an idle connection to another server gives way. */
function takeOldest(pool: Pool): Connection | undefined {
  const oldest = pool.idle.shift()
  clearTimeout(oldest?.timer)
  return oldest?.connection
}

async function letGo(pool: Pool, connection: Connection): Promise<void> {
  await connection.close()
  if (pool.open.delete(connection)) release(pool)
}

function release(pool: Pool): void {
  pool.taken -= 1
  pool.waiting.shift()?.()
}

/** Waits until a connection was given back or ended, at most until `deadline`. */
async function turn(pool: Pool, deadline: AbortSignal): Promise<void> {
  const woken = Promise.withResolvers<void>()
  const wake = (): void => woken.resolve()
  pool.waiting.push(wake)
  deadline.addEventListener('abort', wake, { once: true })
  await woken.promise
  deadline.removeEventListener('abort', wake)
  const at = pool.waiting.indexOf(wake)
  if (at >= 0) pool.waiting.splice(at, 1)
}
