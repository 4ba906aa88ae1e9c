import { expect, it } from 'vitest'
import {
  madeNoticeChannel,
  noticeChannel,
  noticeChannelList,
  noticeList,
  noticePreference,
  noticeTest,
} from '../../src/api/contract/notices.ts'
import type { ActorId } from '../../src/core/run/ids.ts'
import { anApi } from '../support/http-world.ts'
import { aReceiver } from '../support/receiver.ts'
import { aNoticeRow, minute } from '../support/rows.ts'

const ROOT = '/api/v1/notices'
const SERVER = { host: 'smtp.example.com', port: 587, encryption: 'starttls', user: null, from: 'desk@example.com' }

it('[AP216] ways of telling are set up, listed and removed, and say only whether there is a secret', async () => {
  const desk = anApi()
  const email = { id: 'email', type: 'email', hasSecret: false, from: 'settings', server: SERVER }
  expect(await desk.post(`${ROOT}/email`, { body: SERVER, schema: noticeChannel })).toEqual(email)
  const slack = { id: 'slack', type: 'slack', hasSecret: true, from: 'settings', host: 'hooks.slack.com' }
  const url = 'https://hooks.slack.com/services/T0/B0/x'
  expect(await desk.post(`${ROOT}/slack`, { body: { url }, schema: noticeChannel })).toEqual(slack)
  const program = { url: 'https://example.com/in' }
  const made = await desk.post(`${ROOT}/webhooks`, { body: program, schema: madeNoticeChannel })
  expect(made.secret).toMatch(/^whsec_/)
  const { channels, counts } = await desk.get(`${ROOT}/channels`, noticeChannelList)
  expect(channels).toHaveLength(3)
  expect(channels).toEqual(expect.arrayContaining([email, slack, made.channel]))
  expect(counts).toEqual({ waiting: 0, sent: 0, failed: 0, needless: 0 })
  const left = await desk.post(`${ROOT}/channels/slack/remove`, { schema: noticeChannelList })
  expect(left.channels).toHaveLength(2)
})

it('[AP217] what can not be used is refused with everything at once', async () => {
  const desk = anApi()
  const refused = await desk.refused(`${ROOT}/email`, { ...SERVER, host: ' ', from: 'x', user: 'desk' })
  expect(refused).toMatchObject({ status: 422, code: 'notice-settings-invalid' })
  expect(refused.errors.map(({ pointer }) => pointer)).toEqual(['/host', '/password', '/from'])
  for (const what of ['slack', 'webhooks'])
    expect(await desk.refused(`${ROOT}/${what}`, { url: 'http://example.com' })).toMatchObject({
      code: 'notice-settings-invalid',
      errors: [{ pointer: '/url' }],
    })
  for (const what of ['remove', 'test'])
    expect(await desk.refused(`${ROOT}/channels/none/${what}`, {})).toMatchObject({
      status: 404,
      code: 'channel-unknown',
    })
})

it('[AP218] a way is tried with one message about nothing', async () => {
  await using receiver = await aReceiver()
  const desk = anApi()
  const made = await desk.post(`${ROOT}/webhooks`, { body: { url: receiver.url }, schema: madeNoticeChannel })
  const tested = await desk.post(`${ROOT}/channels/${made.channel.id}/test`, { schema: noticeTest })
  expect(tested).toMatchObject({ isWell: true })
  expect(receiver.received.map(({ body }) => JSON.parse(body))).toMatchObject([{ type: 'workcharts.notices.test' }])
})

it('[AP219] everybody says for themselves how they are told', async () => {
  const desk = anApi()
  const usual = await desk.get(`${ROOT}/preference`, noticePreference)
  expect(usual).toEqual({
    email: 'at-once',
    browser: 'never',
    timezone: 'UTC',
    dailyAt: '08:00',
    address: null,
    isSaid: false,
    mailsTo: null,
    isMailSent: false,
    givesAddress: true,
  })
  const body = {
    email: 'daily',
    browser: 'at-once',
    timezone: 'Europe/Berlin',
    dailyAt: '07:30',
    address: 'me@example.com',
  }
  const set = await desk.post(`${ROOT}/preference`, { body, schema: noticePreference })
  expect(set).toEqual({ ...body, isSaid: true, mailsTo: 'me@example.com', isMailSent: false, givesAddress: true })
  expect(await desk.get(`${ROOT}/preference`, noticePreference)).toEqual(set)
  expect(await desk.refused(`${ROOT}/preference`, { ...body, timezone: 'Mars' })).toMatchObject({
    errors: [{ pointer: '/timezone' }],
  })
})

it('[AP220] what was told is listed newest first, of one state or all, with why it failed', async () => {
  const desk = anApi()
  const failed = aNoticeRow({ status: 'failed', tries: 9, problem: 'No answer.', endedAt: minute(2) })
  const waiting = aNoticeRow({ key: 'n2', at: minute(1), person: 'human:mei' as ActorId })
  await desk.store.append([{ notices: { rows: [failed, waiting] } }])
  const all = await desk.get(ROOT, noticeList)
  expect(all.notices.map(({ status, person }) => [status, person])).toEqual([
    ['waiting', 'human:mei'],
    ['failed', 'human:lena-fischer'],
  ])
  const { notices } = await desk.get(`${ROOT}?status=failed`, noticeList)
  expect(notices).toMatchObject([{ stage: 'Reply', tries: 9, problem: 'No answer.', channel: 'email' }])
})
