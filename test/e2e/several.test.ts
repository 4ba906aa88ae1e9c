import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TaskList } from '../../src/api/contract/tasks.ts'
import { faultsOn } from '../support/axe.ts'
import type { TestBrowser, View } from '../support/browser.ts'
import { aBrowser, settled } from '../support/browser.ts'
import { aHome, startServer } from '../support/program.ts'
import type { ServerApi } from '../support/server-api.ts'
import { answerTask, apiOf, newStartLink, startRuns } from '../support/server-api.ts'

const SIGN_OFF = `workflow_id: sign-off
name: Sign-off
inputs: { order: { type: string } }
stages:
  - { id: agree, name: Agree to it, roles: { primary: "human:lena" } }
`
const ORDERS = ['one', 'two', 'three', 'four', 'five', 'six']
const VIEWS = [
  { scheme: 'light', width: 1440, height: 900 },
  { scheme: 'dark', width: 320, height: 640 },
] as const satisfies readonly View[]

const stack = new AsyncDisposableStack()
let browser: TestBrowser
let api: ServerApi

beforeAll(async () => {
  const home = stack.use(await aHome())
  const folder = join(home.folder, 'collections/default/workflows')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'sign-off.yaml'), SIGN_OFF)
  stack.use(await startServer(home))
  api = await apiOf(home)
  await startRuns(
    api,
    'sign-off',
    ORDERS.map((order) => ({ order })),
  )
  browser = stack.use(await aBrowser())
})

afterAll(() => stack.disposeAsync())

async function entered(view?: View): Promise<{ readonly page: Page; readonly link: string }> {
  const page = await browser.open(view)
  const link = await newStartLink(api)
  await page.goto(link)
  await settled(page, 'Home')
  return { page, link }
}

async function listed(status: string): Promise<TaskList['tasks']> {
  return (await api.get<TaskList>(`/tasks?status=${status}`)).tasks
}

it.each(VIEWS)('[E2E128] axe finds nothing where several are chosen, $scheme, $width px wide', async (view) => {
  const { page, link } = await entered(view)
  await page.goto(new URL('/inbox/several', link).href)
  await settled(page, 'Several at once')
  await page.getByRole('button', { name: /^All of this stage: Agree to it/ }).click()
  await page.getByRole('button', { name: 'Approve: 6' }).waitFor()
  expect(await faultsOn(page)).toEqual([])
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(view.width)
})

it('[E2E128] what was typed for a task is there after a reload', async () => {
  const { page, link } = await entered()
  const [first] = await listed('open')
  await page.goto(new URL(`/inbox/${first?.id}`, link).href)
  await page.getByLabel(/^Reason/).fill('Half a sentence')
  await page.reload()
  await page.getByText(/^Draft: nobody else sees it/).waitFor()
  expect(await page.getByLabel(/^Reason/).inputValue()).toBe('Half a sentence')
})

it('[E2E128] several tasks are chosen by keys and decided with one note, but for the one that was decided first', async () => {
  const { page, link } = await entered()
  await page.goto(new URL('/inbox/several', link).href)
  await settled(page, 'Several at once')
  const boxes = page.getByRole('checkbox')
  await boxes.nth(0).focus()
  await page.keyboard.press('Space')
  await boxes.nth(3).focus()
  await page.keyboard.press('Shift+Space')
  await page.getByText(/^4 chosen of 6/).waitFor()
  const [first] = await listed('open')
  const sooner = Promise.withResolvers<number>()
  await page.route(`**/tasks/${first?.id}/answer`, async (route) => {
    sooner.resolve((await answerTask(api, first?.id ?? '', { type: 'reject', note: 'I was first.' })).status)
    await route.continue()
  })
  await page.getByLabel(/^Reason/).fill('As always.')
  await page.getByRole('button', { name: 'Approve: 4' }).click()
  expect(await sooner.promise).toBe(200)
  await page.getByText('3 of 4 decided, as the list says too.').waitFor()
  await page.getByText(/has already answered this task/).waitFor()
  const answered = await listed('answered')
  expect(answered.map(({ answer }) => answer).toSorted()).toEqual(['approve', 'approve', 'approve', 'reject'])
  expect(await listed('open')).toHaveLength(2)
  const earlier = await api.get(`/tasks/${(await listed('open'))[0]?.id}/earlier`)
  expect(earlier).toMatchObject({
    overall: 'Of 4 answers like this in the last 90 days, 3 were approved and 1 rejected.',
  })
})
