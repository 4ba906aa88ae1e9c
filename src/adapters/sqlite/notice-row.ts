import type { NoticeChannelRow, NoticePreferenceRow, NoticeRow } from '../../engine/notice-row.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { ChannelColumns, NoticeColumns, PreferenceColumns } from './notice-columns.ts'

export function toNoticeColumns({ notice, sendAt, endedAt, ...row }: NoticeRow): NoticeColumns {
  return { ...row, task: notice.task, notice: toJsonText(notice), send_at: sendAt, ended_at: endedAt }
}

export function toNoticeRow({ task: _, notice, send_at, ended_at, ...row }: NoticeColumns): NoticeRow {
  return { ...row, notice: fromJsonText(notice), sendAt: send_at, endedAt: ended_at }
}

export function toChannelColumns({ kept, ...row }: NoticeChannelRow): ChannelColumns {
  if (kept === null) return { ...row, settings: null, sealed_secret: null }
  return { ...row, settings: toJsonText(kept.settings), sealed_secret: kept.sealedSecret }
}

export function toChannelRow({ settings, sealed_secret, ...row }: ChannelColumns): NoticeChannelRow {
  return { ...row, kept: settings === null ? null : { settings: fromJsonText(settings), sealedSecret: sealed_secret } }
}

export function toPreferenceColumns({ preference, ...row }: NoticePreferenceRow): PreferenceColumns {
  return { ...row, preference: toJsonText(preference) }
}

export function toPreferenceRow({ preference, ...row }: PreferenceColumns): NoticePreferenceRow {
  return { ...row, preference: fromJsonText(preference) }
}
