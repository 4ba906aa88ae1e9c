import type { DatabaseSync } from 'node:sqlite'
import type { NoticeChange } from '../../engine/notice-row.ts'
import type { ChannelColumns, NoticeColumns, PreferenceColumns } from './notice-columns.ts'
import { toChannelColumns, toNoticeColumns, toPreferenceColumns } from './notice-row.ts'
import { createReviser } from './statements.ts'

/** False: something of it was changed meanwhile. */
export function createNoticeWriter(database: DatabaseSync): (change: NoticeChange) => boolean {
  const isNoticeWritten = createReviser<NoticeColumns>(database, 'notices', 'key')
  const isChannelWritten = createReviser<ChannelColumns>(database, 'notice_channels', 'id')
  const isPreferenceWritten = createReviser<PreferenceColumns>(database, 'notice_preferences', 'person')
  const forget = database.prepare('delete from notices where ended_at < ?')
  return ({ rows = [], channel, preference, forgetBefore }) => {
    if (forgetBefore !== undefined) forget.run(forgetBefore)
    return (
      (channel === undefined || isChannelWritten(toChannelColumns(channel))) &&
      (preference === undefined || isPreferenceWritten(toPreferenceColumns(preference))) &&
      rows.every((row) => isNoticeWritten(toNoticeColumns(row)))
    )
  }
}
