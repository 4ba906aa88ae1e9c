import type { Json, JsonObject } from '../basics/json.ts'
import { jsonEntries } from '../basics/json.ts'
import type { Plan } from '../plan/plan.ts'
import { secretsIn } from '../schema/secrets-in.ts'
import type { JsonSchema } from '../workflow/workflow.ts'
import { plannedAt, stageIndex } from './plan-index.ts'
import type { Run } from './run.ts'
import type { RunEvent } from './run-event.ts'

/** A longer word is found by its beginning. */
const WORD_CHARACTERS_MAX = 32
/** A fact is found by its first words; what comes after them is not searched. */
export const WORDS_OF_FACT_MAX = 200
/** Only so many facts of a run are searched: with the bound before, a run has a bounded number of words. */
export const FACTS_SEARCHED_MAX = 1_000
/** So much of a text is looked at for its first words. */
const CHARACTERS_READ_MAX = 8_000
/** Words of one search. What comes after them narrows nothing down. */
const SEARCHED_WORDS_MAX = 8

const WORD = /[\p{L}\p{N}]+/gu
const MARKS = /\p{M}+/gu

/** The different words of a text, without accents and in small letters. */
export function wordsIn(text: string): readonly string[] {
  const plain = text.slice(0, CHARACTERS_READ_MAX).normalize('NFKD').replace(MARKS, '').toLowerCase()
  const words = plain.match(WORD) ?? []
  return [...new Set(words.map((word) => word.slice(0, WORD_CHARACTERS_MAX)))]
}

/** The words that a run must have the beginnings of. */
export function searchedWords(search: string): readonly string[] {
  return wordsIn(search).slice(0, SEARCHED_WORDS_MAX)
}

const ID_END = /^[0-9a-f][0-9a-f-]{3,}$/

/** Where what is searched may be the end of a run's id, or all of it: that end. */
export function searchedIdEnd(search: string): string | undefined {
  const text = search.trim().toLowerCase()
  return ID_END.test(text) ? text : undefined
}

/**
 * What a run is found by because of a fact: its title, its WorkChart, what it was given, what its stages gave, and what
 * went wrong. A value whose schema calls a part of it secret is left out.
 */
export function wordsOfFact(run: Pick<Run, 'plan' | 'version'>, event: RunEvent): readonly string[] {
  if (run.version > FACTS_SEARCHED_MAX) return []
  return wordsIn(textsOfFact(run.plan, event).join(' ')).slice(0, WORDS_OF_FACT_MAX)
}

function textsOfFact(plan: Plan, event: RunEvent): readonly string[] {
  switch (event.type) {
    case 'run-started':
      return [event.title ?? '', plan.workflow.name, ...inputTexts(plan, event.inputs)]
    case 'attempt-answered':
    case 'review-answered':
      return [event.answer.summary ?? '', ...outputTexts(plan, event, event.answer.outputs)]
    case 'task-answered':
      return event.answer.type === 'edit' ? outputTexts(plan, event, event.answer.outputs) : []
    case 'attempt-failed':
      return [event.error.code, event.error.message]
    case 'run-finished':
      return [event.problem ?? '']
    default:
      return []
  }
}

type Answering = Extract<RunEvent, { readonly type: 'attempt-answered' | 'review-answered' | 'task-answered' }>

/** Of the stage, and of the form that a person may have filled in instead. */
function outputTexts(plan: Plan, { stage }: Answering, outputs: JsonObject): readonly string[] {
  const planned = plannedAt(plan, stageIndex(plan, stage))
  return isSecret(planned.outputs) || isSecret(planned.escalation.form) ? [] : textsIn(outputs)
}

function inputTexts(plan: Plan, inputs: JsonObject): readonly string[] {
  return jsonEntries(inputs).flatMap(([name, value]) => (isSecret(plan.inputs[name]?.schema) ? [] : textsIn(value)))
}

/** Where a part of it is secret, all of it is left out. */
function isSecret(schema: JsonSchema | undefined): boolean {
  return schema !== undefined && secretsIn(schema).length > 0
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  return jsonEntries(value).flatMap(([, part]) => textsIn(part))
}
