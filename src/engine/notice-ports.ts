import type { JsonObject } from '../core/basics/json.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { EmailSettings } from '../core/notice/channel.ts'
import type { Said } from '../core/notice/say-notice.ts'

/** Hands messages over to whoever brings them to people. */
export interface NoticeCarrier {
  /**
   * Never rejects for what answers there, or does not. The same message may be handed over twice: its key lets whoever
   * gets it recognise that.
   */
  readonly carry: (message: NoticeMessage, signal: AbortSignal) => Promise<Carried>
}

export type NoticeMessage = MailToPerson | ChatText | SignedEvent

export interface MailToPerson {
  readonly type: 'email'
  readonly server: EmailSettings
  /** Null: the server is not signed in to. */
  readonly password: string | null
  readonly to: { readonly name: string; readonly address: string }
  readonly said: Said
  /** The same for every try of one message. */
  readonly key: string
  readonly at: Timestamp
}

export interface ChatText {
  readonly type: 'slack'
  readonly url: string
  readonly text: string
}

export interface SignedEvent {
  readonly type: 'webhook'
  readonly url: string
  /** `whsec_…` */
  readonly secret: string
  /** The same for every try. */
  readonly key: string
  readonly body: JsonObject
  /** Now: receivers refuse what was signed long ago. */
  readonly at: Timestamp
}

export type Carried =
  | { readonly type: 'taken' }
  | {
      readonly type: 'not-taken'
      /** `never`: the same message would be refused again. */
      readonly again: 'later' | 'never'
      /** Whether others on the same way would fare no better now. */
      readonly concerns: 'message' | 'channel'
      /** What happened and what to do. Holds no secret. */
      readonly detail: string
    }
