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
  let begun: string[] = []
  let length = 0
  const take = (text: string): void => {
    const [end = '', ...lines] = text.split('\n')
    begun.push(end)
    length += end.length
    for (const line of lines) {
      onLine(begun.join(''))
      begun = [line]
      length = line.length
    }
  }
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > OUTPUT_MAX_BYTES || length > LINE_MAX) onFlood()
    else take(decoder.write(chunk))
  })
  return () => {
    take(`${decoder.end()}\n`)
    return ''
  }
}
