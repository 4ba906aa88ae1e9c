import { describe, expect, it } from 'vitest'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { ActorId, RunId, TaskId } from '../../src/core/run/ids.ts'
import type { NoticeMessage } from '../../src/engine/notice-ports.ts'
import { APPROVE, answerCommand, approver, at, LENA } from '../support/runs.ts'
import type { Telling } from '../support/telling.ts'
import { aTelling } from '../support/telling.ts'

const MEI = 'human:mei' as ActorId
const MAIL = {
  type: 'email',
  host: 'smtp.example.com',
  port: 587,
  encryption: 'starttls',
  user: null,
  from: 'desk@example.com',
} as const
const SLACK_URL = 'https://hooks.slack.com/services/T0/B0/x'
const HOUR_MS = 3_600_000

async function withMail(): Promise<Telling> {
  const telling = await aTelling()
  await telling.notices.setEmail({ settings: MAIL, password: null, by: LENA })
  await telling.person()
  return telling
}

function mails({ carried }: Telling) {
  return carried.flatMap((message) => (message.type === 'email' ? [message] : []))
}

function keyOf(message: NoticeMessage | undefined): string {
  return message !== undefined && 'key' in message ? message.key : ''
}

async function states({ notices }: Telling) {
  return (await notices.list({ limit: 10_000 })).map(({ status }) => status)
}

const FAILED = { type: 'not-taken', again: 'later', concerns: 'message', detail: 'It did not take it.' } as const
const DOWN = { ...FAILED, concerns: 'channel' } as const

