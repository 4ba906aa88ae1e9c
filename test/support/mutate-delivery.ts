import type { Random } from './seeded.ts'
import { pick } from './seeded.ts'
import type { SignedDelivery } from './sign-delivery.ts'

/** A delivery as it goes over the wire. */
export interface WireDelivery extends Omit<SignedDelivery, 'body'> {
  readonly body: Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
}

export const MUTATION_KINDS = ['body', 'id', 'timestamp', 'signature', 'order', 'encoding', 'age'] as const
export type MutationKind = (typeof MUTATION_KINDS)[number]

export interface Original {
  readonly sent: SignedDelivery
  /** The same, signed by the real sender an hour ago. */
  readonly old: SignedDelivery
}

/** The delivery with one change of this kind; never the delivery itself. */
export function mutateDelivery(kind: MutationKind, original: Original, random: Random): WireDelivery {
  for (;;) {
    const mutated = MUTATIONS[kind](original, random)
    if (!isSame(mutated, wire(original.sent))) return mutated
  }
}

export function wire({ body, ...sent }: SignedDelivery, headers: WireDelivery['headers'] = {}): WireDelivery {
  return { ...sent, body: new TextEncoder().encode(body), headers: { 'content-type': 'application/json', ...headers } }
}

function isSame(left: WireDelivery, right: WireDelivery): boolean {
  return JSON.stringify({ ...left, body: [...left.body] }) === JSON.stringify({ ...right, body: [...right.body] })
}

type Mutation = (original: Original, random: Random) => WireDelivery

const MUTATIONS: Readonly<Record<MutationKind, Mutation>> = {
  body: ({ sent }, random) =>
    pick<Mutation>([changedByte, shorterBody, longerBody, spacedBody], random)({ sent, old: sent }, random),
  id: ({ sent }, random) => wire({ ...sent, id: changed(sent.id, random) }),
  timestamp: ({ sent }, random) => wire({ ...sent, timestamp: pick(timestamps(sent.timestamp), random) }),
  signature: ({ sent }, random) => wire({ ...sent, signature: pick(signatures(sent.signature, random), random) }),
  order: ({ sent }, random) => wire(pick(orders(sent), random)),
  encoding: ({ sent }, random) => pick(encodings(sent), random),
  age: ({ sent, old }, random) =>
    wire(pick([old, { ...old, id: sent.id }, { ...sent, signature: old.signature }], random)),
}

function changedByte({ sent }: Original, random: Random): WireDelivery {
  const { body, ...rest } = wire(sent)
  const at = Math.floor(random() * body.length)
  return { ...rest, body: body.map((byte, index) => (index === at ? byte ^ (1 << Math.floor(random() * 8)) : byte)) }
}

function shorterBody({ sent }: Original, random: Random): WireDelivery {
  const at = Math.floor(random() * sent.body.length)
  return wire({ ...sent, body: sent.body.slice(0, at) + sent.body.slice(at + 1) })
}

function longerBody({ sent }: Original, random: Random): WireDelivery {
  return wire({
    ...sent,
    body: pick([`${sent.body}\n`, ` ${sent.body}`, `${sent.body}0`, `\u{feff}${sent.body}`], random),
  })
}

/** The same JSON, spelled otherwise. */
function spacedBody({ sent }: Original, random: Random): WireDelivery {
  const value: unknown = JSON.parse(sent.body)
  return wire({ ...sent, body: JSON.stringify(value, null, 1 + Math.floor(random() * 4)) })
}

function changed(text: string, random: Random): string {
  const at = Math.floor(random() * text.length)
  const letter = pick([...'abcXYZ019_-:.%+'], random)
  return pick(
    [
      text.slice(0, at) + letter + text.slice(at + 1),
      text.slice(0, at) + text.slice(at + 1),
      text + letter,
      text.toUpperCase(),
      '',
    ],
    random,
  )
}

function timestamps(seconds: string): readonly string[] {
  const at = Number(seconds)
  const near = [1, -1, 60, -299, 301, -301, 86_400].map((by) => String(at + by))
  return [
    ...near,
    `0${seconds}`,
    `+${seconds}`,
    `${seconds}.0`,
    `${seconds}000`,
    `${at / 10}e1`,
    `0x${at.toString(16)}`,
    `-${seconds}`,
    `${seconds}, ${seconds}`,
    '',
  ]
}

function signatures(signature: string, random: Random): readonly string[] {
  const text = signature.slice(3)
  const at = Math.floor(random() * 43)
  const letter = pick([...'ABCdef019+/'], random)
  const last = text.charAt(42)
  return [
    `v1,${text.slice(0, at)}${letter}${text.slice(at + 1)}`,
    // The last sign before the `=` has two bits to spare: lenient decoders read the same bytes.
    `v1,${text.slice(0, 42)}${ALPHABET.charAt(ALPHABET.indexOf(last) + 1)}=`,
    `v1,${text.slice(0, -1)}`,
    `v1,${text.replaceAll('+', '-').replaceAll('/', '_').slice(0, -1)}`,
    `v1,${text}=`,
    `v1,${text.toLowerCase()}`,
    `v1,${text.slice(0, at)}`,
    `v2,${text}`,
    `v1a,${text}`,
    `V1,${text}`,
    text,
    `v1=${text}`,
    `v1,${text},`,
    `v1,${text}  v1,${text}`,
    `v1,${text}, v1,${text}`,
    'v1,',
    '',
  ]
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The parts in another order, or the same signed bytes cut in other places. */
function orders({ id, timestamp, signature, body }: SignedDelivery): readonly SignedDelivery[] {
  const [head = '', ...tail] = body.split('.')
  return [
    { id: timestamp, timestamp: id, signature, body },
    { id: signature, timestamp, signature: id, body },
    { id, timestamp: signature, signature: timestamp, body },
    { id, timestamp, signature: signature.split(',').toReversed().join(','), body },
    { id, timestamp, signature, body: [...body].toReversed().join('') },
    { id: `${id}.${timestamp}`, timestamp: head, signature, body: tail.join('.') },
    { id: '', timestamp: id, signature, body: `${timestamp}.${body}` },
    { id, timestamp: `${timestamp}.${head}`, signature, body: tail.join('.') },
    { id: `${id}.${timestamp}`, timestamp, signature, body },
  ]
}

function encodings(sent: SignedDelivery): readonly WireDelivery[] {
  const plain = wire(sent)
  const hex = Buffer.from(sent.signature.slice(3), 'base64').toString('hex')
  const encoded = (body: Uint8Array): WireDelivery => ({ ...plain, body: new Uint8Array(body) })
  return [
    encoded(Buffer.from(sent.body, 'utf16le')),
    encoded(Buffer.from(Buffer.from(sent.body).toString('base64'))),
    encoded(Buffer.from(encodeURIComponent(sent.body))),
    encoded(Buffer.from(`\u{feff}${sent.body}`)),
    wire({ ...sent, signature: `v1,${hex}` }),
    wire({ ...sent, signature: encodeURIComponent(sent.signature) }),
    wire({ ...sent, id: [...sent.id].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('') }),
    wire(sent, { 'content-encoding': 'gzip' }),
    wire(sent, { 'content-type': 'application/json; charset=utf-16' }),
    wire(sent, { 'content-type': 'text/plain' }),
    wire(sent, { 'content-type': 'application/x-www-form-urlencoded' }),
    wire(sent, { 'content-type': 'application/cloudevents-batch+json' }),
    wire(sent, { 'ce-specversion': '1.0', 'ce-id': 'other', 'ce-source': '/x', 'ce-type': 'com.example.order.x' }),
  ]
}
