import { join } from 'node:path'
import type { Sharing } from './api/api-parts.ts'
import { homeOf, sharedSite } from './api/posture/site.ts'
import type { Place, ServeError, Serving } from './api/serve.ts'
import { serve } from './api/serve.ts'
import { readWebFiles } from './api/web-files.ts'
import type { App, Face } from './app.ts'
import type { StartOptions } from './cli/cli-parts.ts'
import type { Config } from './config.ts'
import { DEFAULT_PORT } from './config.ts'
import type { Result } from './core/basics/result.ts'
import { ok } from './core/basics/result.ts'
import type { Share, SharedListener } from './read-share.ts'

export interface ListenParts {
  readonly app: App
  readonly config: Config
  readonly share: Share
}

export interface Listening {
  /** Of the listener for this machine. */
  readonly port: number
  /** Where people from elsewhere find the pages; undefined: they do not come in. */
  readonly home: string | undefined
  /** Undefined: deliveries of webhooks come where the pages are. */
  readonly hookPort: number | undefined
  /** Takes no more requests anywhere. */
  readonly close: () => Promise<void>
}

/** Opens every listener, or none: what was opened before one was refused is closed again. */
export async function listen(
  { app, config, share }: ListenParts,
  { port = DEFAULT_PORT, webhookPort }: StartOptions,
): Promise<Result<Listening, ServeError>> {
  const opened: Serving[] = []
  const open: Open = async (...order) => {
    const serving = await serve(...order)
    if (serving.ok) opened.push(serving.value)
    return serving
  }
  const close = async () => {
    for (const serving of opened.toReversed()) await serving.close()
  }
  const web = readWebFiles(join(config.program, 'dist/web'))
  const face = { web, hooks: webhookPort === undefined ? 'here' : 'elsewhere' } as const
  const listening = await openAll({ app, face, open }, share, { port, webhookPort })
  if (listening.ok) return ok({ ...listening.value, close })
  await close()
  return listening
}

type Ports = Pick<Listening, 'port' | 'home' | 'hookPort'>

async function openAll(
  opening: Opening,
  share: Share,
  { port, webhookPort }: { readonly port: number; readonly webhookPort: number | undefined },
): Promise<Result<Ports, ServeError>> {
  const home = share.type === 'elsewhere' ? await openElsewhere(opening, share) : ok(undefined)
  if (!home.ok) return home
  const page = await openHere(opening, port, home.value)
  if (!page.ok) return page
  const ports = { port: page.value.port, home: home.value, hookPort: undefined }
  if (webhookPort === undefined) return ok(ports)
  const hooks = await opening.open(webhookPort, () => opening.app.hooks())
  return hooks.ok ? ok({ ...ports, hookPort: hooks.value.port }) : hooks
}

type Open = typeof serve

interface Opening {
  readonly app: App
  readonly face: Pick<Face, 'web' | 'hooks'>
  readonly open: Open
}

/** Resolves with where people find the pages. */
async function openElsewhere(
  { app, face, open }: Opening,
  listener: SharedListener,
): Promise<Result<string, ServeError>> {
  const { address, tls, port, names, proxy } = listener
  const where: Place = { address, tls }
  const answer = (actual: number) => {
    const place = { port: actual, names, proxy }
    return app.api(actual, { ...face, site: sharedSite(place), sharing: sharingAt(app, homeOf(place)) })
  }
  const serving = await open(port, answer, where)
  return serving.ok ? ok(homeOf({ port: serving.value.port, names, proxy })) : serving
}

/** What is only for this machine; links for others lead where those find the pages. */
function openHere(
  { app, face, open }: Opening,
  port: number,
  home: string | undefined,
): Promise<Result<Serving, ServeError>> {
  return open(port, (actual) =>
    app.api(actual, { ...face, site: undefined, sharing: sharingAt(app, home ?? `http://127.0.0.1:${actual}`) }),
  )
}

function sharingAt({ signIn }: App, home: string): Sharing | undefined {
  return signIn && { signIn, home }
}
