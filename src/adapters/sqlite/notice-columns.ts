import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { ActorId, TaskId } from '../../core/run/ids.ts'
import type { KeptChannel, NoticePreferenceRow, NoticeRow, NoticeStatus } from '../../engine/notice-row.ts'
import type { JsonText } from './json-text.ts'

export interface NoticeTables {
  readonly notices: NoticeColumns
  readonly notice_channels: ChannelColumns
  readonly notice_preferences: PreferenceColumns
}

export type NoticeColumns = {
  readonly key: string
  readonly revision: number
  readonly channel: string
  readonly person: ActorId | null
  readonly task: TaskId
  readonly notice: JsonText<NoticeRow['notice']>
  readonly pace: NoticeRow['pace']
  readonly message: string | null
  readonly status: NoticeStatus
  readonly tries: number
  readonly send_at: Timestamp
  readonly problem: string | null
  readonly at: Timestamp
  readonly ended_at: Timestamp | null
}

/** `settings` null: it was removed, and `sealed_secret` is null too. */
export type ChannelColumns = {
  readonly id: string
  readonly revision: number
  readonly settings: JsonText<KeptChannel['settings']> | null
  readonly sealed_secret: string | null
  readonly by: ActorId
  readonly at: Timestamp
}

export type PreferenceColumns = {
  readonly person: ActorId
  readonly revision: number
  readonly preference: JsonText<NoticePreferenceRow['preference']>
}
