import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Timestamp } from '../../../core/basics/timestamp.ts'

/** A message to one person. Addresses are plain; no text holds a line break except the body. */
export interface MailMessage {
  readonly from: MailPerson
  readonly to: MailPerson
  readonly subject: string
  readonly body: string
  /** Repeats of the same message have the same key. */
  readonly key: string
  readonly at: Timestamp
}

export interface MailPerson {
  readonly name: string
  readonly address: string
}

/** The key as letters and digits that are safe in a file name and in a header. */
export function keyDigest(message: MailMessage): string {
  return createHash('sha256').update(message.key).digest('hex')
}

/** The same for every repeat, so that a mailbox that got a message twice can tell. */
export function messageIdOf(message: MailMessage): string {
  return `<${keyDigest(message)}@${message.from.address.split('@')[1]}>`
}

/** The message in the format of RFC 5322. Names and subject are encoded by the library, never pasted into a header. */
export function composeMail(message: MailMessage): Promise<Buffer> {
  const composer = new MailComposer({
    from: { ...message.from },
    to: [{ ...message.to }],
    subject: message.subject,
    text: message.body,
    messageId: messageIdOf(message),
    date: new Date(message.at),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}
