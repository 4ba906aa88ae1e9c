import type { StreamMessage } from '../../../src/api/contract/stream.ts'
import { streamMessage } from '../../../src/api/contract/stream.ts'
import type { PositionedEvent } from '../../../src/engine/store.ts'
import type { StoredRun } from '../../history/evidence.ts'
import type { Address } from './http.ts'

/** Somebody who watches everything that happens, and comes back after every break. */
export interface StreamReader {
  readonly heard: StreamMessage[]
  readonly resyncs: number
  /** Reads until the connection ends, from behind the last message on. */
  readonly read: (address: Address) => Promise<void>
  /** Resolves when this many messages were heard. */
  readonly heardSoMany: (messages: number) => Promise<void>
  readonly connections: () => number
}

interface Reading {
  readonly heard: StreamMessage[]
  resyncs: number
  connections: number
  /** What was heard of a message whose end is not there yet: it counts for nothing. */
  rest: string
  onMessage: () => void
}

export function createStreamReader(): StreamReader {
  const reading: Reading = { heard: [], resyncs: 0, connections: 0, rest: '', onMessage: () => undefined }
  return {
    heard: reading.heard,
    get resyncs() {
      return reading.resyncs
    },
    read: (address) => readOn(reading, address),
    heardSoMany: (messages) =>
      new Promise((resolve) => {
        reading.onMessage = () => {
          if (reading.heard.length >= messages) resolve()
        }
        reading.onMessage()
      }),
    connections: () => reading.connections,
  }
}

async function readOn(reading: Reading, { base, token }: Address): Promise<void> {
  const last = reading.heard.at(-1)?.position ?? 0
  const headers = { authorization: `Bearer ${token}`, 'last-event-id': String(last) }
  reading.rest = ''
  try {
    const response = await fetch(`${base}/stream`, { headers })
    if (response.body === null) return
    reading.connections += 1
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) take(reading, chunk)
  } catch {
    // The server was killed: the next connection goes on behind the last message that was heard as a whole.
  }
}

function take(reading: Reading, chunk: string): void {
  const blocks = `${reading.rest}${chunk}`.split('\n\n')
  reading.rest = blocks.pop() ?? ''
  for (const block of blocks) takeMessage(reading, block.split('\n'))
  reading.onMessage()
}

function takeMessage(reading: Reading, lines: readonly string[]): void {
  if (lines.includes('event: resync')) reading.resyncs += 1
  const data = lines.find((line) => line.startsWith('data: {"'))
  if (data !== undefined) reading.heard.push(streamMessage.parse(JSON.parse(data.slice('data: '.length))))
}

/** I13: what was heard is what is stored, each fact once and in its order. The last facts may not have been heard yet. */
export function streamProblems({ heard, resyncs }: StreamReader, runs: readonly StoredRun[]): readonly string[] {
  const stored = runs.flatMap(({ facts }) => facts).toSorted((left, right) => left.position - right.position)
  const wrong = heard.findIndex((message, index) => !isSame(message, stored[index]))
  return [
    ...(resyncs === 0 ? [] : [`I13 the stream asked ${resyncs} times for everything anew, and nothing was removed`]),
    ...(wrong === -1
      ? []
      : [`I13 message ${wrong} was ${spelled(heard[wrong])}, and the fact ${spelled(stored[wrong])}`]),
  ]
}

function isSame(message: StreamMessage, fact: PositionedEvent | undefined): boolean {
  return message.position === fact?.position && message.run === fact.run && message.seq === fact.seq
}

function spelled(place: Pick<StreamMessage, 'position' | 'run' | 'seq'> | undefined): string {
  return place === undefined ? 'is missing' : `${place.position} (fact ${place.seq} of run ${place.run})`
}
