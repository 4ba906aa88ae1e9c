import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'

/** The built web app, in memory: a name in a request never becomes a path on the disk. */
export type WebFiles = ReadonlyMap<string, WebFile>

export interface WebFile {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Undefined: it was not compressed when it was built. */
  readonly gzip: Uint8Array<ArrayBuffer> | undefined
  readonly etag: string
}

/** A file beside the one that it is the compressed form of: compressing at every start would take most of its time. */
const GZIP = '.gz'

/** Reads a folder of built files by address (`/assets/…`). Undefined where it has no `index.html`. */
export function readWebFiles(folder: string): WebFiles | undefined {
  const names = globSync('**/*', { cwd: folder }).filter((name) => statSync(join(folder, name)).isFile())
  const zipped = new Set(names.filter((name) => name.endsWith(GZIP)))
  const files = names
    .filter((name) => !zipped.has(name))
    .map((name): [string, WebFile] => {
      const path = join(folder, name)
      const gzip = zipped.has(name + GZIP) ? bytesOf(path + GZIP) : undefined
      return [`/${name.replaceAll('\\', '/')}`, webFile(bytesOf(path), { name, gzip })]
    })
  const byAddress = new Map(files)
  return byAddress.has('/index.html') ? byAddress : undefined
}

function webFile(
  bytes: WebFile['bytes'],
  { name, gzip }: { readonly name: string; readonly gzip: WebFile['gzip'] },
): WebFile {
  const type = TYPES.get(extname(name)) ?? 'application/octet-stream'
  return { type, bytes, gzip, etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"` }
}

function bytesOf(path: string): WebFile['bytes'] {
  return new Uint8Array(readFileSync(path))
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json'],
  ['.webmanifest', 'application/manifest+json'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
])
