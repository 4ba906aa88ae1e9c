import { ok } from '../../core/basics/result.ts'
import type { ShareOptions } from '../cli-parts.ts'
import type { Outcome, Session } from '../session.ts'

export interface StartFlags {
  readonly port?: number
  readonly webhookPort?: number
  readonly browser: boolean
  readonly share?: true
  readonly address?: string
  readonly sharePort?: number
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly behindProxy?: string
}

/** The server's own exit code is the command's. */
export async function start({ parts }: Session, flags: StartFlags): Promise<Outcome> {
  const { port, webhookPort, browser } = flags
  return ok(
    await parts.startServer({ port, webhookPort, browser: browser ? 'open' : 'leave', sharing: sharingOf(flags) }),
  )
}

function sharingOf({ share, address, sharePort, tlsCert, tlsKey, behindProxy }: StartFlags): ShareOptions {
  return { share: share === true ? 'on' : 'off', address, port: sharePort, tlsCert, tlsKey, proxy: behindProxy }
}
