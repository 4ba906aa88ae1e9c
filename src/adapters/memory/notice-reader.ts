import type { NoticeReader, NoticeRow, NoticeStatus } from '../../engine/notice-row.ts'
import { compareTexts } from './order.ts'
import type { Tables } from './tables.ts'

export function createNoticeReader(tables: Tables): NoticeReader {
  const { notices, noticeChannels, noticePreferences, tasks } = tables
  const all = () => [...notices.values()]
  const waiting = () => all().filter(({ status }) => status === 'waiting')
  return {
    listDueNotices: async ({ now, limit, except }) =>
      waiting()
        .filter(({ sendAt, channel }) => sendAt <= now && !except.includes(channel))
        .sort((left, right) => left.sendAt - right.sendAt || compareTexts(left.key, right.key))
        .slice(0, limit)
        .map((row) => ({ ...row, isTaskOpen: tasks.get(row.notice.task)?.status === 'open' })),
    listMessage: async (message) =>
      waiting()
        .filter((row) => row.message === message)
        .sort((left, right) => compareTexts(left.key, right.key)),
    nextNoticeAt: async () => waiting().sort((left, right) => left.sendAt - right.sendAt)[0]?.sendAt ?? null,
    countAlone: async ({ channel, person }, since) =>
      all().filter((row) => row.channel === channel && row.person === person && row.at >= since && row.pace === 'alone')
        .length,
    listNotices: async ({ status, limit }) =>
      all()
        .filter((row) => status === undefined || row.status === status)
        .sort((left, right) => right.at - left.at || compareTexts(right.key, left.key))
        .slice(0, limit),
    countNotices: async () => ({
      waiting: count(all(), 'waiting'),
      sent: count(all(), 'sent'),
      failed: count(all(), 'failed'),
      needless: count(all(), 'needless'),
    }),
    listNoticeChannels: async () =>
      [...noticeChannels.values()]
        .filter(({ kept }) => kept !== null)
        .sort((left, right) => compareTexts(left.id, right.id)),
    findNoticeChannel: async (id) => noticeChannels.get(id),
    findNoticePreference: async (person) => noticePreferences.get(person),
    listNoticePreferences: async () =>
      [...noticePreferences.values()].sort((left, right) => compareTexts(left.person, right.person)),
  }
}

function count(rows: readonly NoticeRow[], status: NoticeStatus): number {
  return rows.filter((row) => row.status === status).length
}
