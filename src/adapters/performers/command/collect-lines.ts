import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** What a program that tells of its work says over all of it. */
const OUTPUT_MAX_BYTES = 100 * 1024 * 1024
/** A longer line is no event. Characters. */
const LINE_MAX = 10 * 1024 * 1024

/** Hands over each line as it comes. What it returns hands over a last line without an end of its own; nothing is kept. */
export function collectLines(stream: Readable, onLine: (line: string) => void, onFlood: () => void): () => string {
  const decoder = new StringDecoder('utf8')
  let size = 0
  let rest = ''
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > OUTPUT_MAX_BYTES || rest.length > LINE_MAX) return onFlood()
    const lines = `${rest}${decoder.write(chunk)}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
  return () => {
    onLine(`${rest}${decoder.end()}`)
    return ''
  }
}
