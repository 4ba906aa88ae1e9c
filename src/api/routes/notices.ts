import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import type { ApiParts } from '../api-parts.ts'
import {
  madeNoticeChannel,
  noticeChannel,
  noticeChannelList,
  noticeList,
  noticePreference,
  noticeQuery,
  noticeTest,
  setNoticeAddress,
  setNoticeEmail,
  setNoticePreference,
} from '../contract/notices.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromNoticeProblem } from '../problems/from-notice-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { channelView, noticeView, preferenceView } from '../views/notices.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'

/** More of them nobody reads. */
const LISTED_MAX = 200
const NAMED = { params: z.object({ id: z.string().min(1).max(100) }), body: body(nothing) }

const list = createRoute({
  method: 'get',
  path: '/api/v1/notices',
  summary: 'What people were told, and what could not be sent',
  request: { query: noticeQuery },
  responses: answers(noticeList, `Newest first, at most ${LISTED_MAX}.`),
})

const channels = createRoute({
  method: 'get',
  path: '/api/v1/notices/channels',
  summary: 'The ways in which this house tells people',
  responses: answers(noticeChannelList, 'Without their secrets.'),
})

const setEmail = createRoute({
  method: 'post',
  path: '/api/v1/notices/email',
  summary: 'Set up the mail server',
  request: { body: body(setNoticeEmail) },
  responses: answers(noticeChannel, 'It is used from now on, its password sealed.'),
})

const setSlack = createRoute({
  method: 'post',
  path: '/api/v1/notices/slack',
  summary: 'Set up the room of a chat',
  request: { body: body(setNoticeAddress) },
  responses: answers(noticeChannel, 'It is told from now on, its address sealed.'),
})

const addWebhook = createRoute({
  method: 'post',
  path: '/api/v1/notices/webhooks',
  summary: 'Have a program elsewhere told of everything',
  request: { body: body(setNoticeAddress) },
  responses: created(madeNoticeChannel, 'What is sent is signed with this secret, which is shown only now.'),
})

const remove = createRoute({
  method: 'post',
  path: '/api/v1/notices/channels/{id}/remove',
  summary: 'Remove a way of telling and erase its secret',
  request: NAMED,
  responses: answers(noticeChannelList, 'Those that are left.'),
})

const test = createRoute({
  method: 'post',
  path: '/api/v1/notices/channels/{id}/test',
  summary: 'Send one message about nothing',
  request: NAMED,
  responses: answers(noticeTest, 'What came of it.'),
})

const mine = createRoute({
  method: 'get',
  path: '/api/v1/notices/preference',
  summary: 'How you are told',
  responses: answers(noticePreference, 'Your wishes, and where mails go.'),
})

const setMine = createRoute({
  method: 'post',
  path: '/api/v1/notices/preference',
  summary: 'Say how you want to be told',
  request: { body: body(setNoticePreference) },
  responses: answers(noticePreference, 'It counts from now on.'),
})

export function addNoticeRoutes(app: OpenAPIHono<ApiEnv>, { notices }: ApiParts): void {
  const all = async () => ({
    channels: (await notices.listChannels()).map(channelView),
    counts: await notices.count(),
  })
  app.openapi(list, async (c) => {
    const { status } = c.req.valid('query')
    const rows = await notices.list({ limit: LISTED_MAX, ...(status === undefined ? {} : { status }) })
    return c.json({ notices: rows.map(noticeView) }, 200)
  })
  app.openapi(channels, async (c) => c.json(await all(), 200))
  app.openapi(remove, async (c) => {
    const left = await notices.removeChannel(c.req.valid('param').id, c.get('actor'))
    return left.ok ? c.json(await all(), 200) : refuse(c, fromNoticeProblem(left.error))
  })
  app.openapi(test, async (c) => {
    const tested = await notices.test(c.req.valid('param').id, c.get('actor'))
    return tested.ok ? c.json(tested.value, 200) : refuse(c, fromNoticeProblem(tested.error))
  })
  addSettingUp(app, notices)
  addPreference(app, notices)
}

function addSettingUp(app: OpenAPIHono<ApiEnv>, notices: ApiParts['notices']): void {
  app.openapi(setEmail, async (c) => {
    const { password, ...server } = c.req.valid('json')
    const set = await notices.setEmail({ settings: { type: 'email', ...server }, password, by: c.get('actor') })
    return set.ok ? c.json(channelView(set.value), 200) : refuse(c, fromNoticeProblem(set.error))
  })
  app.openapi(setSlack, async (c) => {
    const set = await notices.setSlack({ ...c.req.valid('json'), by: c.get('actor') })
    return set.ok ? c.json(channelView(set.value), 200) : refuse(c, fromNoticeProblem(set.error))
  })
  app.openapi(addWebhook, async (c) => {
    const made = await notices.addWebhook({ ...c.req.valid('json'), by: c.get('actor') })
    if (!made.ok) return refuse(c, fromNoticeProblem(made.error))
    return c.json({ channel: channelView(made.value), secret: made.value.secret }, 201)
  })
}

function addPreference(app: OpenAPIHono<ApiEnv>, notices: ApiParts['notices']): void {
  app.openapi(mine, async (c) => {
    const person = c.get('actor')
    return c.json(preferenceView(await notices.preferenceOf(person), person), 200)
  })
  app.openapi(setMine, async (c) => {
    const person = c.get('actor')
    const set = await notices.setPreference(person, c.req.valid('json'))
    return set.ok ? c.json(preferenceView(set.value, person), 200) : refuse(c, fromNoticeProblem(set.error))
  })
}
