import { describe, expect, it } from 'vitest'
import type { Notice, NoticeChannel, NoticePreference } from '../../../src/api/contract/notices.ts'
import type { Person } from '../../../src/api/contract/people.ts'
import { saidAt } from '../../../src/web/derive/said-at.ts'
import { draftOfTelling, mailWords, permissionWords, toTellingRequest } from '../../../src/web/derive/telling-form.ts'
import type { HeardTask } from '../../../src/web/derive/told-in-browser.ts'
import { heardTask, isForOwner, TOLD_APART_MAX, toShow } from '../../../src/web/derive/told-in-browser.ts'
import {
  countsWords,
  draftOfWay,
  emptyWay,
  inOrder,
  kindsToSetUp,
  notSentWords,
  toWayRequest,
  wayWords,
  withEncryption,
} from '../../../src/web/derive/way-form.ts'
import { aTaskRow, minutesFromNow } from '../../support/web-views.ts'

const SAID: NoticePreference = {
  email: 'daily',
  browser: 'never',
  timezone: 'Asia/Tokyo',
  dailyAt: '07:30',
  address: null,
  isSaid: true,
  mailsTo: 'mei@example.com',
  isMailSent: true,
  givesAddress: false,
}

const MEI: Person = {
  id: 'human:mei-lin',
  name: 'Mei Lin',
  email: 'mei@example.com',
  roles: ['approver'],
  teams: ['support'],
  ventures: null,
  changedBy: { id: 'human:owner', name: 'owner' },
  changedAt: minutesFromNow(-5),
}

const SERVER: NoticeChannel = {
  id: 'email',
  type: 'email',
  hasSecret: true,
  from: 'settings',
  server: { host: 'smtp.example.com', port: 465, encryption: 'tls', user: 'desk', from: 'desk@example.com' },
}
const CHAT: NoticeChannel = { id: 'slack', type: 'slack', hasSecret: true, from: 'settings', host: 'hooks.slack.com' }
const PROGRAM: NoticeChannel = {
  id: 'p1',
  type: 'webhook',
  hasSecret: true,
  from: 'settings',
  url: 'https://example.com/in',
}

describe('how somebody is told', () => {
  it('[UI258] whoever has said nothing is offered the zone of their browser, and others what they said', () => {
    expect(draftOfTelling(SAID, 'Europe/Berlin').timezone).toBe('Asia/Tokyo')
    expect(draftOfTelling({ ...SAID, isSaid: false }, 'Europe/Berlin').timezone).toBe('Europe/Berlin')
  })

  it('[UI258] an empty address is none', () => {
    const draft = draftOfTelling({ ...SAID, address: 'me@example.com' }, 'UTC')
    const said = { email: 'daily', browser: 'never', timezone: 'Asia/Tokyo', dailyAt: '07:30' }
    expect(toTellingRequest(draft)).toEqual({ ...said, address: 'me@example.com' })
    expect(toTellingRequest({ ...draft, address: '  ' })).toEqual({ ...said, address: null })
  })

  it('[UI259] what is wrong with a field is one text', () => {
    const errors = [
      { pointer: '/dailyAt', detail: 'No time.' },
      { pointer: '/dailyAt', detail: 'Write 08:30.' },
    ]
    expect(saidAt(errors, '/dailyAt')).toBe('No time. Write 08:30.')
    expect(saidAt(errors, '/timezone')).toBeUndefined()
  })

  it('[UI260] says where mails go, or why none comes and who can change that', () => {
    expect(mailWords(SAID)).toEqual({ isReached: true, words: 'Mails go to mei@example.com.' })
    expect(mailWords({ ...SAID, isMailSent: false }).words).toContain('no mail server is set up here')
    expect(mailWords({ ...SAID, mailsTo: null }).words).toContain('Ask whoever manages people')
    expect(mailWords({ ...SAID, mailsTo: null, givesAddress: true }).words).toContain('Give it here')
  })

  it('[UI261] says for each answer of the browser what to do', () => {
    const words = (['granted', 'default', 'denied', 'none'] as const).map(permissionWords)
    expect(words).toEqual([
      expect.stringContaining('may show it'),
      expect.stringContaining('asks you when you choose this'),
      expect.stringContaining('Allow it beside the address of this page'),
      expect.stringContaining('Use another one, or be told by mail'),
    ])
  })
})

