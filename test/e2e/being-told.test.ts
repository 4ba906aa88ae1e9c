import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { NoticeChannelList, NoticePreference } from '../../src/api/contract/notices.ts'
import { faultsOn } from '../support/axe.ts'
import type { View } from '../support/browser.ts'
import { aBrowser, settled } from '../support/browser.ts'
import { aHome, startServer } from '../support/program.ts'
import { aReceiver } from '../support/receiver.ts'
import type { ServerApi } from '../support/server-api.ts'
import { apiOf, newStartLink, startRuns } from '../support/server-api.ts'

const SIGN_OFF = `workflow_id: sign-off
name: Sign-off
inputs: { order: { type: string } }
stages:
  - { id: agree, name: Agree to it, roles: { primary: "human:lena" } }
`
const NARROW = { scheme: 'dark', width: 320, height: 640 } as const satisfies View
/** More than there are on the way to any field of the page. */
const TABS_MAX = 40

const stack = new AsyncDisposableStack()
let api: ServerApi
/** Whoever else opens a page is signed in as this one is. */
let first: Page

beforeAll(async () => {
  const home = stack.use(await aHome())
  const folder = join(home.folder, 'collections/default/workflows')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'sign-off.yaml'), SIGN_OFF)
  stack.use(await startServer(home))
  api = await apiOf(home)
  const browser = stack.use(await aBrowser())
  first = await browser.open()
  await first.context().addInitScript(RECORD_NOTIFICATIONS)
  await first.goto(await newStartLink(api))
  await settled(first, 'Home')
})

afterAll(() => stack.disposeAsync())

/** The page about being told. */
async function opened({ width = 1440, height = 900, scheme = 'light' }: View = {}): Promise<Page> {
  const page = await first.context().newPage()
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme: scheme })
  await page.goto(new URL('/settings/being-told', first.url()).href)
  await settled(page, 'Settings')
  return page
}

/** A browser without windows says that it may not show any, so it is told that it may, and what it is asked to show is kept. */
const RECORD_NOTIFICATIONS = `
globalThis.shown = []
globalThis.Notification = class extends Notification {
  static get permission() {
    return 'granted'
  }
  constructor(title, options) {
    super(title, options)
    shown.push({ title, body: options.body, tag: options.tag, it: this })
  }
}`

async function shownBy(page: Page): Promise<readonly unknown[]> {
  return await page.evaluate<readonly unknown[]>('shown.map(({ title, body, tag }) => ({ title, body, tag }))')
}

async function tabTo(page: Page, field: Locator): Promise<void> {
  for (let tab = 0; tab < TABS_MAX; tab += 1) {
    await page.keyboard.press('Tab')
    if ((await page.locator(':focus').and(field).count()) === 1) return
  }
  throw new Error('No Tab leads there')
}

it('[E2E130] how somebody is told is chosen by keyboard alone', async () => {
  const page = await opened()
  await tabTo(page, page.getByLabel('By mail'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await tabTo(page, page.getByLabel('At', { exact: true }))
  await page.keyboard.type('0730AM')
  await tabTo(page, page.getByLabel('Your address'))
  await page.keyboard.type('me')
  await tabTo(page, page.getByLabel('In the browser, at once'))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: 'Save' }))
  await page.keyboard.press('Enter')
  await page.getByText('This is not one e-mail address.').waitFor()
  await page.getByLabel('Your address').focus()
  await page.keyboard.type('@example.com')
  await page.keyboard.press('Enter')
  await page.getByText('Saved. It counts from now on.').waitFor()
  expect(await faultsOn(page)).toEqual([])
  expect(await api.get<NoticePreference>('/notices/preference')).toMatchObject({
    email: 'daily',
    dailyAt: '07:30',
    address: 'me@example.com',
    browser: 'at-once',
    isSaid: true,
  })
})

it('[E2E131] a task that opens is shown by the browser, once however many pages are open, and a click opens it', async () => {
  const wanted = { email: 'never', browser: 'at-once', timezone: 'UTC', dailyAt: '08:00' }
  expect((await api.send('/notices/preference', wanted)).status).toBe(200)
  await startRuns(api, 'sign-off', [{ order: 'before' }])
  const page = await opened()
  await first.goto(page.url())
  for (const each of [page, first]) {
    await each.getByLabel('In the browser, at once').waitFor()
    await each.getByText('Engine running, live').waitFor()
  }
  const [run] = await startRuns(api, 'sign-off', [{ order: 'now' }])
  const told = { title: 'For you: Agree to it', body: 'Sign-off', tag: `workcharts ${run}.agree.1 task-opened` }
  for (const each of [page, first]) await expect.poll(() => shownBy(each)).toEqual([told])
  await page.evaluate('shown[0].it.onclick()')
  await page.getByRole('heading', { level: 1, name: 'Agree to it' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/inbox/${run}.agree.1`)
})

it('[E2E130] a program is set up, its secret shown once, tried and removed', async () => {
  await using receiver = await aReceiver()
  const page = await opened()
  const form = page.getByRole('region', { name: 'Set up a way of telling' })
  await form.getByLabel('How it tells').selectOption('webhook')
  await form.getByLabel('Address').fill(receiver.url)
  await form.getByRole('button', { name: 'Set up' }).click()
  const secret = (await form.locator('code').textContent()) ?? ''
  expect(secret).toMatch(/^whsec_/)
  await form.getByRole('button', { name: 'I have kept it' }).click()
  await page.reload()
  await settled(page, 'Settings')
  await page.getByRole('button', { name: /^Test: Program/ }).click()
  await page.getByText('It took an event of the type workcharts.notices.test.').waitFor()
  expect(receiver.received.map(({ body }) => JSON.parse(body))).toMatchObject([{ type: 'workcharts.notices.test' }])
  expect(await page.content()).not.toContain(secret)
  await page.getByRole('button', { name: /^Remove: Program/ }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByText('Nobody is told yet').waitFor()
  expect((await api.get<NoticeChannelList>('/notices/channels')).channels).toEqual([])
})

it('[E2E130] axe finds nothing there in a narrow dark window, and nothing is cut off', async () => {
  expect((await api.send('/notices/slack', { url: 'https://hooks.slack.com/services/T0/B0/x' })).status).toBe(200)
  const page = await opened(NARROW)
  await page.getByText('A room at hooks.slack.com').waitFor()
  expect(await faultsOn(page)).toEqual([])
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width)
})
