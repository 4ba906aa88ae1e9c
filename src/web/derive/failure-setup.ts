import { parseDuration } from '../../core/basics/duration.ts'
import type { Json, JsonObject } from '../../core/basics/json.ts'
import { objectOrEmpty } from '../../core/basics/json.ts'
import type { Effect } from '../../core/workflow/workflow.ts'
import { durationWords } from './duration-words.ts'

/** How often and how long a machine tries, and what then, as it is written; what is absent is an empty text. */
export interface FailureSetup {
  readonly attempts: string
  readonly firstWait: string
  readonly longestWait: string
  readonly timeout: string
  readonly onError: string
}

/** What the engine does where nobody says anything, as a document would write it. */
const USUAL: FailureSetup = { attempts: '3', firstWait: '1s', longestWait: '5m', timeout: '30m', onError: 'escalate' }

const ATTEMPTS = ['1', '2', '3', '4', '5', '10'] as const
export const WAITS = ['1s', '5s', '30s', '1m', '5m', '15m', '1h'] as const
export const TIMEOUTS = ['1m', '5m', '15m', '30m', '1h', '4h', '1d'] as const

export function failureSetup({ retry, timeout, on_error: onError }: JsonObject): FailureSetup {
  const tries = objectOrEmpty(retry)
  return {
    attempts: textOf(tries['maximum_attempts']),
    firstWait: textOf(tries['initial_interval']),
    longestWait: textOf(tries['maximum_interval']),
    timeout: textOf(timeout),
    onError: textOf(onError),
  }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** What a stage does that says nothing: what the document has for all of them, else what the engine does. */
export function usualSetup({ defaults }: JsonObject): FailureSetup {
  return overlaid(failureSetup(objectOrEmpty(defaults)), USUAL)
}

function overlaid(setup: FailureSetup, usual: FailureSetup): FailureSetup {
  return {
    attempts: setup.attempts || usual.attempts,
    firstWait: setup.firstWait || usual.firstWait,
    longestWait: setup.longestWait || usual.longestWait,
    timeout: setup.timeout || usual.timeout,
    onError: setup.onError || usual.onError,
  }
}

/** The retry setting with one part changed; null: nothing is left of it. What has no field stays. */
export function withRetry(retry: Json | undefined, key: string, value: Json | null): JsonObject | null {
  const { [key]: _, ...rest } = objectOrEmpty(retry)
  const next = value === null ? rest : { ...rest, [key]: value }
  return Object.keys(next).length === 0 ? null : next
}

export interface Written {
  /** As the stage has it; empty: it says nothing. */
  readonly written: string
  readonly usual: string
}

export interface Option {
  readonly value: string
  readonly label: string
}

/** The usual value first, which writes nothing; the written one too where it is in no list. */
export function durationOptions(listed: readonly string[], written: Written): readonly Option[] {
  return optionsOf(listed, written, durationText)
}

export function attemptOptions(written: Written): readonly Option[] {
  return optionsOf(ATTEMPTS, written, (value) => (value === '1' ? 'once' : `${value} times`))
}

const AFTER_FAILURE: Readonly<Record<string, string>> = {
  escalate: 'Ask a person',
  fail: 'The run fails',
  continue: 'Go on: what follows looks at how it ended',
}

export function afterFailureOptions(written: Written): readonly Option[] {
  return optionsOf(Object.keys(AFTER_FAILURE), written, (value) => AFTER_FAILURE[value] ?? value)
}

function optionsOf(
  listed: readonly string[],
  { written, usual }: Written,
  words: (value: string) => string,
): readonly Option[] {
  const all = listed.includes(written) || written === '' ? listed : [...listed, written]
  const others = all.filter((value) => value !== usual || value === written)
  return [{ value: '', label: `${words(usual)} (usual)` }, ...others.map((value) => ({ value, label: words(value) }))]
}

/** `5m` reads as `5 min`; what is no duration stays as it is written. */
function durationText(written: string): string {
  const ms = parseDuration(written)
  return ms.ok ? durationWords(ms.value) : written
}

/** How it tries, in one sentence. */
export function failureSentence(setup: FailureSetup, usual: FailureSetup): string {
  const { attempts, firstWait, longestWait, timeout } = overlaid(setup, usual)
  const limit = `Gives up on a try after ${durationText(timeout)}.`
  if (attempts === '1') return `Tries once. ${limit}`
  const waits = `waiting ${durationText(firstWait)} at first, at most ${durationText(longestWait)}`
  return `Tries up to ${attempts} times, ${waits}. ${limit}`
}

const STRICTER: Readonly<Record<Effect, readonly Effect[]>> = {
  pure: ['idempotent', 'once-or-ask'],
  idempotent: ['once-or-ask'],
  'once-or-ask': [],
}

/** What a document may say instead of what the performer itself does: only something stricter. */
export function stricterEffects(own: Effect | null): readonly Effect[] {
  return own === null ? [] : STRICTER[own]
}
