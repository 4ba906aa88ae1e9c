import type { Json } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err } from '../basics/result.ts'
import type { CloudEvent, EventFlaw } from './cloud-event.ts'
import { readAttributes } from './read-attributes.ts'

/** An event whose attributes and data are one JSON object (`application/cloudevents+json`). */
export function readStructured(json: Json): Result<CloudEvent, readonly EventFlaw[]> {
  if (!isJsonObject(json)) return err([NOT_AN_OBJECT])
  const { data, data_base64: bytes, ...attributes } = json
  return readAttributes({ attributes, data: dataOf(data, bytes), flaws: bytesFlaws(data, bytes) })
}

const NOT_AN_OBJECT: EventFlaw = {
  attribute: 'event',
  detail: 'An event is one JSON object. Send events one by one: lists of them are not taken.',
}

/** Bytes stay the text they came as: expressions read text and numbers, no bytes. */
function dataOf(data: Json | undefined, bytes: Json | undefined): Json | undefined {
  return bytes === undefined || bytes === null ? data : bytes
}

function bytesFlaws(data: Json | undefined, bytes: Json | undefined): readonly EventFlaw[] {
  if (bytes === undefined || bytes === null) return []
  const attribute = 'data_base64'
  if (data !== undefined)
    return [{ attribute, detail: 'The event has both `data` and `data_base64`. Send one of them.' }]
  if (typeof bytes === 'string' && BASE64.test(bytes)) return []
  return [{ attribute, detail: '`data_base64` is not base64. Encode the bytes, or send `data`.' }]
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
