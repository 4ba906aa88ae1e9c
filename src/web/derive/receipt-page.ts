import type { Json, JsonObject } from '../../core/basics/json.ts'
import { objectOrEmpty } from '../../core/basics/json.ts'
import { GATE_RESULTS, RECEIPT_KINDS, RECEIPT_OUTCOMES } from '../words/receipts.ts'
import type { ReaderZone } from './clock-words.ts'
import { CONFIDENCE_SOURCES } from './confidence-words.ts'
import { costFacts, durationFacts } from './receipt-amounts.ts'
import type { ReceiptFact } from './receipt-facts.ts'
import { fact, hashFact, list, personName, shareFact, timeFact, words } from './receipt-facts.ts'
import { contextFacts, decisionFacts, fileFacts, modelFacts, taskFacts } from './receipt-lists.ts'

/** Some of what a receipt says, under a heading. */
export interface ReceiptPart {
  readonly title: string
  readonly facts: readonly ReceiptFact[]
}

type Read = (receipt: JsonObject, zone: ReaderZone) => readonly ReceiptFact[]

interface PartReader {
  readonly title: string
  /** What it tells of. Where a receipt has none of these, the part is left out. */
  readonly keys: readonly string[]
  readonly read: Read
}

/**
 * Everything a receipt says, in plain words and in the order a reader asks: what, who, when, at what cost, how sure, how
 * good, and what proves it. `line`: as it is exported. What has no words here is said as it is written.
 */
export function receiptParts(line: string, zone: ReaderZone): readonly ReceiptPart[] {
  const receipt = objectOrEmpty(JSON.parse(line) as Json)
  const told = PARTS.filter(({ keys }) => keys.some((key) => Object.hasOwn(receipt, key)))
  const parts = told.map(({ title, read }) => ({ title, facts: read(receipt, zone) }))
  return [...parts, ...restOf(receipt)].filter(({ facts }) => facts.length > 0)
}

const PARTS: readonly PartReader[] = [
  {
    title: 'What happened',
    keys: ['kind', 'run', 'stage', 'outcome', 'because', 'workflow', 'by'],
    read: whatHappened,
  },
  { title: 'Who did it', keys: ['performer', 'attempts', 'models'], read: whoDidIt },
  { title: 'How it started', keys: ['started_by', 'cause', 'origin'], read: howItStarted },
  { title: 'When', keys: ['at', 'ready_at', 'begun_at', 'started_at', 'times'], read: times },
  { title: 'Cost', keys: ['cost', 'prices'], read: costFacts },
  {
    title: 'How sure',
    keys: ['confidence', 'confidence_source', 'scores', 'threshold', 'threshold_result'],
    read: howSure,
  },
  { title: 'How good', keys: ['quality', 'verdict'], read: howGood },
  { title: 'A person was asked', keys: ['task'], read: taskFacts },
  { title: 'What was decided', keys: ['decision'], read: decisionFacts },
  { title: 'What it knew', keys: ['context', 'context_sha256'], read: contextFacts },
  {
    title: 'What went in and came out',
    keys: ['inputs_sha256', 'outputs_sha256', 'handoff_sha256', 'artifacts'],
    read: fileFacts,
  },
  { title: 'Stages', keys: ['stages'], read: ({ stages }) => stageCounts(stages) },
  { title: 'What it followed', keys: ['workflow_sha256', 'plan_sha256'], read: followed },
  { title: 'Place in the chain', keys: ['number', 'previous', 'schema'], read: place },
]

function whatHappened(receipt: JsonObject): readonly ReceiptFact[] {
  const { kind, run, stage, outcome, because, workflow, by } = receipt
  return [
    fact('About', RECEIPT_KINDS_BY_NAME.get(String(kind)) ?? String(kind)),
    ...(workflow === undefined ? [] : [fact('WorkChart', words(workflow))]),
    ...(stage === undefined ? [] : [fact('Stage', words(stage))]),
    ...(outcome === undefined ? [] : [fact('Result', RECEIPT_OUTCOMES.get(String(outcome)) ?? words(outcome))]),
    ...(typeof because === 'string' ? [fact('Because', because)] : []),
    ...(kind === 'redaction' ? [fact('Erased by', personName(by))] : []),
    hashFact('Run', run),
  ]
}

const RECEIPT_KINDS_BY_NAME: ReadonlyMap<string, string> = new Map(Object.entries(RECEIPT_KINDS))

