import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { restoreBackup } from '../../../src/adapters/backup/restore-backup.ts'
import { saveBackup } from '../../../src/adapters/backup/save-backup.ts'
import { endAllSessions } from '../../../src/adapters/sign-in/end-sessions.ts'
import { FORMAT } from '../../../src/adapters/sqlite/migrations.ts'
import { examineDatabase } from '../../../src/adapters/sqlite/off-thread.ts'
import type { SqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { signatureCheck } from '../../../src/api/check-signature.ts'
import { exportPages } from '../../../src/api/export-receipts.ts'
import { verifyExport } from '../../../src/core/receipt/verify-export.ts'
import type { PositionedEvent } from '../../../src/engine/store.ts'
import { collected } from '../../support/backups.ts'
import { folderWith } from '../../support/folders.ts'
import { aHomeWith, startServer, type } from '../../support/program.ts'
import type { ServerApi } from '../../support/server-api.ts'
import { apiOf, startRuns } from '../../support/server-api.ts'
import { openStore } from '../sqlite/data-folder.ts'

const COLLECTION = join(import.meta.dirname, '../../faults/server-kills/collection')
const TEST_MS = 120_000
const BACKUPS = 3
const RUNS_AT_ONCE = 3
const ORDERS_BETWEEN = 4

/** More is not needed for three backups, and takes long on a busy machine. */
const ORDERS_MAX = 60

/** Starts runs one after the other until it is stopped; `started`: those that were confirmed. */
function load(api: ServerApi) {
  const started: string[] = []
  const waiting = new Map<number, () => void>()
  let isOver = false
  const loading = (async () => {
    for (let order = 0; order < ORDERS_MAX && !isOver; order += 1) {
      const orders = Array.from({ length: RUNS_AT_ONCE }, (_, n) => ({ order: `order ${order}.${n}` }))
      started.push(...(await startRuns(api, 'order', orders)))
      waiting.get(started.length)?.()
    }
  })()
  const stop = async (): Promise<void> => {
    isOver = true
    await loading
  }
  /** Resolves when so many more runs were confirmed. */
  const more = (orders: number): Promise<void> =>
    new Promise((resolve) => void waiting.set(started.length + orders * RUNS_AT_ONCE, resolve))
  return { started, stop, more }
}

interface Taken {
  readonly file: string
  /** The runs that were confirmed before it was asked for. */
  readonly before: readonly string[]
}

it(
  '[BK5] backups under load restore to a beginning of the history, whose receipts verify',
  async () => {
    await using home = await aHomeWith(COLLECTION)
    const place = folderWith()
    const server = await startServer(home)
    const taken: Taken[] = []
    {
      await using running = server
      const api = await apiOf(home)
      const loading = load(api)
      for (let backup = 0; backup < BACKUPS; backup += 1) {
        const file = join(place, `${backup}.tar`)
        await loading.more(ORDERS_BETWEEN)
        const before = [...loading.started]
        await saveBackup(bytesFrom(await api.send('/system/backup', {})), file)
        taken.push({ file, before })
      }
      await loading.stop()
      expect(running.heard()).not.toContain('Error')
    }
    const alone = join(place, 'alone.tar')
    expect(await type(home, 'backup', alone)).toMatchObject({ code: 0, err: '' })
    const last = await historyOf(openStore(join(home.folder, 'workcharts')))
    let facts = 0
    for (const { file, before } of taken) {
      const folder = join(place, `data of ${before.length}`)
      const restored = await restoreBackup({ examineDatabase, knownFormat: FORMAT, endAllSessions }, { file, folder })
      expect(restored).toMatchObject({ ok: true })
      const store = openStore(folder)
      const history = await historyOf(store)
      expect(before.filter((run) => !history.has(run))).toEqual([])
      for (const [run, events] of history) expect(events, run).toEqual(last.get(run)?.slice(0, events.length))
      const proof = await collected(exportPages({ reader: store, sha256 }, {}))
      expect(verifyExport(proof.join(''), signatureCheck)).toMatchObject({ ok: true })
      const count = [...history.values()].flat().length
      expect(count).toBeGreaterThan(facts)
      facts = count
    }
    const folder = join(place, 'data of all')
    await restoreBackup({ examineDatabase, knownFormat: FORMAT, endAllSessions }, { file: alone, folder })
    expect(await historyOf(openStore(folder))).toEqual(last)
  },
  TEST_MS,
)

function bytesFrom({ body }: Response): AsyncIterable<Uint8Array> {
  if (body === null) throw new Error('No bytes came')
  return body
}

async function historyOf(store: SqliteStore): Promise<ReadonlyMap<string, readonly PositionedEvent[]>> {
  const { events } = await store.eventsAfter(0, 1_000_000)
  return Map.groupBy(events, ({ run }) => run)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