describe('who is told', () => {
  it('[NO33] is told after a write that failed, by the same process and by itself', async () => {
    const telling = await withMail()
    let failures = 1
    const write: Telling['engine']['write'] = (transition) => {
      failures -= 1
      return failures >= 0 ? Promise.reject(new Error('full disk')) : telling.engine.write(transition)
    }
    await telling.ask(MEI)
    const flaky = await aTelling({ before: { ...telling, engine: { ...telling.engine, write } } })
    expect([telling.problems.splice(0), flaky.again.length]).toEqual([[new Error('full disk')], 1])
    for (const wake of flaky.again) wake()
    await flaky.teller.idle()
    expect(await states(flaky)).toEqual(['waiting'])
    expect(flaky.again).toHaveLength(1)
  })

  it('[NO16] is written with how far facts were read: once, however often they are read', async () => {
    const telling = await withMail()
    await telling.ask(MEI)
    const failing = await aTelling({
      before: { ...telling, engine: { ...telling.engine, write: () => Promise.reject(new Error('no such disk')) } },
    })
    await failing.pass()
    expect(telling.problems.splice(0)).toContainEqual(new Error('no such disk'))
    expect(await telling.notices.list({ limit: 9 })).toEqual([])
    await telling.pass()
    await (await aTelling({ before: telling })).pass()
    expect(mails(telling).map(({ to, said }) => [to.address, said.subject])).toEqual([
      ['mei@example.com', 'For you: Pay the refund (Demo)'],
    ])
    expect(await states(telling)).toEqual(['sent'])
    expect(telling.problems).toEqual([])
  })

  it('[NO17] is told of nothing that was before anybody was, or before a way was there', async () => {
    const telling = await aTelling()
    await telling.person()
    await telling.ask(MEI)
    telling.clock.set(at(1))
    await telling.notices.setEmail({ settings: MAIL, password: null, by: LENA })
    await telling.pass()
    expect(telling.carried).toEqual([])
    await telling.ask(MEI)
    await telling.pass()
    expect(telling.carried).toHaveLength(1)
  })

  it('[NO18] is each person by mail as they wish, a room once, and each program', async () => {
    const telling = await withMail()
    await telling.person({ id: 'human:tom' as ActorId, email: 'tom@example.com' })
    const { preference } = await telling.notices.preferenceOf('human:tom' as ActorId)
    await telling.notices.setPreference('human:tom' as ActorId, { ...preference, email: 'never' })
    await telling.notices.setSlack({ url: SLACK_URL, by: LENA })
    await telling.notices.addWebhook({ url: 'https://example.com/in', by: LENA })
    await telling.ask('human:anyone')
    await telling.pass()
    expect(telling.carried.map(({ type }) => type).sort()).toEqual(['email', 'slack', 'webhook'])
    expect(telling.carried.find(({ type }) => type === 'webhook')).toMatchObject({
      url: 'https://example.com/in',
      body: { type: 'workcharts.task.opened', data: { stage: 'Pay the refund', to: ['human:anyone'] } },
    })
  })

  it('[NO18] is who a task is passed on to, and everybody once it is overdue', async () => {
    const telling = await withMail()
    await telling.person({ id: 'human:tom' as ActorId, email: 'tom@example.com' })
    const task = await telling.ask('human:tom')
    const run = (await telling.store.findTask(task))?.run as RunId
    const to = [MEI]
    await telling.engine.command(run, {
      type: 'reassign-task',
      task,
      as: approver('human:tom' as ActorId),
      to,
      note: 'Secret',
    })
    await telling.pass()
    telling.clock.set(at(5 * 60))
    await telling.engine.recover()
    await telling.engine.drain()
    await telling.pass()
    const subjects = mails(telling).map((mail) => `${mail.to.address} ${mail.said.subject.split(':')[0]}`)
    expect(subjects).toContain('mei@example.com Passed on to you')
    expect(subjects).toContain('mei@example.com Overdue')
    expect(JSON.stringify(telling.carried)).not.toContain('Secret')
    await telling.engine.close()
  })

  it('[NO36] is everybody a task is addressed to by then, where they are reminded of it', async () => {
    const telling = await withMail()
    await telling.person({ id: 'human:tom' as ActorId, email: 'tom@example.com' })
    const escalation = { to: [], slaMs: 4 * HOUR_MS, remindMs: HOUR_MS, onBreach: [] }
    const task = await telling.ask(MEI, { escalation })
    const run = (await telling.store.findTask(task))?.run as RunId
    const to = [MEI, 'human:tom']
    await telling.engine.command(run, { type: 'reassign-task', task, as: approver(MEI), to, note: '' })
    await telling.pass()
    for (const minutes of [179, 180, 181]) {
      telling.clock.set(at(minutes))
      await telling.engine.recover()
      await telling.engine.drain()
    }
    telling.carried.splice(0)
    await telling.pass()
    expect(
      mails(telling)
        .map((mail) => `${mail.to.address} ${mail.said.subject}`)
        .sort(),
    ).toEqual(['mei@example.com Reminder: Pay the refund (Demo)', 'tom@example.com Reminder: Pay the refund (Demo)'])
    await telling.engine.close()
  })

  it('[NO22] is nobody whose task was decided before it went out, but programs are', async () => {
    const telling = await withMail()
    await telling.notices.addWebhook({ url: 'https://example.com/in', by: LENA })
    await telling.notices.setSlack({ url: SLACK_URL, by: LENA })
    const { preference } = await telling.notices.preferenceOf(MEI)
    await telling.notices.setPreference(MEI, { ...preference, email: 'hourly' })
    const decide = async (task: TaskId) => {
      const run = await telling.engine.findRun((await telling.store.findTask(task))?.run as RunId)
      if (run === undefined) throw new Error('There is no such run')
      await telling.engine.command(run.id, answerCommand(run, task, { answer: APPROVE, by: MEI }))
    }
    const first = await telling.ask(MEI)
    await telling.pass()
    await decide(first)
    await decide(await telling.ask(MEI))
    telling.clock.set(at(2 * 60))
    await telling.pass()
    expect(telling.carried.map(({ type }) => type).sort()).toEqual(['slack', 'webhook', 'webhook'])
    expect((await states(telling)).sort()).toEqual(['needless', 'sent', 'sent', 'sent'])
  })
})

