import { known } from '../core/basics/known.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs, isoTime } from '../core/basics/timestamp.ts'
import { checkpointLine, makeCheckpoint, signedText } from '../core/receipt/checkpoint.ts'
import type { CheckpointReader, PlaceRange } from './checkpoint-reader.ts'
import type { CheckpointRow, ReceiptKeyRow } from './checkpoint-row.ts'
import type { Alarm } from './delivery.ts'
import type { Engine } from './engine.ts'
import { inBackground } from './in-background.ts'
import type { Clock, Ids, ReceiptSigner, Vault } from './ports.ts'

/** However much happens, receipts are signed no more often. */
const EVERY_MS = 60_000
/** Receipts that one checkpoint covers at most: its tree is held in memory, here and wherever one of them is proved. */
const RECEIPTS_MAX = 10_000
/** Whoever stops the program does not wait for more than these; the next process signs the rest. */
const CHECKPOINTS_AT_STOP_MAX = 20
/** What the private key is sealed under. */
const LABEL = 'receipts'

export interface CheckpointerParts {
  readonly reader: CheckpointReader
  readonly engine: Pick<Engine, 'write'>
  readonly vault: Vault
  readonly signer: ReceiptSigner
  readonly clock: Clock
  readonly alarm: Alarm
  readonly ids: Pick<Ids, 'sha256'>
  readonly onProblem: (error: unknown) => void
}

/** Signs which receipts there are, so that nobody can write others in their place later, not even the owner. */
export interface Checkpointer {
  /** There may be new receipts: they are signed within a minute. */
  readonly ring: () => void
  /** Signs what is left, and resolves when that is done or can not be. */
  readonly close: () => Promise<void>
}

export function createCheckpointer(parts: CheckpointerParts): Checkpointer {
  const { alarm, clock, onProblem } = parts
  const complain = onceOnly(onProblem)
  const background = inBackground((error) => {
    complain(error)
    ring()
  })
  const ring = (): void => alarm.set(addMs(clock.now(), EVERY_MS), () => background.begin(() => signAll(parts)))
  return {
    ring,
    close: async () => {
      alarm.close()
      await background.idle()
      try {
        await signAll(parts)
      } catch (error) {
        complain(error)
      }
    },
  }
}

/** What keeps it from signing is tried again every minute, and told once. */
function onceOnly(onProblem: CheckpointerParts['onProblem']): CheckpointerParts['onProblem'] {
  let told = ''
  return (error) => {
    if (String(error) !== told) onProblem(error)
    told = String(error)
  }
}

async function signAll(parts: CheckpointerParts): Promise<void> {
  for (let signed = 0; signed < CHECKPOINTS_AT_STOP_MAX; signed += 1) if ((await signNext(parts)) === 'done') return
}

async function signNext(parts: CheckpointerParts): Promise<'done' | 'more'> {
  const { reader, engine } = parts
  // Taken first: what is written from now on may be missing from this checkpoint, what was written before is not.
  const now = parts.clock.now()
  const last = await reader.latestCheckpoint()
  const [after, written] = [last?.receipts ?? 0, await reader.countReceipts()]
  if (written <= after) return 'done'
  const range = { after, upTo: Math.min(written, after + RECEIPTS_MAX) }
  const isAll = range.upTo === written
  const at = isAll ? now : known(await reader.findReceiptTime(range.upTo))
  await engine.write({ checkpoint: await makeRow(parts, { last, range, at }) })
  return isAll ? 'done' : 'more'
}

interface Next {
  readonly last: CheckpointRow | undefined
  readonly range: PlaceRange
  /** Everything from before that is in it. */
  readonly at: Timestamp
}

async function makeRow(parts: CheckpointerParts, { last, range, at }: Next): Promise<CheckpointRow> {
  const { reader, signer, ids } = parts
  const key = await keyOf(parts)
  const [number, receipts] = [(last?.number ?? 0) + 1, range.upTo]
  const ends = await reader.listChainEnds(range)
  const order = { number, receipts, at: isoTime(at), key: key.publicKey, after: last?.line, ends }
  const checkpoint = makeCheckpoint(order, ids.sha256)
  const signature = signer.sign(signedText(checkpoint), key.privateKey)
  return { number, receipts, at, line: checkpointLine(checkpoint, signature) }
}

interface OpenKey {
  readonly publicKey: string
  readonly privateKey: string
}

/** Opened anew each time: a key file that is put back works at once. */
async function keyOf(parts: CheckpointerParts): Promise<OpenKey> {
  const row = (await parts.reader.findReceiptKey()) ?? (await makeKey(parts))
  const opened = await parts.vault.open(row.sealedPrivateKey, LABEL)
  if (!opened.ok) throw new Error(`Receipts are not signed: ${opened.error.detail}`)
  return { publicKey: row.publicKey, privateKey: opened.value }
}

async function makeKey({ reader, signer, vault, engine, clock }: CheckpointerParts): Promise<ReceiptKeyRow> {
  const { publicKey, privateKey } = signer.makeKey()
  const sealed = await vault.seal(privateKey, LABEL)
  if (!sealed.ok) throw new Error(`Receipts are not signed: ${sealed.error.detail}`)
  await engine.write({ receiptKey: { publicKey, sealedPrivateKey: sealed.value, at: clock.now() } })
  return known(await reader.findReceiptKey())
}