describe('ways of telling', () => {
  it('[UI262] are told on a line', () => {
    expect([SERVER, CHAT, PROGRAM].map((channel) => wayWords(channel).detail)).toEqual([
      'smtp.example.com:465, mails come from desk@example.com, signed in to as desk',
      'A room at hooks.slack.com',
      'https://example.com/in',
    ])
  })

  it('[UI262] are changed from what is there, without the secrets', () => {
    expect(toWayRequest(draftOfWay(SERVER))).toEqual({
      path: '/notices/email',
      body: {
        host: 'smtp.example.com',
        port: 465,
        encryption: 'tls',
        user: 'desk',
        password: null,
        from: 'desk@example.com',
      },
    })
    expect(draftOfWay(CHAT)).toEqual(emptyWay('slack'))
  })

  it('[UI262] are sent as they were typed, a port that is none as 0', () => {
    const draft = { ...emptyWay('email'), host: ' a ', port: 'x', password: ' p ', from: ' a@b ' }
    expect(toWayRequest(draft).body).toMatchObject({ host: 'a', port: 0, user: null, password: ' p ', from: 'a@b' })
    const url = ' https://example.com '
    expect(toWayRequest({ ...emptyWay('slack'), url })).toEqual({
      path: '/notices/slack',
      body: { url: 'https://example.com' },
    })
    expect(toWayRequest({ ...emptyWay('webhook'), url }).path).toBe('/notices/webhooks')
  })

  it('[UI262] a second mail server or chat is not offered, another program is', () => {
    expect(kindsToSetUp([])).toEqual(['email', 'slack', 'webhook'])
    expect(kindsToSetUp([SERVER, CHAT, PROGRAM])).toEqual(['webhook'])
  })

  it('[UI262] are listed with the mail server first, and take the usual port of their encryption', () => {
    expect(inOrder([PROGRAM, CHAT, SERVER]).map(({ id }) => id)).toEqual(['email', 'slack', 'p1'])
    const usual = emptyWay('email')
    expect(withEncryption(usual, 'tls').port).toBe('465')
    expect(withEncryption({ ...usual, port: '2525' }, 'tls').port).toBe('2525')
  })

  it('[UI264] nothing is counted where nobody was told anything', () => {
    const none = { waiting: 0, sent: 0, failed: 0, needless: 0 }
    expect(countsWords(none)).toBe('Nobody was told anything in the last 30 days.')
    expect(countsWords({ ...none, sent: 1, waiting: 1 })).toBe(
      'In the last 30 days 1 was sent, 0 could not be, and 0 were not needed any more. 1 waits.',
    )
  })

  it('[UI264] what could not be sent says to whom, how and how often it was tried', () => {
    const notice: Notice = {
      kind: 'task-reminded',
      channel: 'email',
      person: 'human:mei-lin',
      task: 'r.s.1',
      workchart: 'Sign-off',
      stage: 'Agree to it',
      status: 'failed',
      tries: 9,
      sendAt: minutesFromNow(-5),
      problem: 'No answer.',
    }
    expect(notSentWords(notice)).toBe('A reminder, by mail to Mei Lin, tried 9 times')
    expect(notSentWords({ ...notice, person: null })).toBe('A reminder, by mail, tried 9 times')
    expect(notSentWords({ ...notice, channel: 'slack', person: null, tries: 1 })).toContain('in the chat, tried 1 time')
    expect(notSentWords({ ...notice, channel: 'p1', person: null })).toContain('to a program')
  })
})

const TASK = aTaskRow({ id: 'r1.agree.1', run: 'r1', stage: { id: 'agree', name: 'Agree to it' } })
const OPENED: HeardTask = { kind: 'task-opened', run: 'r1', stage: 'agree' }
const ME = 'human:mei-lin'