describe('what is sent', () => {
  it('[NO19] is sent again with the same id where it was not noted, and never lost', async () => {
    const telling = await withMail()
    await telling.ask(MEI)
    telling.teller.ring()
    await telling.teller.idle()
    await telling.sender.idle()
    expect(await states(telling)).toEqual(['sent'])
    await telling.ask(MEI)
    const crashed = await aTelling({ before: withoutNoting(telling) })
    await crashed.pass()
    expect(crashed.carried).toHaveLength(1)
    const again = await aTelling({ before: telling })
    await again.pass()
    expect(keyOf(crashed.carried[0])).toMatch(/^[0-9a-f]{32}$/)
    expect(again.carried.map(keyOf)).toEqual(crashed.carried.map(keyOf))
    expect(await states(telling)).toEqual(['sent', 'sent'])
  })

  it('[NO20] together keeps its members and its id, whatever is added before the next try', async () => {
    const telling = await withMail()
    const { preference } = await telling.notices.preferenceOf(MEI)
    await telling.notices.setPreference(MEI, { ...preference, email: 'hourly' })
    await telling.ask(MEI)
    await telling.ask(MEI)
    await telling.pass()
    expect(telling.carried).toEqual([])
    telling.clock.set(addMs(at(60), 1_000))
    telling.outcomes.push(FAILED)
    await telling.pass()
    await telling.ask(MEI)
    await telling.pass()
    telling.clock.set(at(3 * 60))
    await telling.pass()
    const [failed, ...sent] = mails(telling)
    expect(failed?.said.subject).toBe('WorkCharts: news of 2 tasks')
    expect(sent.map(({ said }) => said.subject).sort()).toEqual([
      'WorkCharts: news of 1 task',
      'WorkCharts: news of 2 tasks',
    ])
    expect(sent.find(({ said }) => said.subject === failed?.said.subject)?.key).toBe(failed?.key)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2)
  })

  it('[NO21] is tried again ever later, then given up and shown; what concerns a way lets the others go on', async () => {
    const telling = await withMail()
    await telling.notices.addWebhook({ url: 'https://example.com/in', by: LENA })
    await telling.ask(MEI)
    await telling.ask(MEI)
    telling.outcomes.push(DOWN)
    await telling.pass()
    expect(telling.carried.length).toBe(3)
    await telling.pass()
    expect(telling.carried.length).toBe(3)
    for (let day = 1; day < 40; day += 1) {
      telling.outcomes.push(FAILED, FAILED)
      telling.clock.set(at(day * 13 * 60))
      await telling.pass()
    }
    const rows = await telling.notices.list({ limit: 9 })
    const failed = rows.filter(({ status }) => status === 'failed')
    expect(failed.length).toBeGreaterThan(0)
    expect(failed[0]).toMatchObject({ tries: 9, problem: 'It did not take it.' })
    expect(await telling.notices.count()).toMatchObject({ waiting: 0 })
  })

  it('[NO21] looks again when the next is due, and a minute later at the latest', async () => {
    const telling = await withMail()
    await telling.ask(MEI)
    telling.outcomes.push(FAILED)
    await telling.pass()
    expect(telling.wakes.at(-1)).toBe(addMs(telling.clock.now(), 60_000))
    const { preference } = await telling.notices.preferenceOf(MEI)
    await telling.notices.setPreference(MEI, { ...preference, email: 'hourly' })
    telling.clock.set(addMs(at(60), -10_000))
    await telling.pass()
    await telling.ask(MEI)
    await telling.pass()
    expect(telling.wakes.at(-1)).toBe(at(60))
  })

  it('[NO24] to somebody who is not there any more is given up with the reason', async () => {
    const telling = await withMail()
    await telling.ask(MEI)
    telling.outcomes.push(FAILED)
    await telling.pass()
    await telling.person({ revision: 2, status: 'removed', roles: [] })
    telling.clock.set(addMs(telling.clock.now(), HOUR_MS))
    await telling.pass()
    expect(mails(telling)).toHaveLength(1)
    expect(await telling.notices.list({ limit: 9 })).toMatchObject([
      { status: 'failed', problem: 'Nobody is there any more who would read it.' },
    ])
  })

  it('[NO27] on a way that was removed is not needed any more', async () => {
    const telling = await withMail()
    await telling.ask(MEI)
    telling.outcomes.push(DOWN)
    await telling.pass()
    await telling.notices.removeChannel('email', LENA)
    telling.clock.set(addMs(telling.clock.now(), HOUR_MS))
    await telling.pass()
    expect(await states(telling)).toEqual(['needless'])
  })

  it('[NO31] is forgotten after thirty days', async () => {
    const telling = await withMail()
    await telling.ask(MEI)
    await telling.pass()
    telling.clock.set(addMs(telling.clock.now(), 31 * 24 * HOUR_MS))
    await telling.ask(MEI)
    await telling.pass()
    expect(await states(telling)).toEqual(['sent'])
  })

  it('[NO28] no more once the sender is closed', async () => {
    const telling = await withMail()
    await telling.sender.close()
    await telling.teller.close()
    await telling.ask(MEI)
    await telling.pass()
    expect(telling.carried).toEqual([])
  })
})

/** It sends, and dies before it has noted that. */
function withoutNoting(telling: Telling): Telling {
  const write: Telling['engine']['write'] = async (transition) => {
    if (transition.notices?.rows?.some(({ status }) => status === 'sent')) throw new Error('killed')
    return await telling.engine.write(transition)
  }
  return { ...telling, engine: { ...telling.engine, write } }
}
