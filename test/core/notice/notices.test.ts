import { expect, test } from 'vitest'
import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import { addMs, fromIsoTime, isoTime, timestamp } from '../../../src/core/basics/timestamp.ts'
import { chatText, plainInChat } from '../../../src/core/notice/chat-text.ts'
import type { Notice } from '../../../src/core/notice/notice.ts'
import { NOTICE_KINDS } from '../../../src/core/notice/notice.ts'
import { noticeEvent, testEvent } from '../../../src/core/notice/notice-event.ts'
import type { Told } from '../../../src/core/notice/recipients.ts'
import { recipientsOf } from '../../../src/core/notice/recipients.ts'
import { sayDigest, sayNotice } from '../../../src/core/notice/say-notice.ts'
import { tellingOf } from '../../../src/core/notice/telling.ts'
import { nextTry, TRIES_MAX } from '../../../src/core/notice/try-again.ts'
import type { Wish } from '../../../src/core/notice/when-told.ts'
import { AT_ONCE_PER_HOUR, whenTold } from '../../../src/core/notice/when-told.ts'
import type { ActorId, RunId, TaskId } from '../../../src/core/run/ids.ts'
import type { RunEvent, RunFact } from '../../../src/core/run/run-event.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'

const AT = fromIsoTime('2026-12-07T09:00:00.000Z')
const TASK = 'run-1.pay.1' as TaskId
const STAGE = 'pay' as StageId
const [ANN, MEI, TOM, OWNER] = ['human:ann', 'human:mei', 'human:tom', 'human:owner'] as ActorId[] as [
  ActorId,
  ActorId,
  ActorId,
  ActorId,
]

function aNotice(given: Partial<Notice> = {}): Notice {
  return {
    kind: 'task-opened',
    task: TASK,
    run: 'run-1' as RunId,
    workflowName: 'Refunds',
    stageName: 'Pay the refund',
    reason: 'low-confidence',
    due: fromIsoTime('2026-12-08T13:00:00.000Z'),
    to: ['human:support'],
    at: AT,
    ...given,
  }
}

const READING = { house: 'https://desk.example.com', timezone: 'Europe/Berlin' }

function fact(given: RunFact): RunEvent {
  return { at: AT, ...given }
}

const OPENED: RunFact = {
  type: 'task-opened',
  stage: STAGE,
  task: TASK,
  reason: 'low-confidence',
  because: 'Order 48213 of Ms Gray',
  to: ['human:support'],
  due: null,
}

test('[NO1] facts that people are told of, and whom they are meant for', () => {
  expect(tellingOf(fact(OPENED))).toEqual({ kind: 'task-opened', task: TASK, to: ['human:support'], by: null })
  expect(tellingOf(fact({ type: 'task-reminded', stage: STAGE, task: TASK, due: timestamp(1) }))).toEqual({
    kind: 'task-reminded',
    task: TASK,
    to: null,
    by: null,
  })
  const overdue = fact({ type: 'task-overdue', stage: STAGE, task: TASK, step: 1, added: ['human:mei'] })
  expect(tellingOf(overdue)).toEqual({ kind: 'task-overdue', task: TASK, to: null, by: null })
  const passedOn = { type: 'task-reassigned', stage: STAGE, task: TASK, by: ANN, to: [TOM], note: 'Secret' } as const
  expect(tellingOf(fact(passedOn))).toEqual({ kind: 'task-passed-on', task: TASK, to: [TOM], by: ANN })
  const asked = { type: 'information-asked', stage: STAGE, task: TASK, by: ANN, of: TOM, text: 'Secret' } as const
  expect(tellingOf(fact(asked))).toEqual({ kind: 'information-asked', task: TASK, to: [TOM], by: ANN })
  const given = { type: 'information-given', stage: STAGE, task: TASK, by: TOM, text: 'Secret' } as const
  expect(tellingOf(fact(given))).toEqual({ kind: 'information-given', task: TASK, to: null, by: TOM })
  expect(tellingOf(fact({ type: 'task-claimed', stage: STAGE, task: TASK, by: ANN }))).toBeUndefined()
})

