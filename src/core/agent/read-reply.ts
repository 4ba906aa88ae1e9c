import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import type { MemoryNote } from '../memory/memory-note.ts'
import { readMemoryNotes } from '../memory/memory-note.ts'
import { validateJson } from '../schema/validate-json.ts'
import type { JsonSchema } from '../workflow/workflow.ts'

/** What a model's last words amount to. */
export type Reply =
  | {
      readonly type: 'answer'
      readonly outputs: JsonObject
      /** As the model wrote it, whatever that is; undefined: it said nothing about it. */
      readonly confidence: unknown
      readonly summary?: string
      /** What it wants remembered; absent: nothing. */
      readonly memory?: readonly MemoryNote[]
      /** What of the outputs does not fit the schema, as one sentence or more; empty: they fit. */
      readonly misfit: string
    }
  | { readonly type: 'refusal'; readonly reason: string }
  | { readonly type: 'malformed'; readonly problem: string }

/**
 * Reads the one JSON object of a reply. A code fence and words around it are forgiven; two objects, or half of one, are
 * not. Without a schema, a reply that is no such object is an answer in plain words that says nothing about how sure it is.
 */
export function readReply(text: string, schema: JsonSchema | undefined): Reply {
  const object = findObject(text)
  if (object !== undefined && typeof object['refusal'] === 'string') return refusalOf(object['refusal'])
  if (object !== undefined && isJsonObject(object['outputs'])) return answerOf(object, object['outputs'], schema)
  if (schema !== undefined) return { type: 'malformed', problem: object === undefined ? NO_OBJECT : NO_OUTPUTS }
  if (text.trim() === '') return { type: 'malformed', problem: 'it is empty.' }
  return { type: 'answer', outputs: { text }, confidence: undefined, misfit: '' }
}

const NO_OBJECT = 'it is not one JSON object {"outputs": {…}, "confidence": 0.0 to 1.0}.'
const NO_OUTPUTS = 'its JSON object has no object under `outputs`.'
/** One line for people. */
const LINE_MAX = 500

function refusalOf(reason: string): Reply {
  return { type: 'refusal', reason: lineOf(reason) }
}

function answerOf(said: JsonObject, outputs: JsonObject, schema: JsonSchema | undefined): Reply {
  const { confidence, summary } = said
  const memory = readMemoryNotes(said['memory'])
  const problems = schema === undefined ? [] : validateJson(schema, outputs)
  return {
    type: 'answer',
    outputs,
    confidence,
    ...(typeof summary === 'string' ? { summary: lineOf(summary) } : {}),
    ...(memory.length === 0 ? {} : { memory }),
    misfit: problems.map(({ message }) => message).join(' '),
  }
}

function lineOf(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, LINE_MAX)
}

const FENCE = /```[a-z]*[ \t]*\n[\s\S]*?\n[ \t]*```/gi

function findObject(text: string): JsonObject | undefined {
  const fenced = [...text.matchAll(FENCE)].map(([fence]) => fence.split('\n').slice(1, -1).join('\n'))
  const around = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)
  const candidates = [text, ...(fenced.length === 1 ? fenced : []), around]
  return candidates.map(parse).find(isJsonObject)
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
