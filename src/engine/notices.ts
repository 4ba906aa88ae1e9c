import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { ChannelSettings, EmailSettings } from '../core/notice/channel.ts'
import type { NoticeFlaw, NoticePreference } from '../core/notice/preference.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { NoticeCounts, NoticeFilter, NoticeRow } from './notice-row.ts'
import type { VaultProblem } from './ports.ts'

/** How people are told: people set it up, try it and see what became of it. */
export interface Notices {
  /** The ways in which this house tells people, by id, without their secrets. */
  readonly listChannels: () => Promise<readonly ChannelRecord[]>
  /** Takes the place of the mail server before. Where the password is left out, its own stays while server and name do. */
  readonly setEmail: (order: EmailOrder) => Promise<Result<ChannelRecord, NoticeProblem>>
  readonly setSlack: (order: AddressOrder) => Promise<Result<ChannelRecord, NoticeProblem>>
  readonly addWebhook: (order: AddressOrder) => Promise<Result<MadeChannel, NoticeProblem>>
  /** Its secret is erased with it, and what waits for it is not sent any more. */
  readonly removeChannel: (id: string, by: ActorId) => Promise<Result<readonly ChannelRecord[], NoticeProblem>>
  /** Sends one message that is about nothing. */
  readonly test: (id: string, by: ActorId) => Promise<Result<ChannelTest, NoticeProblem>>
  readonly preferenceOf: (person: ActorId) => Promise<KeptPreference>
  readonly setPreference: (
    person: ActorId,
    preference: NoticePreference,
  ) => Promise<Result<KeptPreference, NoticeProblem>>
  /** Newest first. */
  readonly list: (filter: NoticeFilter) => Promise<readonly NoticeRow[]>
  readonly count: () => Promise<NoticeCounts>
}

export interface ChannelRecord {
  readonly id: string
  readonly settings: ChannelSettings
  readonly hasSecret: boolean
  /** `environment`: the program was started with it, and it is removed there. */
  readonly from: 'settings' | 'environment'
  readonly since: Timestamp
}

export interface MadeChannel extends ChannelRecord {
  /** Shown this once. */
  readonly secret: string
}

export interface ChannelTest {
  readonly isWell: boolean
  readonly detail: string
}

/** What somebody wishes, and where their mails go. */
export interface KeptPreference {
  readonly preference: NoticePreference
  /** Whether they said so; else it is what is usual. */
  readonly isSaid: boolean
  /** Null: nobody knows an address of theirs. */
  readonly address: string | null
  /** Whether this house sends mails at all. */
  readonly isMailSent: boolean
}

export interface EmailOrder {
  readonly settings: EmailSettings
  readonly password: string | null
  readonly by: ActorId
}

export interface AddressOrder {
  readonly url: string
  readonly by: ActorId
}

/** More programs than this want to hear of everything only by mistake. */
export const NOTICE_WEBHOOKS_MAX = 20

/** Why nothing was changed. */
export type NoticeProblem =
  | { readonly code: 'notice-settings-invalid'; readonly flaws: readonly NoticeFlaw[] }
  | { readonly code: 'channel-unknown'; readonly id: string }
  | { readonly code: 'channel-changed'; readonly id: string }
  | { readonly code: 'channels-full' }
  | VaultProblem
