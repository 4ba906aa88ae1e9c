import { ok } from '../../core/basics/result.ts'
import type { Outcome, Session } from '../session.ts'

/** The server's own exit code is the command's. */
export async function start(
  { parts }: Session,
  { port, browser }: { readonly port?: number; readonly browser: boolean },
): Promise<Outcome> {
  return ok(await parts.startServer({ port, browser: browser ? 'open' : 'leave' }))
}
