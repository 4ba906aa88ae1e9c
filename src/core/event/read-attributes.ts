import type { Json, JsonObject } from '../basics/json.ts'
import { ownValue } from '../basics/own-value.ts'
import { quoted } from '../basics/quoted.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { fromIsoTime } from '../basics/timestamp.ts'
import { measureValue } from '../schema/measure-value.ts'
import type { CloudEvent, EventFlaw, ExtensionValue } from './cloud-event.ts'
import { EVENT_ATTRIBUTES } from './cloud-event.ts'
import { EVENT_ATTRIBUTE_MAX, EVENT_EXTENSIONS_MAX, EXTENSION_NAME_MAX } from './limits.ts'

/** What a request says about an event, before anything is judged. */
export interface EventParts {
  /** By name. A null is an attribute that is not there. */
  readonly attributes: JsonObject
  /** Undefined: the event has none. */
  readonly data: Json | undefined
  /** What was wrong with the request itself. */
  readonly flaws: readonly EventFlaw[]
}

/** The event, or everything that is wrong with it. */
export function readAttributes(parts: EventParts): Result<CloudEvent, readonly EventFlaw[]> {
  const { data } = parts
  const given = Object.entries(parts.attributes).filter(([, value]) => value !== null)
  const attributes: JsonObject = Object.fromEntries(given)
  const extensions = given.filter(([name]) => !isAttribute(name))
  const flaws = [
    ...EVENT_ATTRIBUTES.flatMap((name) => checkAttribute(name, ownValue(attributes, name))),
    ...checkExtensions(extensions),
    ...(data === undefined ? [] : checkData(data)),
    ...parts.flaws,
  ]
  return flaws.length > 0 ? err(flaws) : ok(toEvent(attributes, extensions, data))
}

type Attribute = (typeof EVENT_ATTRIBUTES)[number]

function isAttribute(name: string): name is Attribute {
  return EVENT_ATTRIBUTES.some((attribute) => attribute === name)
}

interface AttributeRule {
  readonly required: boolean
  readonly fits: (text: string) => boolean
  readonly help: string
}

const ANY = { required: false, fits: () => true, help: 'Write text, or leave it out.' }

const RULES: Readonly<Record<Attribute, AttributeRule>> = {
  specversion: { required: true, fits: (text) => text === '1.0', help: 'Send `1.0`: other versions are not known.' },
  id: { ...ANY, required: true, help: 'Send text that no other event of the source has.' },
  source: {
    required: true,
    fits: isUriReference,
    help: 'Send an address, for example `/orders` or `https://shop.example`.',
  },
  type: { ...ANY, required: true, help: 'Send for example `com.example.order.placed`.' },
  time: { required: false, fits: isTime, help: 'Write it like `2026-10-20T09:00:00Z`, or leave it out.' },
  subject: ANY,
  datacontenttype: {
    required: false,
    fits: isMediaType,
    help: 'Write for example `application/json`, or leave it out.',
  },
  dataschema: { required: false, fits: isUri, help: 'Write a whole address, or leave it out.' },
}

function checkAttribute(name: Attribute, value: Json | undefined): readonly EventFlaw[] {
  const { required, fits, help } = RULES[name]
  if (value === undefined) return required ? [{ attribute: name, detail: `The event has no \`${name}\`. ${help}` }] : []
  if (typeof value !== 'string' || value === '' || !fits(value))
    return [{ attribute: name, detail: `\`${name}\` is not what it must be. ${help}` }]
  return checkText(name, value)
}

/** Control characters and halves of characters: no header can carry them. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u

function checkText(attribute: string, text: string): readonly EventFlaw[] {
  if (text.length > EVENT_ATTRIBUTE_MAX) {
    const detail = `${quoted(attribute)} has ${text.length} characters; at most ${EVENT_ATTRIBUTE_MAX} are taken. Put long text into the data.`
    return [{ attribute, detail }]
  }
  if (!UNPRINTABLE.test(text)) return []
  return [{ attribute, detail: `${quoted(attribute)} holds a control character. Send printable text on one line.` }]
}

function checkExtensions(extensions: readonly (readonly [string, Json])[]): readonly EventFlaw[] {
  const each = extensions.flatMap(([name, value]) => checkExtension(name, value))
  if (extensions.length <= EVENT_EXTENSIONS_MAX) return each
  const detail = `The event has ${extensions.length} extensions; at most ${EVENT_EXTENSIONS_MAX} are taken. Put the rest into the data.`
  return [{ attribute: 'event', detail }]
}

function checkExtension(name: string, value: Json): readonly EventFlaw[] {
  if (!/^[a-z0-9]+$/.test(name) || name.length > EXTENSION_NAME_MAX || name === 'data') return [badName(name)]
  if (typeof value === 'string') return checkText(name, value)
  if (typeof value === 'boolean' || isInt32(value)) return []
  const detail = `The extension ${quoted(name)} must be text, a whole number of 32 bits, true or false. Put other values into the data.`
  return [{ attribute: name, detail }]
}

function badName(name: string): EventFlaw {
  const detail = `${quoted(name)} can not name an attribute. Use at most ${EXTENSION_NAME_MAX} small letters and digits.`
  return { attribute: name, detail }
}

function isInt32(value: Json): boolean {
  return typeof value === 'number' && (value | 0) === value
}

function checkData(data: Json): readonly EventFlaw[] {
  const { refusal } = measureValue(data, Number.POSITIVE_INFINITY)
  if (refusal === undefined) return []
  return [{ attribute: 'data', detail: `The data can not be taken: ${refusal.message} Make it flatter.` }]
}

function toEvent(
  attributes: JsonObject,
  extensions: readonly (readonly [string, Json])[],
  data: Json | undefined,
): CloudEvent {
  const { specversion: _, ...known } = Object.fromEntries(
    Object.entries(attributes).filter(([name]) => isAttribute(name)),
  )
  const event = known as Pick<CloudEvent, 'id' | 'source' | 'type'>
  const named = Object.fromEntries(extensions) as Readonly<Record<string, ExtensionValue>>
  return { ...event, ...(data !== undefined && { data }), extensions: named }
}

const URI_REFERENCE = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/

function isUriReference(text: string): boolean {
  return URI_REFERENCE.test(text)
}

function isUri(text: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(text) && isUriReference(text)
}

const TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/

function isTime(text: string): boolean {
  return TIME.test(text) && !Number.isNaN(fromIsoTime(text.toUpperCase()))
}

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;.*)?$/

function isMediaType(text: string): boolean {
  return MEDIA_TYPE.test(text)
}
