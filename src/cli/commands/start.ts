import { ok } from '../../core/basics/result.ts'
import type { Outcome, Session } from '../session.ts'

export interface StartFlags {
  readonly port?: number
  readonly webhookPort?: number
  readonly browser: boolean
}

/** The server's own exit code is the command's. */
export async function start({ parts }: Session, { port, webhookPort, browser }: StartFlags): Promise<Outcome> {
  return ok(await parts.startServer({ port, webhookPort, browser: browser ? 'open' : 'leave' }))
}
