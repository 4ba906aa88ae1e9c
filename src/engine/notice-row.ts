import type { Timestamp } from '../core/basics/timestamp.ts'
import type { ChannelSettings } from '../core/notice/channel.ts'
import type { Notice } from '../core/notice/notice.ts'
import type { NoticePreference } from '../core/notice/preference.ts'
import type { ActorId } from '../core/run/ids.ts'

/** Something that somebody is told on one way (`notices`). */
export interface NoticeRow {
  /** Made of the fact, the way and the person: nobody is told of anything twice on one way. */
  readonly key: string
  /** From 1; rises with every change. */
  readonly revision: number
  /** The id of a `NoticeChannelRow`. */
  readonly channel: string
  /** Null: it goes to a place of the house, not to a person. */
  readonly person: ActorId | null
  readonly notice: Notice
  readonly pace: 'alone' | 'together'
  /** The message it goes out with, by which a receiver recognises one that comes twice; null: not decided yet. */
  readonly message: string | null
  readonly status: NoticeStatus
  readonly tries: number
  /** When it goes out, or is tried again. */
  readonly sendAt: Timestamp
  /** Why the last try failed, or why it was given up; null: none failed. */
  readonly problem: string | null
  /** When it was written, and when it was sent, given up or not needed any more. */
  readonly at: Timestamp
  readonly endedAt: Timestamp | null
}

/** `needless`: its task was decided before it went out. */
export type NoticeStatus = 'waiting' | 'sent' | 'failed' | 'needless'

/** A way in which this house tells people (`notice_channels`). */
export interface NoticeChannelRow {
  readonly id: string
  /** From 1; rises with every change. */
  readonly revision: number
  /** Null: it was removed, and nothing of it is kept. */
  readonly kept: KeptChannel | null
  /** Who made the last change. */
  readonly by: ActorId
  /** Since when it tells: nothing of what was before. */
  readonly at: Timestamp
}

export interface KeptChannel {
  readonly settings: ChannelSettings
  /** As the vault sealed it under the id; null: it has none. */
  readonly sealedSecret: string | null
}

/** How somebody wants to be told (`notice_preferences`). */
export interface NoticePreferenceRow {
  readonly person: ActorId
  /** From 1; rises with every change. */
  readonly revision: number
  readonly preference: NoticePreference
}

/** What is written together about notices. */
export interface NoticeChange {
  /** Rows to write; each is stale unless the stored `revision` is one less. */
  readonly rows?: readonly NoticeRow[]
  readonly channel?: NoticeChannelRow
  readonly preference?: NoticePreferenceRow
  /** Those that ended before it are forgotten. */
  readonly forgetBefore?: Timestamp
}

export interface DueNoticesQuestion {
  readonly now: Timestamp
  readonly limit: number
  /** Ways on which nothing goes out now. */
  readonly except: readonly string[]
}

export interface DueNotice extends NoticeRow {
  readonly isTaskOpen: boolean
}

/** Questions about how people are told. */
export interface NoticeReader {
  /** Those that wait and whose time has come, the earliest first. */
  readonly listDueNotices: (question: DueNoticesQuestion) => Promise<readonly DueNotice[]>
  /** All that go out with one message and wait, by key. */
  readonly listMessage: (message: string) => Promise<readonly NoticeRow[]>
  /** When the next one that waits is due; null: none waits. */
  readonly nextNoticeAt: () => Promise<Timestamp | null>
  /** How many of somebody's were written since then that go out alone. */
  readonly countAlone: (to: Pick<NoticeRow, 'channel' | 'person'>, since: Timestamp) => Promise<number>
  /** Newest first. */
  readonly listNotices: (filter: NoticeFilter) => Promise<readonly NoticeRow[]>
  readonly countNotices: () => Promise<NoticeCounts>
  /** Those that were not removed, by id. */
  readonly listNoticeChannels: () => Promise<readonly NoticeChannelRow[]>
  /** Also one that was removed. */
  readonly findNoticeChannel: (id: string) => Promise<NoticeChannelRow | undefined>
  readonly findNoticePreference: (person: ActorId) => Promise<NoticePreferenceRow | undefined>
  readonly listNoticePreferences: () => Promise<readonly NoticePreferenceRow[]>
}

export interface NoticeFilter {
  readonly status?: NoticeStatus
  readonly limit: number
}

export type NoticeCounts = Readonly<Record<NoticeStatus, number>>