describe('what the browser shows', () => {
  it('[UI265] hears of tasks that open, are passed on, reminded of, overdue or asked about, and of nothing else', () => {
    const kinds = [
      'task-opened',
      'task-reassigned',
      'task-reminded',
      'task-overdue',
      'information-asked',
      'run-started',
    ]
    const heard = kinds.map((type) => heardTask({ position: 1, run: 'r1', seq: 1, type, stage: 'agree' })?.kind)
    expect(heard).toEqual([
      'task-opened',
      'task-passed-on',
      'task-reminded',
      'task-overdue',
      'information-asked',
      undefined,
    ])
  })

  it('[UI265] tells of the open tasks that were heard of, and not of those that were there before', () => {
    const before = aTaskRow({ id: 'r2.agree.1', run: 'r2', stage: TASK.stage })
    const beside = aTaskRow({ id: 'r1.other.1', run: 'r1', stage: { id: 'other', name: 'Other' } })
    expect(toShow([OPENED], [before, TASK, beside], ME).map(({ task }) => task)).toEqual([TASK.id])
    expect(toShow([OPENED], [], ME)).toEqual([])
  })

  it('[UI265] tells of a question only whoever was asked', () => {
    const asked = { ...OPENED, kind: 'information-asked' } as const
    expect(toShow([asked], [TASK], ME)).toEqual([])
    const [shown] = toShow([asked], [{ ...TASK, questionOf: { id: ME, name: 'mei-lin' } }], ME)
    expect(shown?.title).toBe('A question for you: Agree to it')
  })

  it('[UI266] shows names alone, in one line, under a tag of the task and what is told of it', () => {
    const task = { ...TASK, because: 'Secret', runTitle: 'Secret', stage: { id: 'agree', name: 'Agree\nto it' } }
    expect(toShow([OPENED], [task], ME)).toEqual([
      {
        title: 'For you: Agree\u{fffd}to it',
        body: 'Support desk replies',
        tag: 'workcharts r1.agree.1 task-opened',
        task: 'r1.agree.1',
      },
    ])
  })

  it('[UI266] tells of a task once, what was heard last', () => {
    const overdue = { ...OPENED, kind: 'task-overdue' } as const
    expect(toShow([OPENED, overdue], [TASK], ME).map(({ title }) => title)).toEqual(['Overdue: Agree to it'])
  })

  it('[UI266] tells of more than three together', () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...TASK, id: `r${index}.agree.1`, run: `r${index}` }))
    const heard = rows(TOLD_APART_MAX + 1).map(({ run }) => ({ ...OPENED, run }))
    expect(toShow(heard, rows(TOLD_APART_MAX), ME)).toHaveLength(TOLD_APART_MAX)
    expect(toShow(heard, rows(TOLD_APART_MAX + 1), ME)).toEqual([
      { title: '4 new tasks', body: 'Open the Inbox to see them.', tag: 'workcharts several', task: null },
    ])
    const mixed = [...heard.slice(1), { ...OPENED, run: 'r0', kind: 'task-overdue' } as const]
    expect(toShow(mixed, rows(TOLD_APART_MAX + 1), ME)[0]?.title).toBe('News of 4 tasks')
  })

  it('[UI268] the owner of the machine is told of what names them, or nobody who is here and takes part', () => {
    const to = (...ids: string[]) => ({ to: ids.map((id) => ({ id, name: id })) })
    expect(isForOwner(to('human:mei-lin'), [])).toBe(true)
    expect(isForOwner(to('human:mei-lin'), [MEI])).toBe(false)
    expect(isForOwner(to('human:support'), [MEI])).toBe(false)
    expect(isForOwner(to('human:mei-lin'), [{ ...MEI, roles: ['viewer'] }])).toBe(true)
    expect(isForOwner(to('human:mei-lin', 'human:owner'), [MEI])).toBe(true)
    expect(isForOwner(to('human:anyone'), [MEI])).toBe(true)
  })
})
