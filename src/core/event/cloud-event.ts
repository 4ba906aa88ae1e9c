import type { Json, JsonObject } from '../basics/json.ts'

/** What happened somewhere, as CloudEvents 1.0.2 says it. */
export interface CloudEvent {
  /** Unique within its source. */
  readonly id: string
  readonly source: string
  readonly type: string
  /** RFC 3339, as the sender spelled it. */
  readonly time?: string
  readonly subject?: string
  readonly datacontenttype?: string
  readonly dataschema?: string
  /** Absent: the event has none. What came in `data_base64` is that text. */
  readonly data?: Json
  readonly extensions: Readonly<Record<string, ExtensionValue>>
}

export type ExtensionValue = string | number | boolean

/** Something that keeps an event from being taken. */
export interface EventFlaw {
  /** As CloudEvents names it; `event` for the whole. */
  readonly attribute: string
  /** Two sentences: what is wrong, and what to do. */
  readonly detail: string
}

/** The names that are no extensions. */
export const EVENT_ATTRIBUTES = [
  'specversion',
  'id',
  'source',
  'type',
  'time',
  'subject',
  'datacontenttype',
  'dataschema',
] as const

/** What expressions read as `event`. No extension can take the name of an attribute. */
export function eventScope({ extensions, ...event }: CloudEvent): JsonObject {
  return { ...extensions, ...event, specversion: '1.0' }
}
