import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** The built web app, in memory: a name in a request never becomes a path on the disk. */
export type WebFiles = ReadonlyMap<string, WebFile>

export interface WebFile {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Undefined: compressing it saves nothing. */
  readonly gzip: Uint8Array<ArrayBuffer> | undefined
  readonly etag: string
}

/** Reads a folder of built files by address (`/assets/…`). Undefined where it has no `index.html`. */
export function readWebFiles(folder: string): WebFiles | undefined {
  const names = globSync('**/*', { cwd: folder }).filter((name) => statSync(join(folder, name)).isFile())
  const files = new Map(names.map((name) => [`/${name.replaceAll('\\', '/')}`, readWebFile(join(folder, name))]))
  return files.has('/index.html') ? files : undefined
}

function readWebFile(path: string): WebFile {
  const bytes = new Uint8Array(readFileSync(path))
  const type = TYPES.get(extname(path)) ?? 'application/octet-stream'
  const gzip = isText(type) ? new Uint8Array(gzipSync(bytes, { level: 9 })) : undefined
  return { type, bytes, gzip, etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"` }
}

function isText(type: string): boolean {
  return /^text\/|javascript|json|svg/.test(type)
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
