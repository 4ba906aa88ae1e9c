import type { MailTransport } from '../../../../src/adapters/performers/mail/mail-transport.ts'
import type { Tables } from '../../../../src/adapters/performers/tables/tables.ts'
import { ok } from '../../../../src/core/basics/result.ts'
import type { Answer, Artifact } from '../../../../src/core/run/answer.ts'
import type { Assignment, Blobs, Clock, Performer } from '../../../../src/engine/ports.ts'
import { anAnswer } from '../../../support/runs.ts'
import type { DeskSkill } from './desk-plan.ts'
import { skillOf } from './desk-plan.ts'
import type { Line } from './lines.ts'
import { DATA_FOLDER } from './lines.ts'

export interface DeskPerformerParts {
  readonly tables: Tables
  readonly outbox: MailTransport
  readonly blobs: Blobs
  readonly clock: Clock
  readonly note: (line: Line) => void
}

type Work = (parts: DeskPerformerParts, assignment: Assignment) => Promise<Partial<Answer>>

/** Does the work of the desk: it changes tables, writes e-mails and hands files over, all in the data folder. */
export function createDeskPerformer(parts: DeskPerformerParts): Performer {
  return {
    perform: async (assignment) => {
      const { run, stage, idempotencyKey: key, performer } = assignment
      parts.note({ type: 'effect', effect: { run, stage, key, effect: performer.effect } })
      return { type: 'answered', answer: anAnswer(await WORK[skillOf(performer)](parts, assignment)) }
    },
  }
}

const WORK: Readonly<Record<DeskSkill, Work>> = {
  sort: async (_, { idempotencyKey }) => ({
    outputs: { label: 'delivery' },
    confidence: confidenceFrom(idempotencyKey),
  }),
  book,
  write: async (parts, assignment) => ({ artifacts: [await handOver(parts, assignment)] }),
  send,
}

/** A third of them is below the gate of 0.5. */
function confidenceFrom(key: string): number {
  return (Number.parseInt(key.slice(0, 2), 16) % 3) / 2
}

async function book({ tables, note }: DeskPerformerParts, { idempotencyKey }: Assignment): Promise<Partial<Answer>> {
  const row = { key: idempotencyKey, what: 'A parcel. '.repeat(10) }
  const booked = await tables.change('orders', (table) =>
    ok({ columns: ['key', 'what'], rows: [...(table?.rows ?? []), row] }),
  )
  if (!booked.ok) throw new Error(booked.error.message)
  note({ type: 'file', path: `${DATA_FOLDER}/tables/orders.csv` })
  return {}
}

async function handOver({ blobs }: DeskPerformerParts, { idempotencyKey }: Assignment): Promise<Artifact> {
  const bytes = new TextEncoder().encode(`A letter about ${idempotencyKey}. `.repeat(20))
  return { name: 'letter.txt', mediaType: 'text/plain', size: bytes.length, sha256: await blobs.put(bytes) }
}

async function send(
  { outbox, clock }: DeskPerformerParts,
  { idempotencyKey: key }: Assignment,
): Promise<Partial<Answer>> {
  const person = { name: 'Lena', address: 'lena@example.com' }
  const message = { from: person, to: person, subject: 'Your parcel', body: 'It is on its way.', key, at: clock.now() }
  await outbox.deliver(message, new AbortController().signal)
  return {}
}
