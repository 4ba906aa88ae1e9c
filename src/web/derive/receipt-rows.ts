import type { Performer } from '../../api/contract/basics.ts'
import type { ListedReceipt } from '../../api/contract/receipts.ts'
import type { Json, JsonObject } from '../../core/basics/json.ts'
import { objectOrEmpty } from '../../core/basics/json.ts'
import type { ConfidenceReading } from './confidence-words.ts'
import { CONFIDENCE_SOURCES } from './confidence-words.ts'
import { exactDurationWords } from './duration-words.ts'
import { costWords } from './receipt-amounts.ts'
import { personName, words } from './receipt-facts.ts'

/** A receipt of a stage, as a table has it. Null: not known. */
export interface ReceiptLine {
  readonly run: { readonly id: string; readonly title: string }
  readonly number: number
  readonly at: string
  readonly stage: string
  readonly who: string
  readonly by: Performer['kind']
  /** `none`: who did it can not be unsure, or is a person. */
  readonly confidence: ConfidenceReading | 'none' | null
  readonly quality: 'right' | 'wrong' | 'not checked'
  readonly cost: string | null
  readonly took: string | null
  /** Enough of it to tell two apart. */
  readonly hash: string
}

/** A receipt as it stands in a list. */
export function receiptRow({ run, performer, ...receipt }: ListedReceipt): ReceiptLine {
  const said = objectOrEmpty(JSON.parse(receipt.line) as Json)
  const kind = performer?.kind ?? 'exact'
  const decidedBy = personName(objectOrEmpty(said['decision'])['by'])
  const name = performer?.name ?? words(objectOrEmpty(said['performer'])['ref']) ?? 'not known'
  return {
    run: { id: run.id, title: run.title ?? run.workflow.name },
    number: receipt.number,
    at: receipt.at,
    stage: receipt.stage?.name ?? 'The run',
    who: decidedBy === null || decidedBy === name ? name : `${name}, ${decidedBy}`,
    by: decidedBy === null ? kind : 'person',
    confidence: readingOf(said, kind),
    quality: verdictOf(said),
    cost: costWords(said['cost']),
    took: tookWords(said['begun_at'], receipt.at),
    hash: `${receipt.hash.slice(0, 6)}…${receipt.hash.slice(-4)}`,
  }
}

function readingOf(
  { confidence, confidence_source: source, threshold }: JsonObject,
  kind: Performer['kind'],
): ReceiptLine['confidence'] {
  if (source === 'human' || kind !== 'ai') return 'none'
  const known = SOURCES.find((each) => each === source)
  if (typeof confidence !== 'number' || known === undefined) return null
  return { value: confidence, threshold: typeof threshold === 'number' ? threshold : null, source: known }
}

const SOURCES = Object.keys(CONFIDENCE_SOURCES) as readonly (keyof typeof CONFIDENCE_SOURCES)[]

function verdictOf({ quality }: JsonObject): ReceiptLine['quality'] {
  const { verdict } = objectOrEmpty(quality)
  return verdict === 'right' || verdict === 'wrong' ? verdict : 'not checked'
}

function tookWords(begunAt: Json | undefined, at: string): string | null {
  return typeof begunAt === 'string' ? exactDurationWords(Date.parse(at) - Date.parse(begunAt)) : null
}
