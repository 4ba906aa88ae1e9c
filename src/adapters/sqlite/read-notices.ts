import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type {
  DueNotice,
  DueNoticesQuestion,
  NoticeCounts,
  NoticeFilter,
  NoticeReader,
  NoticeRow,
  NoticeStatus,
} from '../../engine/notice-row.ts'
import { toChannelRow, toNoticeRow, toPreferenceRow } from './notice-row.ts'
import type { Tables } from './tables.ts'

/** The status is spelled out: SQLite would not use an index of those that wait for a status it is only handed. */
const WAITING = sql.lit<NoticeStatus>('waiting')

export function createNoticeReads(db: Kysely<Tables>): NoticeReader {
  return { ...createOutboxReads(db), ...createSettingReads(db) }
}

type OutboxReads = Pick<
  NoticeReader,
  'listDueNotices' | 'listMessage' | 'nextNoticeAt' | 'countAlone' | 'listNotices' | 'countNotices'
>

function createOutboxReads(db: Kysely<Tables>): OutboxReads {
  const waiting = () => db.selectFrom('notices').where('notices.status', '=', WAITING)
  return {
    listDueNotices: (question) => listDue(db, question),
    listMessage: async (message) =>
      (await waiting().selectAll().where('message', '=', message).orderBy('key').execute()).map(toNoticeRow),
    nextNoticeAt: async () => {
      const first = await waiting().select('send_at').orderBy('send_at').limit(1).executeTakeFirst()
      return first?.send_at ?? null
    },
    countAlone: async ({ channel, person }, since) => {
      const [row] = await db
        .selectFrom('notices')
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .where('channel', '=', channel)
        .where('person', 'is', person)
        .where('at', '>=', since)
        .where('pace', '=', 'alone')
        .execute()
      return row?.rows ?? 0
    },
    listNotices: (filter) => listNotices(db, filter),
    countNotices: () => countNotices(db),
  }
}

/** Of those that wait, with whether their tasks are still open. */
async function listDue(db: Kysely<Tables>, { now, limit, except }: DueNoticesQuestion): Promise<readonly DueNotice[]> {
  const rows = await db
    .selectFrom('notices')
    .leftJoin('tasks', 'tasks.id', 'notices.task')
    .selectAll('notices')
    .select('tasks.status as task_status')
    .where('notices.status', '=', WAITING)
    .where('send_at', '<=', now)
    .where(({ eb, and }) => and(except.map((channel) => eb('notices.channel', '!=', channel))))
    .orderBy('send_at')
    .orderBy('key')
    .limit(limit)
    .execute()
  return rows.map(({ task_status, ...row }) => ({ ...toNoticeRow(row), isTaskOpen: task_status === 'open' }))
}

async function listNotices(db: Kysely<Tables>, { status, limit }: NoticeFilter): Promise<readonly NoticeRow[]> {
  const all = db.selectFrom('notices').selectAll().orderBy('at', 'desc').orderBy('key', 'desc').limit(limit)
  return (await (status === undefined ? all : all.where('status', '=', status)).execute()).map(toNoticeRow)
}

async function countNotices(db: Kysely<Tables>): Promise<NoticeCounts> {
  const rows = await db
    .selectFrom('notices')
    .select(['status', ({ fn }) => fn.countAll<number>().as('rows')])
    .groupBy('status')
    .execute()
  return {
    waiting: 0,
    sent: 0,
    failed: 0,
    needless: 0,
    ...Object.fromEntries(rows.map((each) => [each.status, each.rows])),
  }
}

type SettingReads = Pick<
  NoticeReader,
  'listNoticeChannels' | 'findNoticeChannel' | 'findNoticePreference' | 'listNoticePreferences'
>

function createSettingReads(db: Kysely<Tables>): SettingReads {
  const channels = () => db.selectFrom('notice_channels').selectAll()
  const preferences = () => db.selectFrom('notice_preferences').selectAll()
  return {
    listNoticeChannels: async () =>
      (await channels().where('settings', 'is not', null).orderBy('id').execute()).map(toChannelRow),
    findNoticeChannel: async (id) => {
      const row = await channels().where('id', '=', id).executeTakeFirst()
      return row && toChannelRow(row)
    },
    findNoticePreference: async (person) => {
      const row = await preferences().where('person', '=', person).executeTakeFirst()
      return row && toPreferenceRow(row)
    },
    listNoticePreferences: async () => (await preferences().orderBy('person').execute()).map(toPreferenceRow),
  }
}
