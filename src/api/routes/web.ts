import type { Context, Hono } from 'hono'
import type { ApiEnv } from '../posture/authenticate.ts'
import { refuse } from '../problems/refuse.ts'
import type { WebFile, WebFiles } from '../web-files.ts'

/** A year: the name of a built asset changes with its content. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** Serves the web app: its files by name, and its page for every address that is a screen. */
export function addWebRoutes(app: Hono<ApiEnv>, files: WebFiles | undefined): void {
  app.get('*', (c) => {
    const file = files?.get(c.req.path) ?? (isScreen(c) ? files?.get('/index.html') : undefined)
    return file === undefined ? notHere(c, files) : send(c, file)
  })
}

/** A file's ending begins with a letter; the address of a task ends in a dot and a number. */
const FILE = /\.[a-z][a-z0-9]*$/i
/** Skills are called as their authors like, `skill:sort.fast` too. */
const SKILL = /^\/skills\/./

function isScreen(c: Context): boolean {
  return !c.req.path.startsWith('/api/') && (SKILL.test(c.req.path) || !FILE.test(c.req.path))
}

function notHere(c: Context, files: WebFiles | undefined) {
  const detail =
    files === undefined && !c.req.path.startsWith('/api/')
      ? 'The web app was not built. Type `npm start`.'
      : `There is nothing at ${c.req.path}. Check the address.`
  return refuse(c, { code: 'not-found', detail })
}

function send(c: Context, file: WebFile): Response {
  const caching = {
    etag: file.etag,
    'cache-control': c.req.path.startsWith('/assets/') ? IMMUTABLE : 'no-cache',
    vary: 'accept-encoding',
  }
  if (c.req.header('if-none-match') === file.etag) return c.body(null, 304, caching)
  const zipped = acceptsGzip(c) ? file.gzip : undefined
  const encoding: Record<string, string> = zipped === undefined ? {} : { 'content-encoding': 'gzip' }
  return c.body(zipped ?? file.bytes, 200, { ...caching, ...encoding, 'content-type': file.type })
}

function acceptsGzip(c: Context): boolean {
  return /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
}
