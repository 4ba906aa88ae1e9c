import type { Json } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { CloudEvent, EventFlaw } from './cloud-event.ts'
import { parseJson } from './parse-json.ts'
import { readAttributes } from './read-attributes.ts'
import { isBinary, readBinary } from './read-binary.ts'
import { readStructured } from './read-structured.ts'

/** A request that brings an event. */
export interface EventRequest {
  /** By name in small letters. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

export type EventRefusal =
  | { readonly code: 'event-type-unsupported'; readonly detail: string }
  | { readonly code: 'event-not-json'; readonly detail: string }
  | { readonly code: 'event-invalid'; readonly flaws: readonly EventFlaw[] }

const STRUCTURED = 'application/cloudevents+json'

/** The event that a request brings in structured or in binary mode. */
export function readRequest(request: EventRequest): Result<CloudEvent, EventRefusal> {
  const type = typeOf(request)
  if (!type.ok) return type
  if (type.value === STRUCTURED) return reading(request.body, readStructured)
  return isBinary(request.headers) ? invalidIfWrong(readBinary(request.headers, request.body)) : unsupported(NO_EVENT)
}

/** What plain JSON is wrapped in. */
export type EventWrapper = Pick<CloudEvent, 'id' | 'source' | 'type'>

/**
 * The event that a signed delivery brings. Only the body and the id of a delivery are signed, so they alone decide what
 * it means: JSON with a `specversion` is an event, whatever its media type, and all other JSON is wrapped.
 */
export function readSigned(request: EventRequest, wrapper: EventWrapper): Result<CloudEvent, EventRefusal> {
  if (isBinary(request.headers)) return unsupported(NOT_SIGNED)
  const type = typeOf(request)
  if (!type.ok) return type
  if (type.value !== STRUCTURED && type.value !== 'application/json') return unsupported(NO_JSON)
  return reading(request.body, (json) => (isEvent(json) ? readStructured(json) : wrap(wrapper, json)))
}

function isEvent(json: Json): boolean {
  return isJsonObject(json) && Object.hasOwn(json, 'specversion')
}

/** The media type in small letters and without its parameters, where the body is one event in UTF-8. */
function typeOf({ headers }: EventRequest): Result<string, EventRefusal> {
  const header = headers.get('content-type')?.toLowerCase() ?? ''
  const type = header.replace(/;.*$/, '').trim()
  if (type === 'application/cloudevents-batch+json') return unsupported(NO_BATCH)
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/.exec(header)?.[1] ?? 'utf-8'
  return charset === 'utf-8' ? ok(type) : unsupported(NO_UTF_8)
}

function reading(
  body: string,
  read: (json: Json) => Result<CloudEvent, readonly EventFlaw[]>,
): Result<CloudEvent, EventRefusal> {
  const json = parseJson(body)
  return json.ok ? invalidIfWrong(read(json.value)) : err({ code: 'event-not-json', detail: json.error })
}

function invalidIfWrong(read: Result<CloudEvent, readonly EventFlaw[]>): Result<CloudEvent, EventRefusal> {
  return read.ok ? read : err({ code: 'event-invalid', flaws: read.error })
}

function wrap(wrapper: EventWrapper, data: Json): Result<CloudEvent, readonly EventFlaw[]> {
  const attributes = { ...wrapper, specversion: '1.0', datacontenttype: 'application/json' }
  return readAttributes({ attributes, data, flaws: [] })
}

function unsupported(detail: string): Result<never, EventRefusal> {
  return err({ code: 'event-type-unsupported', detail })
}

const NO_BATCH =
  'Events are taken one by one, so that each has an answer of its own. Send each as `application/cloudevents+json`.'
const NO_EVENT =
  'This is no event. Send it as `application/cloudevents+json`, or with its attributes as headers that begin with `ce-`.'
const NO_JSON = 'This is no JSON. Send `application/json` or `application/cloudevents+json`.'
const NO_UTF_8 = 'Text is read as UTF-8. Send it so, and leave the `charset` out.'
const NOT_SIGNED =
  'Headers that begin with `ce-` are not signed, so anybody could change them. Send the event as `application/cloudevents+json`.'
