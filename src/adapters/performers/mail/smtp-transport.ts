import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailMessage } from './mail-message.ts'
import { composeMail, messageIdOf } from './mail-message.ts'
import type { MailDelivery, MailTransport } from './mail-transport.ts'

export interface SmtpServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (port 465). Otherwise STARTTLS is used where the server offers it. */
  readonly secure: boolean
  /** With a password, an unencrypted connection is refused unless the server is this machine. */
  readonly auth?: { readonly user: string; readonly pass: string }
}

/** Sends through an SMTP server, one connection per message. */
export function createSmtpTransport(server: SmtpServer): MailTransport {
  return {
    deliver: async (message, signal) => {
      const bytes = await composeMail(message)
      return converse({ server, message, bytes }, signal)
    },
  }
}

interface Conversation {
  readonly server: SmtpServer
  readonly message: MailMessage
  readonly bytes: Buffer
}

/** How long a mail server may take to be reached, to greet and to say anything at all. */
const CONNECT_MAX_MS = 30_000
const SILENCE_MAX_MS = 120_000

/** Connects, logs in and sends. Whatever goes wrong, what it proves about the message is decided in one place. */
async function converse({ server, message, bytes }: Conversation, signal: AbortSignal): Promise<MailDelivery> {
  const connection = connectionTo(server)
  const content = watched(bytes)
  const stop = () => connection.close()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await untilEnd(connection, () => exchange({ connection, server, message, content: content.stream }), signal)
    return { type: 'accepted', messageId: messageIdOf(message) }
  } catch (error) {
    return notAccepted(error, { server, begun: content.begun() })
  } finally {
    signal.removeEventListener('abort', stop)
    connection.close()
  }
}

function connectionTo(server: SmtpServer): SMTPConnection {
  const isLocal = server.host === 'localhost' || server.host === '127.0.0.1' || server.host === '::1'
  return new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: server.auth !== undefined && !server.secure && !isLocal,
    connectionTimeout: CONNECT_MAX_MS,
    greetingTimeout: CONNECT_MAX_MS,
    socketTimeout: SILENCE_MAX_MS,
  })
}

/** The bytes as a stream that knows whether the server asked for them. */
function watched(bytes: Buffer): { readonly stream: Readable; readonly begun: () => boolean } {
  let asked = false
  const stream = new Readable({
    read() {
      asked = true
      this.push(bytes)
      this.push(null)
    },
  })
  return { stream, begun: () => asked }
}

interface Exchange {
  readonly connection: SMTPConnection
  readonly server: SmtpServer
  readonly message: MailMessage
  readonly content: Readable
}

async function exchange({ connection, server, message, content }: Exchange): Promise<void> {
  await called((done) => connection.connect(done))
  const { auth } = server
  if (auth !== undefined) await called((done) => connection.login({ ...auth }, done))
  const envelope = { from: message.from.address, to: message.to.address }
  await called((done) => connection.send(envelope, content, done))
}

function called(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()))
  })
}

/** The connection reports what breaks between two commands as an event; then no callback comes. */
function untilEnd(connection: SMTPConnection, talk: () => Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject)
    signal.addEventListener('abort', () => reject(new Error('It was stopped.')), { once: true })
    if (signal.aborted) reject(new Error('It was stopped before it began.'))
    else talk().then(resolve, reject)
  })
}

/**
 * A reply code of the server is its answer: the message is not taken. Without one, a message whose bytes the server
 * never asked for was not begun; one whose bytes it did ask for may have been delivered.
 */
function notAccepted(error: unknown, fact: { server: SmtpServer; begun: boolean }): MailDelivery {
  const { host, port } = fact.server
  const reason = error instanceof Error ? error.message : String(error)
  const said = `The mail server ${host}:${port} did not take the message: ${reason.replaceAll(/\s+/g, ' ')}`
  if (error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number') {
    return { type: 'not-accepted', code: 'mail-refused', message: said, reach: 'answered' }
  }
  if (!fact.begun) return { type: 'not-accepted', code: 'mail-not-sent', message: said, reach: 'not-begun' }
  const message = `The mail server ${host}:${port} got the message and never confirmed it. Look in its log or ask the recipient.`
  return { type: 'not-accepted', code: 'mail-unconfirmed', message, reach: 'unknown' }
}
