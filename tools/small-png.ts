import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** A browser writes eight bits for each of red, green and blue, and no interlacing. */
const BYTES_PER_PIXEL = 3
const COLOURS_MAX = 256
/** Square of the distance in red, green and blue up to which two colours look alike. */
const ALIKE_MAX = 24 ** 2
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const INDEXED = 3

/**
 * The same picture with a palette of 256 colours, less than half the size. Every other colour becomes the nearest of
 * them, which only blends the edges of letters a little differently. Takes what a browser's screenshot is.
 */
export function smallPng(png: Buffer): Buffer {
  const chunks = readChunks(png)
  const header = join(chunks, 'IHDR')
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const colours = toColours(unfilter(inflateSync(join(chunks, 'IDAT')), width * BYTES_PER_PIXEL))
  const palette = choosePalette(colours)
  header.writeUInt8(INDEXED, 9)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(indexed(colours, palette, { width, height }), { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

interface Chunk {
  readonly type: string
  readonly data: Buffer
}

function readChunks(png: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = []
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) })
    at += length + 12
  }
  return chunks
}

function join(chunks: readonly Chunk[], type: string): Buffer {
  return Buffer.concat(chunks.filter((one) => one.type === type).map(({ data }) => data))
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** Takes each line's filter back (PNG specification, 9.2). */
function unfilter(lines: Buffer, lineBytes: number): Buffer {
  const height = lines.length / (lineBytes + 1)
  const bytes = Buffer.alloc(height * lineBytes)
  for (let at = 0; at < bytes.length; at++) {
    const y = Math.floor(at / lineBytes)
    const predict = PREDICTIONS[lines.readUInt8(y * (lineBytes + 1))]
    bytes[at] = lines.readUInt8(at + y + 1) + (predict?.(neighbours(bytes, at, lineBytes)) ?? 0)
  }
  return bytes
}

/** Beyond the edges there is 0. */
function neighbours(bytes: Buffer, at: number, lineBytes: number): Neighbours {
  const isFirst = at % lineBytes < BYTES_PER_PIXEL
  return {
    left: isFirst ? 0 : (bytes[at - BYTES_PER_PIXEL] ?? 0),
    above: bytes[at - lineBytes] ?? 0,
    corner: isFirst ? 0 : (bytes[at - lineBytes - BYTES_PER_PIXEL] ?? 0),
  }
}

interface Neighbours {
  readonly left: number
  readonly above: number
  readonly corner: number
}

/** By the number of the filter. */
const PREDICTIONS: readonly ((neighbours: Neighbours) => number)[] = [
  () => 0,
  ({ left }) => left,
  ({ above }) => above,
  ({ left, above }) => (left + above) >> 1,
  paeth,
]

function paeth({ left, above, corner }: Neighbours): number {
  const guess = left + above - corner
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
  if (toLeft <= toAbove && toLeft <= toCorner) return left
  return toAbove <= toCorner ? above : corner
}

/** One number for each pixel: 0xRRGGBB. */
function toColours(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: bytes.length / BYTES_PER_PIXEL }, (_, at) =>
    bytes.readUIntBE(at * BYTES_PER_PIXEL, 3),
  )
}

/** First colours that differ visibly, so that a small red mark stays red; then the most frequent of the others. */
function choosePalette(colours: Uint32Array): readonly number[] {
  const counts = new Map<number, number>()
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const byCount = [...counts].sort(([, left], [, right]) => right - left).map(([colour]) => colour)
  const distinct: number[] = []
  for (const colour of byCount) {
    if (distinct.every((other) => distance(colour, other) > ALIKE_MAX)) distinct.push(colour)
  }
  return [...new Set([...distinct, ...byCount])].slice(0, COLOURS_MAX)
}

interface Size {
  readonly width: number
  readonly height: number
}

/** A line is a filter byte, which says "none", and one byte for each pixel. */
function indexed(colours: Uint32Array, palette: readonly number[], { width, height }: Size): Buffer {
  const known = new Map(palette.map((colour, index) => [colour, index]))
  const lines = Buffer.alloc(height * (width + 1))
  colours.forEach((colour, at) => {
    const index = known.get(colour) ?? nearest(colour, palette)
    known.set(colour, index)
    lines[at + Math.floor(at / width) + 1] = index
  })
  return lines
}

function nearest(colour: number, palette: readonly number[]): number {
  const distances = palette.map((other) => distance(colour, other))
  return distances.indexOf(Math.min(...distances))
}

function distance(one: number, other: number): number {
  const [left, right] = [channels(one), channels(other)]
  return left.reduce((sum, value, at) => sum + (value - (right[at] ?? 0)) ** 2, 0)
}

function channels(colour: number): number[] {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]
}
