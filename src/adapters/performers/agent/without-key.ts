import { isJsonObject } from '../../../core/basics/json.ts'
import type { ModelTurn } from './conversation.ts'

/** The text with the key taken out, wherever it stands. */
export function withoutKey(text: string, key: string | null): string {
  return key === null || key === '' ? text : text.replaceAll(key, '[key]')
}

/** A shorter key is a placeholder such as `ollama`: taking it out would tear words of an answer apart. */
const SECRET_CHARS_MIN = 12

/** What a model said, with the key taken out: whoever is asked with it could say it back, into a log or a receipt. */
export function turnWithoutKey(turn: ModelTurn, key: string | null): ModelTurn {
  if (key === null || key.length < SECRET_CHARS_MIN) return turn
  return {
    ...turn,
    text: withoutKey(turn.text, key),
    model: withoutKey(turn.model, key),
    calls: turn.calls.map((call) => ({ ...call, input: valueWithoutKey(call.input, key) })),
  }
}

function valueWithoutKey(value: unknown, key: string): unknown {
  if (typeof value === 'string') return withoutKey(value, key)
  if (Array.isArray(value)) return value.map((each) => valueWithoutKey(each, key))
  if (!isJsonObject(value)) return value
  const entries = Object.entries(value)
  return Object.fromEntries(entries.map(([name, each]) => [withoutKey(name, key), valueWithoutKey(each, key)]))
}
