import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ACCEPTED_NAME, blobPlace, KEPT_FOLDERS } from './entry-name.ts'
import type { Entry } from './write-archive.ts'

export interface Source {
  /** The data folder. */
  readonly folder: string
  /** Copies of databases that nobody writes to: entry by entry, the path of each. */
  readonly databases: ReadonlyMap<string, string>
  /** Called with each blob whose bytes do not fit its name. */
  readonly onDamaged: (digest: string) => void
}

const PIECE_BYTES = 256 * 1024

/**
 * What a backup takes: the databases first. Whatever the copy of a database knows of was written before it, so what is
 * read after it from the folder is all that it needs, and may be more.
 */
export async function* listEntries({ folder, databases, onDamaged }: Source): AsyncGenerator<Entry> {
  for (const [name, path] of databases) yield* fileEntry(name, path)
  yield* fileEntry(ACCEPTED_NAME, join(folder, ACCEPTED_NAME))
  for (const [kept, names] of Object.entries(KEPT_FOLDERS)) {
    const found = (await namesIn(join(folder, kept))).filter((name) => names.test(name))
    for (const name of found) yield* fileEntry(`${kept}/${name}`, join(folder, kept, name))
  }
  for await (const digest of blobsIn(join(folder, 'blobs'))) {
    const path = join(folder, blobPlace(digest))
    if (await isIntact(path, digest)) yield* fileEntry(`blobs/${digest}`, path)
    else onDamaged(digest)
  }
}

/** The file as it is when it is opened: one that is replaced meanwhile is read to its end all the same. */
async function* fileEntry(name: string, path: string): AsyncGenerator<Entry> {
  const file = await openIfThere(path)
  if (file === undefined) return
  await using opened = file
  const { size } = await opened.stat()
  yield { name, size, read: () => piecesOf(opened, size) }
}

type File = Awaited<ReturnType<typeof open>>

async function openIfThere(path: string): Promise<File | undefined> {
  try {
    return await open(path, 'r')
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

async function* piecesOf(file: File, size: number): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < size; ) {
    const length = Math.min(PIECE_BYTES, size - position)
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/** In order, one folder of the fan at a time. */
async function* blobsIn(folder: string): AsyncGenerator<string> {
  for (const first of await namesIn(folder))
    for (const second of await namesIn(join(folder, first)))
      for (const name of await namesIn(join(folder, first, second))) if (BLOB.test(name)) yield name
}

/** Not the drafts of blobs that are being written. */
const BLOB = /^[0-9a-f]{64}$/

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    if (isAbsent(error)) return []
    throw error
  }
}

async function isIntact(path: string, digest: string): Promise<boolean> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) hash.update(piece)
  return hash.digest('hex') === digest
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
