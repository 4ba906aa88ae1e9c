import { createHash } from 'node:crypto'
import type { ByteReader } from './byte-reader.ts'
import { byteReader } from './byte-reader.ts'
import { blobOf, DATABASE_NAME, MANIFEST_NAME, placeOf, SEAL_NAME } from './entry-name.ts'
import type { Manifest } from './manifest.ts'
import { formatOf, parseManifest } from './manifest.ts'
import type { TarEntry } from './tar.ts'
import { BLOCK_BYTES, END, paddingAfter, readTarHeader } from './tar.ts'

/** Bytes are not what was written, or were written by a newer program. */
export class ArchiveError extends Error {
  readonly code: 'backup-damaged' | 'backup-newer'
  constructor(code: ArchiveError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** Takes the bytes of one entry, until it is disposed of. */
export interface Receiver extends AsyncDisposable {
  readonly write: (piece: Uint8Array) => Promise<void>
}

/** `place`: a path below a data folder. */
export type Receive = (place: string) => Promise<Receiver>

/** A hundred thousand files fit; more is no manifest. */
const MANIFEST_BYTES_MAX = 64 * 1024 * 1024
const PIECE_BYTES = 1024 * 1024

interface Seen {
  readonly files: Map<string, { readonly size: number; readonly sha256: string }>
  blobs: { count: number; bytes: number }
  lastBlob: string
}

/**
 * Reads a whole archive, hands on what it holds, and gives its manifest. Throws an `ArchiveError` at the first byte that
 * is not as it was written: nothing that was handed on counts then. Holds one piece of a file in memory at a time.
 */
export async function readArchive(source: AsyncIterable<Uint8Array>, receive: Receive): Promise<Manifest> {
  const reader = byteReader(source)
  const seen: Seen = { files: new Map(), blobs: { count: 0, bytes: 0 }, lastBlob: '' }
  let entry = await readHeader(reader)
  while (entry.name !== MANIFEST_NAME) {
    await readEntry(reader, { entry, seen, receive })
    entry = await readHeader(reader)
  }
  const text = await readText(reader, entry, MANIFEST_BYTES_MAX)
  await readSeal(reader, reader.digest())
  return judge(text, seen)
}

async function readHeader(reader: ByteReader): Promise<TarEntry> {
  const entry = readTarHeader(await exactly(reader, BLOCK_BYTES))
  if (entry === undefined) throw damaged('A part does not begin as one must.')
  return entry
}

interface Reading {
  readonly entry: TarEntry
  readonly seen: Seen
  readonly receive: Receive
}

async function readEntry(reader: ByteReader, { entry, seen, receive }: Reading): Promise<void> {
  const place = placeOf(entry.name)
  if (place === undefined) throw damaged('It holds a part that no backup has.')
  await using receiver = await receive(place)
  const hash = createHash('sha256')
  for await (const piece of pieces(reader, entry.size)) {
    hash.update(piece)
    await receiver.write(piece)
  }
  await readPadding(reader, entry.size)
  note(seen, entry, hash.digest('hex'))
}

/** Blobs come in the order of their digests, so that none comes twice. */
function note(seen: Seen, { name, size }: TarEntry, sha256: string): void {
  const blob = blobOf(name)
  if (blob === undefined) {
    if (seen.files.has(name)) throw damaged(`${name} is there twice.`)
    seen.files.set(name, { size, sha256 })
    return
  }
  if (blob !== sha256 || blob <= seen.lastBlob) throw damaged(`The file ${blob} is not what it was.`)
  seen.lastBlob = blob
  seen.blobs.count += 1
  seen.blobs.bytes += size
}

async function readSeal(reader: ByteReader, digest: string): Promise<void> {
  const entry = await readHeader(reader)
  const text = entry.name === SEAL_NAME ? await readText(reader, entry, BLOCK_BYTES) : ''
  if (text !== digest) throw damaged('Its SHA-256 is not the one that was written.')
  if (!(await exactly(reader, END.length)).equals(END)) throw damaged('It does not end as it must.')
  if ((await reader.some(1)) !== undefined) throw damaged('Something follows its end.')
}

function judge(text: string, { files, blobs }: Seen): Manifest {
  const manifest = parseManifest(text)
  if (manifest === undefined) throw unknownManifest(text)
  const isListed = manifest.files.every(({ name, size, sha256 }) => {
    const file = files.get(name)
    return file?.size === size && file.sha256 === sha256
  })
  const isWhole = manifest.files.length === files.size && files.has(DATABASE_NAME)
  const hasBlobs = manifest.blobs.count === blobs.count && manifest.blobs.bytes === blobs.bytes
  if (!isListed || !isWhole || !hasBlobs) throw damaged('It does not hold what its manifest names.')
  return manifest
}

function unknownManifest(text: string): ArchiveError {
  const format = formatOf(text)
  if (format === undefined) return damaged('Its manifest can not be read.')
  return new ArchiveError('backup-newer', `It has the format ${format}, which this program does not know.`)
}

async function readText(reader: ByteReader, { size }: TarEntry, max: number): Promise<string> {
  if (size > max) throw damaged('A part is larger than it can be.')
  const bytes = await exactly(reader, size)
  await readPadding(reader, size)
  return bytes.toString()
}

async function readPadding(reader: ByteReader, size: number): Promise<void> {
  const padding = await exactly(reader, paddingAfter(size))
  if (padding.some((byte) => byte !== 0)) throw damaged('Something stands where nothing should.')
}

async function exactly(reader: ByteReader, size: number): Promise<Buffer> {
  const taken: Buffer[] = []
  for await (const piece of pieces(reader, size)) taken.push(piece)
  return Buffer.concat(taken)
}

async function* pieces(reader: ByteReader, size: number): AsyncGenerator<Buffer> {
  for (let left = size; left > 0; ) {
    const piece = await reader.some(Math.min(left, PIECE_BYTES))
    if (piece === undefined) throw damaged('It ends too early.')
    left -= piece.length
    yield piece
  }
}

function damaged(why: string): ArchiveError {
  return new ArchiveError('backup-damaged', why)
}
