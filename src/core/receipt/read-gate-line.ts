import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject, textOr } from '../basics/json.ts'
import { fromIsoTime } from '../basics/timestamp.ts'
import type { GateAnswer, LaterChange } from './gate-evidence.ts'
import { answerOf, changeOf } from './gate-evidence.ts'
import { parseCanonical } from './read-line.ts'
import type { GateProof } from './receipt.ts'

/** What a line of an export says of gates. */
export type GateLine =
  | { readonly type: 'run'; readonly run: string; readonly workflow: string }
  | GateAnswerLine
  | (Place & { readonly type: 'later'; readonly stage: string; readonly change: LaterChange })
  /** It should say something, and nobody can tell what. */
  | (Place & { readonly type: 'unreadable' })

interface Place {
  readonly run: string
  readonly number: number
}

/** An answer that a gate judged, by what it did. */
export interface GateAnswerLine extends Place {
  readonly type: 'answer'
  readonly stage: string
  readonly gate: GateProof
  readonly answer: GateAnswer
}

/** Undefined: it says nothing of gates. */
export function readGateLine(line: string): GateLine | undefined {
  const value = parseCanonical(line)
  const place = value === undefined ? undefined : placeIn(value)
  if (value === undefined || place === undefined) return undefined
  switch (value['kind']) {
    case 'run':
      return { type: 'run', run: place.run, workflow: textOr(value['workflow'], '') }
    case 'stage':
      return value['gate'] === undefined ? undefined : readAnswer(value, place)
    case 'verdict':
      return readLater(value, place)
    default:
      return undefined
  }
}

function placeIn({ run, number }: JsonObject): Place | undefined {
  return typeof run === 'string' && typeof number === 'number' ? { run, number } : undefined
}

function readAnswer({ at, stage, outcome, gate: written }: JsonObject, place: Place): GateLine {
  const gate = readGateProof(written)
  if (gate === undefined || !isTime(at) || typeof stage !== 'string' || typeof outcome !== 'string')
    return { type: 'unreadable', ...place }
  return { type: 'answer', ...place, stage, gate, answer: answerOf({ run: place.run, at, outcome }, gate) }
}

function readLater({ at, stage, verdict, second }: JsonObject, place: Place): GateLine {
  if (!isTime(at) || typeof stage !== 'string' || !isVerdict(verdict)) return { type: 'unreadable', ...place }
  const change = changeOf({ at, verdict, ...(second === true ? { second } : {}) })
  return { type: 'later', ...place, stage, change }
}

/** Undefined: it is none that a gate could have written. */
function readGateProof(value: Json | undefined): GateProof | undefined {
  if (!isJsonObject(value)) return undefined
  const { basis, segment, certificate, result, coin, verdict, judged_at: judgedAt, ...numbers } = value
  const known = { ...readPromise(numbers), ...readChances(numbers) }
  if (typeof basis !== 'string' || !isTextOrNull(segment) || !isTextOrNull(certificate)) return undefined
  if (!isTime(judgedAt) || !isResult(result) || !isShare(coin) || !isComplete(known)) return undefined
  if (verdict !== undefined && !isVerdict(verdict)) return undefined
  const judged = { basis, segment, certificate, result, coin, judged_at: judgedAt, ...known }
  return { ...judged, ...(verdict === undefined ? {} : { verdict }) }
}

type Promised = Pick<GateProof, 'target' | 'risk' | 'limit' | 'score'>
type Chances = Pick<GateProof, 'audit_rate' | 'chance' | 'least_chance'>

function isComplete(known: Partial<Promised & Chances>): known is Promised & Chances {
  return 'target' in known && 'chance' in known
}

/** What is promised is promised with a risk. */
function readPromise({ target, risk, limit, score }: JsonObject): Promised | undefined {
  if (!isShareOrNull(limit) || !isShareOrNull(score)) return undefined
  if (target === null && risk === undefined) return { target, limit, score }
  return isInside(target) && isInside(risk) ? { target, risk, limit, score } : undefined
}

function readChances({ audit_rate, chance, least_chance }: JsonObject): Chances | undefined {
  if (!isShare(audit_rate) || !isShare(chance) || !isShare(least_chance)) return undefined
  return chance >= least_chance ? { audit_rate, chance, least_chance } : undefined
}

const RESULTS: readonly GateProof['result'][] = ['passes', 'low-confidence', 'no-confidence', 'no-certificate']

function isResult(value: Json | undefined): value is GateProof['result'] {
  return RESULTS.some((each) => each === value)
}

function isVerdict(value: Json | undefined): value is 'right' | 'wrong' {
  return value === 'right' || value === 'wrong'
}

function isTime(value: Json | undefined): value is string {
  return typeof value === 'string' && Number.isFinite(fromIsoTime(value))
}

function isTextOrNull(value: Json | undefined): value is string | null {
  return value === null || typeof value === 'string'
}

function isShare(value: Json | undefined): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1
}

function isShareOrNull(value: Json | undefined): value is number | null {
  return value === null || isShare(value)
}

function isInside(value: Json | undefined): value is number {
  return isShare(value) && value > 0 && value < 1
}
