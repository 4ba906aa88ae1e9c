import type { Json } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import { WORDS_MAX } from './limits.ts'

/** The text without the secrets in it. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
}

/** The value with every text in it, names too, without the secrets. */
export function redactJson(value: Json, secrets: readonly string[]): Json {
  if (typeof value === 'string') return redact(value, secrets)
  if (Array.isArray(value)) return value.map((item: Json) => redactJson(item, secrets))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redact(key, secrets), redactJson(item, secrets)]),
  )
}

/** What a server said, fit for a sentence: short, without secrets and without what could play with a terminal. */
export function inWords(text: string, secrets: readonly string[]): string {
  const words = redact(text, secrets)
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim()
  return words.length > WORDS_MAX ? `${words.slice(0, WORDS_MAX)}…` : words
}