function whoDidIt(receipt: JsonObject): readonly ReceiptFact[] {
  const { ref, digest } = objectOrEmpty(receipt['performer'])
  return [
    hashFact('Who did it', ref),
    hashFact('Version of it, by its hash', digest),
    fact('Tries', words(receipt['attempts'])),
    ...modelFacts(receipt),
  ]
}

function howItStarted(receipt: JsonObject): readonly ReceiptFact[] {
  const { started_by: by, cause, origin } = receipt
  const kind = words(objectOrEmpty(cause)['type'])
  return [
    fact('Started by', personName(by)),
    fact('How', CAUSES.get(kind ?? '') ?? kind),
    ...(typeof origin === 'string' ? [hashFact('Goes on from run', origin)] : []),
  ]
}

const CAUSES: ReadonlyMap<string, string> = new Map([
  ['manual', 'by hand'],
  ['schedule', 'by its schedule'],
  ['event', 'by an event'],
])

function times(receipt: JsonObject, zone: ReaderZone): readonly ReceiptFact[] {
  const known = ['started_at', 'ready_at', 'begun_at'] as const
  const labels = { started_at: 'Started', ready_at: 'Could begin', begun_at: 'Begun' } as const
  return [
    ...known.filter((key) => receipt[key] !== undefined).map((key) => timeFact(labels[key], receipt[key], zone)),
    timeFact('Written', receipt['at'], zone),
    ...durationFacts(receipt),
  ]
}

const SOURCES: ReadonlyMap<string, string> = new Map(
  Object.entries(CONFIDENCE_SOURCES).map(([source, { words: said }]) => [source, said]),
)

function howSure(receipt: JsonObject): readonly ReceiptFact[] {
  const { confidence, confidence_source: source, scores, threshold, threshold_result: made } = receipt
  return [
    shareFact('How sure it was', confidence),
    fact('Where that comes from', SOURCES.get(String(source)) ?? words(source)),
    ...list(scores).map(scoreFact),
    threshold === null
      ? fact('Asks a person', 'not because of how sure it is')
      : shareFact('Asks a person below', threshold),
    ...(made === undefined ? [] : [fact('What came of that', GATE_RESULTS.get(String(made)) ?? words(made))]),
  ]
}

function scoreFact(score: Json): ReceiptFact {
  const { source, value } = objectOrEmpty(score)
  return shareFact(`Measured: ${SOURCES.get(String(source)) ?? words(source)}`, value)
}

function howGood(receipt: JsonObject): readonly ReceiptFact[] {
  const { verdict, by } = receipt['verdict'] === undefined ? objectOrEmpty(receipt['quality']) : receipt
  if (verdict === undefined) return [{ label: 'Verdict', words: 'not checked', look: 'words' }]
  return [fact('Verdict', words(verdict)), fact('Said by', personName(by))]
}

function stageCounts(stages: Json | undefined): readonly ReceiptFact[] {
  const counts = Object.entries(objectOrEmpty(stages)).filter(([, count]) => count !== 0)
  return counts.map(([outcome, count]) =>
    fact(RECEIPT_OUTCOMES.get(outcome) ?? outcome.replaceAll('-', ' '), words(count)),
  )
}

function followed({ workflow_sha256: text, plan_sha256: plan }: JsonObject): readonly ReceiptFact[] {
  return [hashFact('WorkChart, by its hash', text), hashFact('What was checked before running, by its hash', plan)]
}

function place({ number, previous, schema }: JsonObject): readonly ReceiptFact[] {
  return [
    fact('Number', words(number)),
    hashFact('Hash of the one before it', previous),
    fact('Written as', words(schema)),
  ]
}

const TOLD: ReadonlySet<string> = new Set(PARTS.flatMap(({ keys }) => keys))

function restOf(receipt: JsonObject): readonly ReceiptPart[] {
  const rest = Object.entries(receipt).filter(([key]) => !TOLD.has(key))
  return [{ title: 'Also recorded', facts: rest.map(([key, value]) => asWritten(key, value)) }]
}

function asWritten(key: string, value: Json): ReceiptFact {
  const isSimple = value === null || typeof value !== 'object'
  return { label: key.replaceAll('_', ' '), words: isSimple ? words(value) : JSON.stringify(value), look: 'hash' }
}
