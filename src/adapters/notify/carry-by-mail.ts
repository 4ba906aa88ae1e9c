import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { Carried, MailToPerson } from '../../engine/notice-ports.ts'

/** How the program speaks to a mail server. */
export type OpenMail = (server: MailServer) => {
  readonly deliver: (message: OneMail, signal: AbortSignal) => Promise<Delivered>
}

interface MailServer {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly auth?: { readonly user: string; readonly pass: string }
}

interface OneMail {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: MailToPerson['to']
  readonly subject: string
  readonly body: string
  /** Its `Message-ID` is made of it. */
  readonly key: string
  readonly at: Timestamp
}

type Delivered =
  | { readonly type: 'accepted' }
  | {
      readonly type: 'not-accepted'
      readonly code: string
      readonly message: string
      readonly reach: 'not-begun' | 'answered' | 'unknown'
    }

/**
 * A mail that nobody confirmed is sent again, with the same `Message-ID`. A server that answers may have refused this
 * recipient only; one that was not reached or does not let us in concerns all mails.
 */
export async function carryByMail(mail: MailToPerson, open: OpenMail, signal: AbortSignal): Promise<Carried> {
  const { said, to, key, at, server } = mail
  const from = { name: 'WorkCharts', address: server.from }
  const delivered = await open(serverOf(mail)).deliver({ from, to, ...said, key, at }, signal)
  if (delivered.type === 'accepted') return { type: 'taken' }
  const concerns = delivered.reach === 'answered' && !/\b(?:530|535)\b/.test(delivered.message) ? 'message' : 'channel'
  return { type: 'not-taken', again: 'later', concerns, detail: delivered.message }
}

function serverOf({ server: { host, port, encryption, user }, password }: MailToPerson): MailServer {
  const reached = { host, port, secure: encryption === 'tls' }
  return user === null || password === null ? reached : { ...reached, auth: { user, pass: password } }
}
