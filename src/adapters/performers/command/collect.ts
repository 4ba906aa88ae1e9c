import type { Readable } from 'node:stream'

/** More output than this is not an answer; it is cut off so that it can not fill the memory. */
const OUTPUT_MAX_BYTES = 10 * 1024 * 1024
/** What is kept of the standard error: its end, where a program says why it gave up. */
const ERRORS_KEPT_BYTES = 8 * 1024

/** Everything a stream says, as text. `onFlood`: it is more than is kept. */
export function collect(stream: Readable, onFlood: () => void): () => string {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= OUTPUT_MAX_BYTES) chunks.push(chunk)
    else onFlood()
  })
  return () => Buffer.concat(chunks).toString('utf8')
}

/** The end of what a stream says. */
export function collectEnd(stream: Readable): () => string {
  let kept: Buffer = Buffer.alloc(0)
  stream.on('data', (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]).subarray(-ERRORS_KEPT_BYTES)
  })
  return () => kept.toString('utf8')
}
