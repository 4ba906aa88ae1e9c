import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { plainAddress } from '../core/connection/address.ts'
import { checkConnection } from '../core/connection/check-connection.ts'
import type { Connection } from '../core/connection/connection.ts'
import type { ConnectionAnswer } from '../core/connection/connection-answer.ts'
import type { ConnectionSettings } from '../core/connection/connection-settings.ts'
import { sharesKey } from '../core/connection/connection-settings.ts'
import type { ConnectionReader, ConnectionRow, KeptConnection } from './connection-row.ts'
import type { ConnectionDesk, ConnectionOrder, ConnectionProblem, ConnectionRecord } from './connections.ts'
import { CONNECTIONS_MAX } from './connections.ts'
import type { Engine } from './engine.ts'
import { createInOrder } from './in-order.ts'
import type { Clock, Connections, ConnectionTester, Vault, VaultProblem } from './ports.ts'

export interface ConnectionsParts {
  readonly reader: ConnectionReader
  readonly engine: Pick<Engine, 'write'>
  readonly vault: Vault
  readonly tester: ConnectionTester
  readonly clock: Clock
}

/** A row of a connection that is there. */
type KeptRow = ConnectionRow & { readonly kept: KeptConnection }

type Answer<T> = Promise<Result<T, ConnectionProblem>>

export function createConnections(parts: ConnectionsParts): ConnectionDesk {
  // Which one is the default is decided on all that are there.
  const inTurn = createInOrder()
  return {
    list: async () => (await keptRows(parts)).map(({ kept }) => kept.connection),
    find: (name) => find(parts, name),
    listKept: async () => (await keptRows(parts)).map(toRecord),
    add: (order) => inTurn(() => add(parts, order)),
    remove: (name) => inTurn(() => remove(parts, name)),
    makeDefault: (name) => inTurn(() => makeDefault(parts, name)),
    test: (name) => test(parts, name),
  }
}

async function add(parts: ConnectionsParts, { settings: said, ...order }: ConnectionOrder): Answer<ConnectionRecord> {
  const settings = spelled(said)
  const rows = await keptRows(parts)
  const current = rows.find(({ name }) => name === settings.name)
  const stayingKey = order.key === null ? keyThatStays(current, settings) : null
  const flaws = checkConnection(settings, order.key).filter(({ pointer }) => pointer !== '/key' || stayingKey === null)
  if (flaws.length > 0) return err({ code: 'connection-invalid', flaws })
  if (current !== undefined && order.existing === 'refuse')
    return err({ code: 'connection-exists', name: settings.name })
  if (current === undefined && rows.length === CONNECTIONS_MAX) return err({ code: 'connections-full' })
  const sealed = order.key === null ? ok(stayingKey) : await parts.vault.seal(order.key, settings.name)
  if (!sealed.ok) return sealed
  const isDefault = order.isDefault || rows.length === 0 || current?.kept.connection.isDefault === true
  const kept = { connection: { ...settings, isDefault }, sealedKey: sealed.value }
  const { by, at } = current ?? { by: order.by, at: parts.clock.now() }
  const row = { name: settings.name, revision: await nextRevision(parts, settings.name), kept, by, at }
  return await written(parts, row, isDefault ? demoted(rows, settings.name) : [])
}

/** A key is asked for once and never shown: where it is still meant for the same place, it need not be given again. */
function keyThatStays(current: KeptRow | undefined, settings: ConnectionSettings): string | null {
  return current !== undefined && sharesKey(current.kept.connection, settings) ? current.kept.sealedKey : null
}

/** Of one that was removed the numbers go on. */
async function nextRevision({ reader }: ConnectionsParts, name: string): Promise<number> {
  return ((await reader.findConnection(name))?.revision ?? 0) + 1
}

async function remove(parts: ConnectionsParts, name: string): Answer<readonly ConnectionRecord[]> {
  const rows = await keptRows(parts)
  const row = rows.find((each) => each.name === name)
  if (row === undefined) return err({ code: 'connection-unknown', name })
  const others = rows.filter((each) => each !== row)
  const heirs = row.kept.connection.isDefault ? others.slice(0, 1).map(asDefault) : []
  const removed: ConnectionRow = { ...row, revision: row.revision + 1, kept: null }
  const outcome = await parts.engine.write({ connections: [removed, ...heirs] })
  if (outcome === 'stale') return err({ code: 'connection-changed', name })
  return ok((await keptRows(parts)).map(toRecord))
}

async function makeDefault(parts: ConnectionsParts, name: string): Answer<ConnectionRecord> {
  const rows = await keptRows(parts)
  const row = rows.find((each) => each.name === name)
  if (row === undefined) return err({ code: 'connection-unknown', name })
  if (row.kept.connection.isDefault) return ok(toRecord(row))
  return await written(parts, asDefault(row), demoted(rows, name))
}

async function test({ reader, vault, tester }: ConnectionsParts, name: string): Answer<ConnectionAnswer> {
  const row = await reader.findConnection(name)
  if (row === undefined || row.kept === null) return err({ code: 'connection-unknown', name })
  const key = await openKey(vault, row.kept)
  if (!key.ok) return ok({ type: 'key-unreadable', why: key.error.detail })
  return ok(await tester.test(row.kept.connection, key.value))
}

async function find({ reader, vault }: ConnectionsParts, name: string): ReturnType<Connections['find']> {
  const kept = (await reader.findConnection(name))?.kept
  if (kept === undefined || kept === null) return undefined
  const key = await openKey(vault, kept)
  if (!key.ok) throw new Error(key.error.detail)
  return { connection: kept.connection, key: key.value }
}

async function openKey(
  vault: Vault,
  { connection, sealedKey }: KeptConnection,
): Promise<Result<string | null, VaultProblem>> {
  return sealedKey === null ? ok(null) : await vault.open(sealedKey, connection.name)
}

async function written(
  { engine }: ConnectionsParts,
  row: KeptRow,
  others: readonly ConnectionRow[],
): Answer<ConnectionRecord> {
  const outcome = await engine.write({ connections: [row, ...others] })
  return outcome === 'stale' ? err({ code: 'connection-changed', name: row.name }) : ok(toRecord(row))
}

/** The default one among the others, no longer being it. */
function demoted(rows: readonly KeptRow[], name: string): readonly ConnectionRow[] {
  return rows.filter((row) => row.name !== name && row.kept.connection.isDefault).map(asOther)
}

function asDefault(row: KeptRow): KeptRow {
  return revised(row, { ...row.kept.connection, isDefault: true })
}

function asOther(row: KeptRow): KeptRow {
  return revised(row, { ...row.kept.connection, isDefault: false })
}

function revised({ kept, ...row }: KeptRow, connection: Connection): KeptRow {
  return { ...row, revision: row.revision + 1, kept: { ...kept, connection } }
}

async function keptRows({ reader }: ConnectionsParts): Promise<readonly KeptRow[]> {
  return (await reader.listConnections()).filter(isKept)
}

function isKept(row: ConnectionRow): row is KeptRow {
  return row.kept !== null
}

function toRecord({ kept: { connection, sealedKey }, by, at }: KeptRow): ConnectionRecord {
  return { connection, hasKey: sealedKey !== null, by, at }
}

function spelled(settings: ConnectionSettings): ConnectionSettings {
  if (settings.type === 'program' || settings.baseUrl === null) return settings
  return { ...settings, baseUrl: plainAddress(settings.baseUrl) }
}
