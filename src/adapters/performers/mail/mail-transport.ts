import type { AttemptError } from '../../../core/run/answer.ts'
import type { MailMessage } from './mail-message.ts'

/** Hands messages over to whoever delivers them. */
export interface MailTransport {
  /** Settles after `signal` aborts; rejects only for a failing disk or a bug. */
  readonly deliver: (message: MailMessage, signal: AbortSignal) => Promise<MailDelivery>
}

export type MailDelivery =
  | { readonly type: 'accepted'; readonly messageId: string }
  | {
      readonly type: 'not-accepted'
      readonly code: string
      readonly message: string
      readonly reach: AttemptError['reach']
    }
