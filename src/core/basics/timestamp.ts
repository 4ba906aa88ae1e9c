import type { Brand } from './brand.ts'

/** Milliseconds since the Unix epoch. */
export type Timestamp = Brand<number, 'Timestamp'>

export function timestamp(ms: number): Timestamp {
  return ms as Timestamp
}

export function addMs(at: Timestamp, ms: number): Timestamp {
  return timestamp(at + ms)
}

/** ISO 8601 in UTC, to the millisecond. */
export function isoTime(at: Timestamp): string {
  if (at !== last.at) last = { at, text: spell(at) }
  return last.text
}

/** What happens together has one time: it is spelled once. */
let last: { readonly at: number; readonly text: string } = { at: Number.NaN, text: '' }

function spell(at: Timestamp): string {
  // biome-ignore lint/style/noRestrictedGlobals: with an argument it is a conversion; it reads no clock.
  return new Date(at).toISOString()
}

/** The instant that `isoTime` spelled. */
export function fromIsoTime(text: string): Timestamp {
  // biome-ignore lint/style/noRestrictedGlobals: with an argument it is a conversion; it reads no clock.
  return timestamp(Date.parse(text))
}
