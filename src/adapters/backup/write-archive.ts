import { createHash } from 'node:crypto'
import { blobOf, MANIFEST_NAME, SEAL_NAME } from './entry-name.ts'
import type { Manifest } from './manifest.ts'
import type { TarEntry } from './tar.ts'
import { END, paddingAfter, tarHeader } from './tar.ts'

export interface Entry extends TarEntry {
  /** Exactly `size` bytes. */
  readonly read: () => AsyncIterable<Uint8Array>
}

/** What was written so far. */
interface Written {
  readonly files: Manifest['files'][number][]
  readonly blobs: { count: number; bytes: number }
}

export type Contents = Pick<Manifest, 'files' | 'blobs'>

/**
 * The bytes of an archive: every entry, then the manifest that `describe` makes of them, then the SHA-256 of all that.
 * Holds one piece of a file in memory at a time. Throws where a file ends before its size.
 */
export async function* writeArchive(
  entries: AsyncIterable<Entry>,
  describe: (contents: Contents) => Manifest,
): AsyncGenerator<Uint8Array> {
  const whole = createHash('sha256')
  for await (const piece of sealedPart(entries, describe)) {
    whole.update(piece)
    yield piece
  }
  yield wholeEntry(SEAL_NAME, whole.digest('hex'))
  yield END
}

async function* sealedPart(
  entries: AsyncIterable<Entry>,
  describe: (contents: Contents) => Manifest,
): AsyncGenerator<Uint8Array> {
  const written: Written = { files: [], blobs: { count: 0, bytes: 0 } }
  for await (const entry of entries) {
    const hash = createHash('sha256')
    yield tarHeader(entry)
    for await (const piece of wholeOf(entry)) {
      hash.update(piece)
      yield piece
    }
    yield Buffer.alloc(paddingAfter(entry.size))
    note(written, entry, hash.digest('hex'))
  }
  yield wholeEntry(MANIFEST_NAME, `${JSON.stringify(describe(written), null, 1)}\n`)
}

async function* wholeOf({ name, size, read }: Entry): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const piece of read()) {
    bytes += piece.length
    yield piece
  }
  if (bytes !== size) throw new Error(`${name} had ${size} bytes and gave ${bytes}`)
}

function note({ files, blobs }: Written, { name, size }: TarEntry, sha256: string): void {
  const blob = blobOf(name)
  if (blob === undefined) {
    files.push({ name, size, sha256 })
    return
  }
  if (blob !== sha256) throw new Error(`The blob ${blob} changed while it was read`)
  blobs.count += 1
  blobs.bytes += size
}

function wholeEntry(name: string, text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([tarHeader({ name, size: bytes.length }), bytes, Buffer.alloc(paddingAfter(bytes.length))])
}