function told(id: ActorId, given: Partial<Told> = {}): Told {
  return { id, roles: ['approver'], teams: [], ventures: null, ...given }
}

const PEOPLE = [
  told(ANN, { teams: ['support'] }),
  told(MEI, { teams: ['support'], ventures: ['north'] }),
  told(TOM, { roles: ['viewer'], teams: ['support'] }),
]
const LOCAL = told(OWNER, { roles: ['approver', 'ops-manager'] })

test.each([
  [[ANN], null, null, [ANN]],
  [['human:support'], 'north', null, [ANN, MEI]],
  [['human:support'], 'south', null, [ANN]],
  [['human:support'], null, null, [ANN]],
  [['human:anyone'], 'north', null, [ANN, MEI, OWNER]],
  [['human:support'], 'north', ANN, [MEI]],
  [[ANN], null, ANN, []],
] as const)('[NO2] what is for %j in %s and done by %s is told to %j', (...[to, venture, by, expected]) => {
  expect(recipientsOf({ to, venture, by }, PEOPLE, LOCAL)).toEqual(expected)
})

test.each([
  [['human:nobody'], [OWNER]],
  [[TOM], [OWNER]],
  [[], [OWNER]],
] as const)('[NO3] what is for %j and so for nobody here is told to the owner', (to, expected) => {
  expect(recipientsOf({ to, venture: null, by: null }, PEOPLE, LOCAL)).toEqual(expected)
})

test('[NO4][NO5] a mail says which task, why and until when, and where it is', () => {
  expect(sayNotice(aNotice(), READING)).toEqual({
    subject: 'For you: Pay the refund (Refunds)',
    body: [
      'A task waits for you.',
      '',
      '  Pay the refund (Refunds)',
      '  Why: Not sure enough',
      '  Until Tuesday, 8 December 2026 at 14:00 (Europe/Berlin).',
      '',
      'Open it: https://desk.example.com/inbox/run-1.pay.1',
      '',
      'What it is about stands there, where you sign in.',
    ].join('\n'),
  })
  expect(sayNotice(aNotice({ due: null }), READING).body).toContain('  No deadline.')
  expect(new Set(NOTICE_KINDS.map((kind) => sayNotice(aNotice({ kind }), READING).subject)).size).toBe(6)
})

test('[NO6] a name stays in its line', () => {
  const said = sayNotice(aNotice({ stageName: 'Pay\r\nBcc: all@example.com', workflowName: 'x'.repeat(200) }), READING)
  expect(said.subject).not.toMatch(/[\r\n]/)
  expect(said.subject.length).toBeLessThan(160)
  expect(said.body.split('\n')).toHaveLength(9)
})

