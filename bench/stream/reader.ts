import type { IncomingMessage } from 'node:http'
import { Agent, get } from 'node:http'

/** Where a stream is, and as whom it is asked for. */
export interface Target {
  readonly url: string
  readonly authorization: string
}

/** One client of a stream, and what it has got. */
export interface Reader {
  readonly response: IncomingMessage
  /** Of each piece that came: when, and the first and last position in it. */
  readonly pieces: number[]
  count: number
  sum: number
  first: number
  last: number
  /** Positions that did not come after the one before. */
  disorder: number
}

/** Every stream has a connection of its own. */
const AGENT = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY })
const MESSAGE_END = '\n\n'
const POSITION = /^id: (\d+)$/gm

export function openReader({ url, authorization }: Target, lastEventId?: number): Promise<Reader> {
  const again = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: AGENT, headers: { authorization, ...again } }, (response) =>
      resolve({ response, pieces: [], count: 0, sum: 0, first: 0, last: lastEventId ?? 0, disorder: 0 }),
    )
    request.on('error', reject)
  })
}

/** Reads from now on. Resolves when the server ends or drops it. */
export function read(reader: Reader): Promise<void> {
  let rest = ''
  const { response } = reader
  response.setEncoding('latin1')
  response.on('data', (text: string) => {
    const whole = rest + text
    const end = whole.lastIndexOf(MESSAGE_END)
    if (end !== -1) take(reader, whole.slice(0, end))
    rest = end === -1 ? whole : whole.slice(end + MESSAGE_END.length)
  })
  return new Promise((resolve) => {
    response.on('close', resolve)
    response.on('error', () => resolve())
  })
}

function take(reader: Reader, messages: string): void {
  const before = reader.count
  let first = 0
  for (const [, text] of messages.matchAll(POSITION)) {
    const position = Number(text)
    if (position <= reader.last) reader.disorder += 1
    if (first === 0) first = position
    reader.count += 1
    reader.sum += position
    reader.last = position
  }
  if (reader.count === before) return
  if (reader.first === 0) reader.first = first
  reader.pieces.push(Date.now(), first, reader.last)
}
