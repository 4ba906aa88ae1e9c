import type { Json } from '../basics/json.ts'
import { quoted } from '../basics/quoted.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { CloudEvent, EventFlaw } from './cloud-event.ts'
import { parseJson } from './parse-json.ts'
import { readAttributes } from './read-attributes.ts'

/** A header beginning so is an attribute. */
const PREFIX = 'ce-'

/** Whether the headers carry an event, whose data is the body. */
export function isBinary(headers: ReadonlyMap<string, string>): boolean {
  return headers.has(`${PREFIX}specversion`)
}

/** An event whose attributes are headers and whose data is the body. Names of headers are in small letters. */
export function readBinary(
  headers: ReadonlyMap<string, string>,
  body: string,
): Result<CloudEvent, readonly EventFlaw[]> {
  const decoded = [...headers]
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, value]) => ({ name: name.slice(PREFIX.length), value: decodeHeader(value) }))
  const type = headers.get('content-type')
  const attributes = Object.fromEntries(decoded.map(({ name, value }) => [name, value ?? '']))
  const data = readData(type, body)
  return readAttributes({
    attributes: type === undefined ? attributes : { ...attributes, datacontenttype: type },
    data: data.ok ? data.value : undefined,
    flaws: [
      ...decoded.filter(({ value }) => value === undefined).map(({ name }) => badEscape(name)),
      ...decoded.filter(({ name }) => name === 'datacontenttype').map(() => TYPE_TWICE),
      ...(data.ok ? [] : [data.error]),
    ],
  })
}

/** Undefined where the percent signs spell no UTF-8. */
function decodeHeader(value: string): string | undefined {
  const quotes = /^"((?:[^"\\]|\\.)*)"$/.exec(value)
  const text = quotes?.[1] === undefined ? value : quotes[1].replaceAll(/\\(.)/g, '$1')
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function badEscape(name: string): EventFlaw {
  return {
    attribute: name,
    detail: `The header ${quoted(`${PREFIX}${name}`)} is not percent-encoded UTF-8. Encode \`%\` as \`%25\`.`,
  }
}

const TYPE_TWICE: EventFlaw = {
  attribute: 'datacontenttype',
  detail: 'In headers the media type of the data is `Content-Type`. Leave `ce-datacontenttype` out.',
}

function readData(type: string | undefined, body: string): Result<Json | undefined, EventFlaw> {
  if (body === '') return ok(undefined)
  if (type === undefined || isJsonType(type)) return dataIn(parseJson(body))
  return /^text\//i.test(type) ? ok(body) : err(NO_DATA_TYPE)
}

function dataIn(json: Result<Json, string>): Result<Json, EventFlaw> {
  return json.ok ? json : err({ attribute: 'data', detail: json.error })
}

/** JSON by its media type, or by the end of it. */
function isJsonType(type: string): boolean {
  return /^[\w.+-]+\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)
}

const NO_DATA_TYPE: EventFlaw = {
  attribute: 'data',
  detail:
    'The data is neither JSON nor text. Send JSON, or the event as `application/cloudevents+json` with `data_base64`.',
}
