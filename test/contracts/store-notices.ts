import { describe, expect, it } from 'vitest'
import type { ActorId } from '../../src/core/run/ids.ts'
import type { NoticeChannelRow, NoticePreferenceRow } from '../../src/engine/notice-row.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { aNewRun, aNoticeRow, aTaskRow, LENA, minute, runId } from '../support/rows.ts'

const STALE = { type: 'stale' }
const WRITTEN = { type: 'appended', positions: [] }

const CHANNEL: NoticeChannelRow = {
  id: 'slack',
  revision: 1,
  kept: { settings: { type: 'slack', host: 'hooks.slack.com' }, sealedSecret: 'sealed' },
  by: LENA,
  at: minute(0),
}

const WISH: NoticePreferenceRow = {
  person: LENA,
  revision: 1,
  preference: { email: 'daily', browser: 'never', timezone: 'Europe/Berlin', dailyAt: '08:30', address: null },
}

/** What a store knows of how people are told. */
export function describeNoticeStore(name: string, open: () => WholeStore): void {
  describe(`${name}, notices`, () => {
    it('[ST64] writes nothing of what comes with a notice that is there, a way or a wish that was changed', async () => {
      const store = open()
      const relay = { name: 'notices', revision: 1, position: 7 }
      const rows = [aNoticeRow()]
      expect(await store.append([{ notices: { rows, channel: CHANNEL, preference: WISH } }])).toEqual([WRITTEN])
      expect(await store.append([{ relay, notices: { rows: [aNoticeRow({ key: 'n2' }), ...rows] } }])).toEqual([STALE])
      expect(await store.findRelay('notices')).toBeUndefined()
      expect(await store.listNotices({ limit: 9 })).toEqual(rows)
      const ahead = [{ channel: CHANNEL }, { preference: WISH }, { rows: [aNoticeRow({ revision: 3 })] }]
      expect(await store.append(ahead.map((notices) => ({ notices })))).toEqual([STALE, STALE, STALE])
      const sent = aNoticeRow({ revision: 2, status: 'sent', endedAt: minute(1) })
      expect(await store.append([{ notices: { rows: [sent] } }])).toEqual([WRITTEN])
      expect(await store.listNotices({ limit: 9 })).toEqual([sent])
    })

    it('[ST65] tells what is due, earliest first, and whether its task is open', async () => {
      const store = open()
      const run = aNewRun()
      const task = aTaskRow({ run: runId(1) })
      await store.append([{ ...run, run: { ...run.run, tasks: [task] } }])
      const [base, key] = [aNoticeRow(), 'n0']
      const rows = [
        aNoticeRow({ sendAt: minute(2), notice: { ...base.notice, task: task.id } }),
        aNoticeRow({ key, sendAt: minute(1), person: null }),
        aNoticeRow({ key: 'n3', sendAt: minute(9) }),
        aNoticeRow({ key: 'n4', status: 'failed', endedAt: minute(0) }),
      ]
      await store.append([{ notices: { rows } }])
      const due = [
        { ...rows[1], isTaskOpen: false },
        { ...rows[0], isTaskOpen: true },
      ]
      expect(await store.listDueNotices({ now: minute(2), limit: 9, except: ['slack'] })).toEqual(due)
      expect(await store.listDueNotices({ now: minute(2), limit: 1, except: [] })).toEqual(due.slice(0, 1))
      expect(await store.listDueNotices({ now: minute(2), limit: 9, except: ['slack', 'email'] })).toEqual([])
      expect(await store.nextNoticeAt()).toBe(minute(1))
      expect(await store.findTask(task.id)).toEqual(task)
      expect(await open().nextNoticeAt()).toBeNull()
    })

    it('[ST66] finds all of a message that wait', async () => {
      const store = open()
      const rows = ['n1', 'n2', 'n3'].map((key) => aNoticeRow({ key, message: key === 'n2' ? null : 'm9' }))
      await store.append([{ notices: { rows: [...rows, aNoticeRow({ key: 'n4', message: 'm9', status: 'sent' })] } }])
      expect(await store.listMessage('m9')).toEqual([rows[0], rows[2]])
      expect(await store.listMessage('m1')).toEqual([])
    })

    it('[ST67] counts what was written alone to somebody or to the house', async () => {
      const store = open()
      const given = [
        {},
        { at: minute(5) },
        { at: minute(6), pace: 'together' },
        { person: null, at: minute(6) },
      ] as const
      const rows = given.map((each, index) => aNoticeRow({ key: `n${index}`, ...each }))
      await store.append([{ notices: { rows } }])
      expect(await store.countAlone({ channel: 'email', person: LENA }, minute(0))).toBe(2)
      expect(await store.countAlone({ channel: 'email', person: LENA }, minute(1))).toBe(1)
      expect(await store.countAlone({ channel: 'email', person: null }, minute(1))).toBe(1)
      expect(await store.countAlone({ channel: 'slack', person: LENA }, minute(0))).toBe(0)
    })

    it('[ST68] tells notices newest first, counts them, and forgets those that ended', async () => {
      const store = open()
      const rows = [
        aNoticeRow({ key: 'n1', at: minute(1), status: 'sent', endedAt: minute(1) }),
        aNoticeRow({ key: 'n2', at: minute(2), status: 'failed', problem: 'No answer.', endedAt: minute(3) }),
        aNoticeRow({ key: 'n3', at: minute(3) }),
      ]
      await store.append([{ notices: { rows } }])
      expect(await store.listNotices({ limit: 2 })).toEqual([rows[2], rows[1]])
      expect(await store.listNotices({ status: 'failed', limit: 9 })).toEqual([rows[1]])
      expect(await store.countNotices()).toEqual({ waiting: 1, sent: 1, failed: 1, needless: 0 })
      await store.append([{ notices: { forgetBefore: minute(3) } }])
      expect(await store.listNotices({ limit: 9 })).toEqual([rows[2], rows[1]])
    })

    it('[ST69] lists ways of telling that are kept, and finds wishes', async () => {
      const store = open()
      const webhook: NoticeChannelRow = {
        ...CHANNEL,
        id: 'a',
        kept: { settings: { type: 'webhook', url: 'https://x' }, sealedSecret: null },
      }
      for (const channel of [CHANNEL, webhook]) await store.append([{ notices: { channel } }])
      expect(await store.listNoticeChannels()).toEqual([webhook, CHANNEL])
      const removed = { ...CHANNEL, revision: 2, kept: null }
      await store.append([{ notices: { channel: removed, preference: WISH } }])
      expect(await store.listNoticeChannels()).toEqual([webhook])
      expect(await store.findNoticeChannel('slack')).toEqual(removed)
      expect(await store.findNoticeChannel('none')).toBeUndefined()
      expect(await store.findNoticePreference(LENA)).toEqual(WISH)
      expect(await store.findNoticePreference('human:mei' as ActorId)).toBeUndefined()
      expect(await store.listNoticePreferences()).toEqual([WISH])
    })
  })
}
