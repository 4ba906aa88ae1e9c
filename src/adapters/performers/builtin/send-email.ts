import { z } from 'zod'
import type { Result } from '../../../core/basics/result.ts'
import type { Assignment, Clock, Performer } from '../../../engine/ports.ts'
import type { Refusal } from '../attempt-results.ts'
import { answered, failed, refused } from '../attempt-results.ts'
import { parseMailAddress } from '../mail/mail-address.ts'
import type { MailMessage, MailPerson } from '../mail/mail-message.ts'
import type { MailTransport } from '../mail/mail-transport.ts'
import { INPUTS, readShape } from '../read-shape.ts'

export interface SendEmailOptions {
  readonly transport: MailTransport
  readonly from: MailPerson
  readonly clock: Clock
}

/**
 * *Send e-mail*: inputs `{to, name?, subject, body}` to outputs `{messageId, to}`. The message id and, in the
 * development outbox, the file depend only on the idempotency key.
 */
export function createSendEmail(options: SendEmailOptions): Performer {
  return {
    perform: async (assignment, signal) => {
      const message = readMessage(assignment, options)
      if (!message.ok) return refused(message.error)
      const delivery = await options.transport.deliver(message.value, signal)
      if (delivery.type === 'not-accepted') return failed(delivery, delivery.reach)
      const to = message.value.to.address
      return answered({ outputs: { messageId: delivery.messageId, to }, confidence: null, summary: `Sent to ${to}.` })
    },
  }
}

/** RFC 5322, 2.1.1: characters of one line; longer subjects are a body in the wrong place. */
const HEADER_MAX = 998
/** Mail servers commonly refuse more than 10 MiB; a letter is a few KiB. */
const BODY_MAX = 1_000_000

/** Line breaks and other control characters would end a header: they are refused, not repaired. */
const headerText = z
  .string()
  .max(HEADER_MAX)
  .regex(/^\P{Cc}*$/u, 'must be one line without control characters')

const messageInputs = z.object({
  to: z.string(),
  name: headerText.default(''),
  subject: headerText.min(1),
  body: z.string().min(1).max(BODY_MAX),
})

function readMessage(assignment: Assignment, options: SendEmailOptions): Result<MailMessage, Refusal> {
  const inputs = readShape(messageInputs, assignment.inputs, INPUTS)
  if (!inputs.ok) return inputs
  const address = parseMailAddress(inputs.value.to)
  if (!address.ok) return address
  const { name, subject, body } = inputs.value
  const to = { name, address: address.value }
  const key = assignment.idempotencyKey
  return { ok: true, value: { from: options.from, to, subject, body, key, at: options.clock.now() } }
}
