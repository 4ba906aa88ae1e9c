import type { Json, JsonObject } from '../basics/json.ts'
import { canonicalJson, isJsonObject, textOr } from '../basics/json.ts'
import type { SignatureCheck, SignedCheckpoint } from './checkpoint.ts'
import { readCheckpoint } from './checkpoint.ts'
import type { Inclusion } from './inclusion.ts'
import { readInclusion } from './inclusion.ts'

/** A line of an export, as far as it can be judged by itself. */
export type ReadLine =
  | ReceiptLine
  | { readonly type: 'checkpoint'; readonly line: string; readonly hash: string; readonly checkpoint: SignedCheckpoint }
  | { readonly type: 'inclusion'; readonly line: string; readonly inclusion: Inclusion }
  | { readonly type: 'unreadable'; readonly message: string }

export interface ReceiptLine {
  readonly type: 'receipt'
  readonly run: string
  readonly number: number
  readonly previous: string
  /** As it says; empty: it does not. */
  readonly at: string
  /** Of a run's own receipt: the plan that its chain begins with; undefined: it is of something else. */
  readonly plan: string | undefined
  readonly hash: string
}

/** Reads a line and judges what stands in it alone: that it is canonical, and that a signature fits. */
export function readLine(line: string, check: SignatureCheck): ReadLine {
  const value = parseCanonical(line)
  if (value === undefined) return unreadable('The line is not canonical JSON.')
  switch (value['schema']) {
    case 'workcharts.checkpoint/1':
      return checkpointOf(line, value, check)
    case 'workcharts.inclusion/1': {
      const inclusion = readInclusion(value)
      return inclusion === undefined
        ? unreadable('The line is not what proves the end of a chain.')
        : { type: 'inclusion', line, inclusion }
    }
    default:
      return receiptOf(line, value, check)
  }
}

function checkpointOf(line: string, value: JsonObject, { sha256, verify }: SignatureCheck): ReadLine {
  const checkpoint = readCheckpoint(value)
  if (checkpoint === undefined) return unreadable('The line is not a checkpoint.')
  if (!verify(checkpoint)) return unreadable(`The signature of checkpoint ${checkpoint.number} does not fit it.`)
  return { type: 'checkpoint', line, hash: sha256(line), checkpoint }
}

function receiptOf(line: string, value: JsonObject, { sha256 }: SignatureCheck): ReadLine {
  const { run, number, previous, at, kind } = value
  if (typeof run !== 'string' || typeof number !== 'number' || typeof previous !== 'string')
    return unreadable('The line is not a receipt.')
  return {
    type: 'receipt',
    run,
    number,
    previous,
    at: textOr(at, ''),
    plan: kind === 'run' ? String(value['plan_sha256']) : undefined,
    hash: sha256(line),
  }
}

/** The object that a line spells in the one way there is; undefined: it does not. */
export function parseCanonical(line: string): JsonObject | undefined {
  try {
    const value = JSON.parse(line) as Json
    return isJsonObject(value) && canonicalJson(value) === line ? value : undefined
  } catch {
    return undefined
  }
}

function unreadable(message: string): ReadLine {
  return { type: 'unreadable', message }
}
