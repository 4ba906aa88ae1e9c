import { join } from 'node:path'
import { createEmbeddedDelivery } from '../../../../src/adapters/embedded/delivery.ts'
import { openBlobs } from '../../../../src/adapters/files/open-blobs.ts'
import { makeFolder } from '../../../../src/adapters/make-folder.ts'
import { createOutboxTransport } from '../../../../src/adapters/performers/mail/outbox-transport.ts'
import { openTables } from '../../../../src/adapters/performers/tables/tables.ts'
import { createEngine } from '../../../../src/engine/create-engine.ts'
import type { Clock } from '../../../../src/engine/ports.ts'
import type { RunReader, Store, TriggerReader } from '../../../../src/engine/store.ts'
import { someIds } from '../../../support/engine.ts'
import { createDeskPerformer } from './desk-performer.ts'
import type { Line } from './lines.ts'

export interface DeskParts {
  readonly data: string
  readonly store: Store & RunReader & TriggerReader
  readonly clock: Clock
  readonly note: (line: Line) => void
  /** What its ids begin with: those of two processes must not be the same. */
  readonly prefix: string
  readonly onProblem: (error: unknown) => void
  readonly onFatal: (error: unknown) => void
}

export type OpenDesk = Awaited<ReturnType<typeof openDesk>>

const SLOTS = 8

/** The real engine on a data folder, with the real blobs and with performers that write tables and e-mails. */
export async function openDesk({ data, store, clock, note, prefix, onProblem, onFatal }: DeskParts) {
  for (const name of ['blobs', 'outbox', 'tables']) await makeFolder(join(data, name))
  const [blobs, ids] = [openBlobs(join(data, 'blobs')), someIds(prefix)]
  const delivery = createEmbeddedDelivery({ clock, slots: SLOTS })
  const tables = openTables(join(data, 'tables'))
  const outbox = createOutboxTransport(join(data, 'outbox'))
  const performer = createDeskPerformer({ tables, outbox, blobs, clock, note })
  const parts = { store, blobs, delivery, clock, ids, onProblem, onFatal }
  const engine = createEngine({ ...parts, findPerformer: () => performer })
  return { engine, reader: store, blobs, clock, ids, note }
}