test('[NO7] a chat shows names as they are, and has no link but ours', () => {
  const name = '<!channel> *bold* @here :tada: [x](http://evil.example) `code` <https://evil.example|click> & more'
  const plain = plainInChat(name)
  expect(plain).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|\]\(|:\/\/|@h|:t|\*b|\.e|`c/)
  const seen = plain.replaceAll('\u{2060}', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  expect(seen).toBe(name)
  const text = chatText([aNotice({ stageName: '<https://evil.example|Pay>' })], READING)
  expect(text.match(/<[^>]*>/g)).toEqual(['<https://desk.example.com/inbox/run-1.pay.1|Open>'])
  expect(text.replaceAll('\u{2060}', '')).toContain('To: human:support.')
})

test('[NO8] a program is sent an event with the same id each time', () => {
  expect(noticeEvent('n1', READING.house, aNotice())).toEqual({
    specversion: '1.0',
    id: 'n1',
    source: '/workcharts/runs/run-1',
    type: 'workcharts.task.opened',
    time: '2026-12-07T09:00:00.000Z',
    datacontenttype: 'application/json',
    data: {
      task: TASK,
      run: 'run-1',
      workchart: 'Refunds',
      stage: 'Pay the refund',
      reason: 'low-confidence',
      due: '2026-12-08T13:00:00.000Z',
      to: ['human:support'],
      link: 'https://desk.example.com/inbox/run-1.pay.1',
    },
  })
  expect(noticeEvent('n1', READING.house, aNotice({ due: null }))['data']).toMatchObject({ due: null })
  expect(testEvent('t1', READING.house, AT)).toMatchObject({ id: 't1', type: 'workcharts.notices.test' })
})

test('[NO9] several are listed up to 50, and the others counted', () => {
  const many = Array.from({ length: 60 }, (_, n) => aNotice({ task: `t${n}` as TaskId }))
  const said = sayDigest(many, READING)
  expect(said.subject).toBe('WorkCharts: news of 60 tasks')
  expect(said.body.match(/\/inbox\/t\d+/g)).toHaveLength(50)
  expect(said.body).toContain('and 10 more.\n')
  expect(sayDigest([aNotice()], READING).subject).toBe('WorkCharts: news of 1 task')
  expect(sayDigest([aNotice()], READING).body).not.toContain('more.')
  expect(chatText(many, READING).split('\n')).toHaveLength(51)
  expect(chatText(many, READING)).toContain('and 10 more. <https://desk.example.com/inbox|All of them>')
})

function wish(given: Partial<Wish>): Wish {
  return { pace: 'at-once', timezone: 'Europe/Berlin', dailyAt: '08:30', ...given }
}

function sentAt(given: Partial<Wish>, now: string, lately = 0): string | undefined {
  const timing = whenTold(wish(given), fromIsoTime(now), lately)
  return timing && `${timing.type} ${isoTime(timing.sendAt)}`
}

test.each([
  [{ pace: 'at-once' }, '2026-12-07T09:10:11.250Z', 'alone 2026-12-07T09:10:11.250Z'],
  [{ pace: 'hourly' }, '2026-12-07T09:10:11.250Z', 'together 2026-12-07T10:00:00.000Z'],
  [{ pace: 'hourly' }, '2026-12-07T10:00:00.000Z', 'together 2026-12-07T11:00:00.000Z'],
  [{ pace: 'hourly', timezone: 'Asia/Kolkata' }, '2026-12-07T09:10:00.000Z', 'together 2026-12-07T09:30:00.000Z'],
  [{ pace: 'daily' }, '2026-12-07T07:29:59.999Z', 'together 2026-12-07T07:30:00.000Z'],
  [{ pace: 'daily' }, '2026-12-07T07:30:00.000Z', 'together 2026-12-08T07:30:00.000Z'],
  [{ pace: 'daily', dailyAt: '02:30' }, '2026-03-28T12:00:00.000Z', 'together 2026-03-29T01:00:00.000Z'],
  [{ pace: 'never' }, '2026-12-07T09:10:00.000Z', undefined],
] as const)('[NO10] who wants %j is told at %s: %s', (given, now, expected) => {
  expect(sentAt(given, now)).toBe(expected)
})

test('[NO11] a flood comes together at the full hour', () => {
  expect(sentAt({}, '2026-12-07T09:10:00.000Z', AT_ONCE_PER_HOUR - 1)).toBe('alone 2026-12-07T09:10:00.000Z')
  expect(sentAt({}, '2026-12-07T09:10:00.000Z', AT_ONCE_PER_HOUR)).toBe('together 2026-12-07T10:00:00.000Z')
})

test('[NO12] tries come ever later, and end', () => {
  const waits: number[] = []
  let at: Timestamp = AT
  for (let tries = 1; tries < TRIES_MAX; tries += 1) {
    const next = nextTry(tries, at)
    if (next === null) throw new Error('It gave up early.')
    waits.push((next - at) / 60_000)
    at = next
  }
  expect(waits).toEqual([1, 5, 15, 60, 180, 360, 720, 720])
  expect(nextTry(TRIES_MAX, addMs(at, 1))).toBeNull()
})
