import { expect, it } from 'vitest'
import { LOCAL_OWNER } from '../../src/core/people/local-owner.ts'
import type { ActorId } from '../../src/core/run/ids.ts'
import { NOTICE_WEBHOOKS_MAX } from '../../src/engine/notices.ts'
import { LENA } from '../support/runs.ts'
import type { Telling } from '../support/telling.ts'
import { aTelling } from '../support/telling.ts'

const MEI = 'human:mei' as ActorId
const MAIL = {
  type: 'email',
  host: 'smtp.example.com',
  port: 587,
  encryption: 'starttls',
  user: 'desk',
  from: 'desk@example.com',
} as const
const SLACK_URL = 'https://hooks.slack.com/services/T0/B0/xyzzy'

it('[NO25] secrets are sealed, shown once, and listed nowhere', async () => {
  const { notices, store, person, ask, pass, carried } = await aTelling()
  await person()
  await notices.setEmail({ settings: MAIL, password: 'hunter2', by: LENA })
  await notices.setSlack({ url: SLACK_URL, by: LENA })
  const made = await notices.addWebhook({ url: 'https://example.com/in', by: LENA })
  if (!made.ok) throw new Error(made.error.code)
  expect(made.value.secret).toMatch(/^whsec_/)
  const stored = JSON.stringify([await notices.listChannels(), await store.listNoticeChannels()])
  for (const secret of ['hunter2', 'xyzzy', made.value.secret]) expect(stored).not.toContain(secret)
  expect((await notices.listChannels()).map(({ id, hasSecret }) => [id, hasSecret])).toContainEqual(['email', true])
  await ask(MEI)
  await pass()
  expect(carried).toContainEqual(expect.objectContaining({ type: 'email', password: 'hunter2' }))
  expect(carried).toContainEqual(expect.objectContaining({ type: 'slack', url: SLACK_URL }))
  expect(carried).toContainEqual(expect.objectContaining({ type: 'webhook', secret: made.value.secret }))
})

it('[NO25] a password stays while server and name do', async () => {
  const { notices, person, carried } = await aTelling()
  await person()
  await notices.setEmail({ settings: MAIL, password: 'hunter2', by: LENA })
  expect(await notices.setEmail({ settings: { ...MAIL, port: 465 }, password: null, by: LENA })).toMatchObject({
    ok: true,
    value: { hasSecret: true, settings: { port: 465 } },
  })
  await notices.test('email', MEI)
  expect(carried).toMatchObject([{ password: 'hunter2' }])
  const moved = await notices.setEmail({ settings: { ...MAIL, host: 'evil.example' }, password: null, by: LENA })
  expect(moved).toMatchObject({ ok: false, error: { flaws: [{ pointer: '/password' }] } })
})

it('[NO26] what can not be right is refused, and nothing is written', async () => {
  const { notices, store } = await aTelling()
  const wrong = await notices.setEmail({ settings: { ...MAIL, port: 0, from: '' }, password: 'x', by: LENA })
  expect(wrong).toMatchObject({ ok: false, error: { code: 'notice-settings-invalid', flaws: [{}, {}] } })
  for (const refused of [
    await notices.setSlack({ url: 'http://example.com/', by: LENA }),
    await notices.addWebhook({ url: 'nowhere', by: LENA }),
  ])
    expect(refused).toMatchObject({ ok: false, error: { flaws: [{ pointer: '/url' }] } })
  expect(await store.listNoticeChannels()).toEqual([])
  const order = { url: 'https://example.com/in', by: LENA }
  for (let count = 0; count < NOTICE_WEBHOOKS_MAX; count += 1) await notices.addWebhook(order)
  expect(await notices.addWebhook(order)).toEqual({ ok: false, error: { code: 'channels-full' } })
})

it('[NO27] a way that is removed leaves nothing of itself, and can be set up again', async () => {
  const { notices, store } = await aTelling()
  expect(await notices.removeChannel('slack', LENA)).toMatchObject({ error: { code: 'channel-unknown' } })
  await notices.setSlack({ url: SLACK_URL, by: LENA })
  expect(await notices.removeChannel('slack', LENA)).toEqual({ ok: true, value: [] })
  expect(await store.findNoticeChannel('slack')).toMatchObject({ revision: 2, kept: null })
  expect(await notices.removeChannel('slack', LENA)).toMatchObject({ error: { code: 'channel-unknown' } })
  expect(await notices.setSlack({ url: SLACK_URL, by: LENA })).toMatchObject({ ok: true })
})

it('[NO29] trying a way sends one message about nothing, and says what came of it', async () => {
  const { notices, person, carried, outcomes } = await aTelling()
  await person()
  await notices.setEmail({ settings: MAIL, password: 'hunter2', by: LENA })
  await notices.setSlack({ url: SLACK_URL, by: LENA })
  const made = await notices.addWebhook({ url: 'https://example.com/in', by: LENA })
  const id = made.ok ? made.value.id : ''
  for (const each of ['email', 'slack', id])
    expect(await notices.test(each, MEI)).toMatchObject({ ok: true, value: { isWell: true } })
  expect(carried.map(({ type }) => type)).toEqual(['email', 'slack', 'webhook'])
  outcomes.push({ type: 'not-taken', again: 'later', concerns: 'message', detail: 'It did not take it (500).' })
  expect(await notices.test(id, MEI)).toEqual({
    ok: true,
    value: { isWell: false, detail: 'It did not take it (500).' },
  })
  expect(await notices.test('none', MEI)).toMatchObject({ ok: false, error: { code: 'channel-unknown' } })
  expect(await notices.test('email', LOCAL_OWNER.id)).toMatchObject({ value: { isWell: false } })
})

it('[NO30] everybody is told at once unless they wish otherwise, and only the owner gives an address', async () => {
  const { notices, person, ask, pass, carried } = await aTelling()
  await person()
  await notices.setEmail({ settings: { ...MAIL, user: null }, password: null, by: LENA })
  const usual = { email: 'at-once', browser: 'never', timezone: 'UTC', dailyAt: '08:00', address: null } as const
  expect(await notices.preferenceOf(MEI)).toEqual({
    preference: usual,
    address: 'mei@example.com',
    isSaid: false,
    isMailSent: true,
  })
  expect(await notices.preferenceOf(LOCAL_OWNER.id)).toMatchObject({ address: null })
  const elsewhere = { ...usual, address: 'me@example.com' }
  expect(await notices.setPreference(MEI, elsewhere)).toMatchObject({ error: { flaws: [{ pointer: '/address' }] } })
  expect(await notices.setPreference(MEI, { ...usual, dailyAt: '8', timezone: 'Mars' })).toMatchObject({
    error: { flaws: [{ pointer: '/timezone' }, { pointer: '/dailyAt' }] },
  })
  expect(await notices.setPreference(LOCAL_OWNER.id, elsewhere)).toMatchObject({ value: { address: 'me@example.com' } })
  await ask('human:somebody-else')
  await pass()
  expect(carried).toMatchObject([{ to: { address: 'me@example.com' } }])
})

it('[NO32] the mail server of the environment is used while the settings name none', async () => {
  const usualMail = { settings: { ...MAIL, host: 'mail.example.net' }, password: 'from-env' }
  const { notices, person, carried } = await aTelling({ usualMail })
  await person()
  expect(await notices.listChannels()).toMatchObject([{ id: 'email', from: 'environment', hasSecret: true }])
  await notices.test('email', MEI)
  await notices.setEmail({ settings: MAIL, password: 'hunter2', by: LENA })
  await notices.test('email', MEI)
  expect(carried).toMatchObject([
    { server: { host: 'mail.example.net' }, password: 'from-env' },
    { server: { host: 'smtp.example.com' }, password: 'hunter2' },
  ])
  expect(await notices.listChannels()).toMatchObject([{ id: 'email', from: 'settings' }])
})

it('[NO34] of two changes at once the second is refused, and changes nothing', async () => {
  const telling = await aTelling()
  const rivals: (() => Promise<unknown>)[] = []
  const write: Telling['engine']['write'] = async (transition) => {
    await rivals.shift()?.()
    return await telling.engine.write(transition)
  }
  const { notices } = await aTelling({ before: { ...telling, engine: { ...telling.engine, write } } })
  const order = { settings: { ...MAIL, user: null }, password: null, by: LENA }
  const changed = { ok: false, error: { code: 'channel-changed', id: 'email' } }
  rivals.push(() => telling.notices.setEmail(order))
  expect(await notices.setEmail({ ...order, by: MEI })).toEqual(changed)
  rivals.push(() => telling.notices.setEmail({ ...order, settings: { ...order.settings, port: 25 } }))
  expect(await notices.removeChannel('email', MEI)).toEqual(changed)
  expect(await notices.listChannels()).toMatchObject([{ id: 'email', settings: { port: 25 } }])
  const { preference } = await notices.preferenceOf(MEI)
  rivals.push(() => telling.notices.setPreference(MEI, { ...preference, email: 'hourly' }))
  expect(await notices.setPreference(MEI, preference)).toMatchObject({ error: { code: 'channel-changed', id: MEI } })
  expect(await notices.preferenceOf(MEI)).toMatchObject({ preference: { email: 'hourly' } })
})

it('[NO35] a way whose secret can not be opened any more sends nothing and says why; what waits for it waits', async () => {
  const telling = await aTelling()
  await telling.notices.setSlack({ url: SLACK_URL, by: LENA })
  // Another vault: the key of the first one is gone.
  const { notices, pass, carried, ask } = await aTelling({ before: telling })
  expect(await notices.test('slack', LENA)).toMatchObject({
    value: { isWell: false, detail: expect.stringMatching(/key/i) },
  })
  await ask(LENA)
  await pass()
  expect(carried).toEqual([])
  expect(await notices.list({ limit: 9 })).toMatchObject([
    { status: 'waiting', tries: 1, problem: expect.stringMatching(/key/i) },
  ])
})
