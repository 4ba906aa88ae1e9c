import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RunDetail } from '../../src/api/contract/run-detail.ts'
import type { RunList } from '../../src/api/contract/runs.ts'
import { faultsOn } from '../support/axe.ts'
import type { TestBrowser, View } from '../support/browser.ts'
import { aBrowser, settled } from '../support/browser.ts'
import { publish } from '../support/builder-page.ts'
import type { Home } from '../support/program.ts'
import { aHome, startServer, type } from '../support/program.ts'
import type { ServerApi } from '../support/server-api.ts'
import { apiOf, newStartLink } from '../support/server-api.ts'

const DIGEST = `workflow_id: digest
name: Morning digest
triggers:
  - { id: mornings, type: schedule, cron: "0 9 * * *", timezone: Asia/Tokyo, overlap: queue }
  - { id: often, type: schedule, cron: "*/15 * * * *", timezone: Asia/Tokyo }
  - { id: paid, type: event, event: shop.order.paid }
stages:
  - id: letter
    roles: { primary: "skill:fill-in-a-letter" }
    inputs: { template: "Subject: Hello", values: {} }
`
const WORDS = 'At 09:00'
const ORDERS = `workflow_id: orders
name: Orders
inputs:
  order: { type: string }
  amount: { type: number }
stages:
  - id: pack
    roles: { primary: "human:packers" }
`
const VIEWS = [
  { scheme: 'light', width: 1440, height: 900 },
  { scheme: 'dark', width: 320, height: 640 },
] as const satisfies readonly View[]

const stack = new AsyncDisposableStack()
let browser: TestBrowser
let api: ServerApi
let home: Home
let folder: string

beforeAll(async () => {
  home = stack.use(await aHome())
  folder = join(home.folder, 'collections/default/workflows')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'digest.yaml'), DIGEST)
  await writeFile(join(folder, 'orders.yaml'), ORDERS)
  stack.use(await startServer(home))
  api = await apiOf(home)
  await api.send('/workflows/digest/publish', {})
  browser = stack.use(await aBrowser())
})

afterAll(() => stack.disposeAsync())

it('[E2E121] a schedule is started now, paused with the reason, resumed and filled in on its screen', async () => {
  const page = await browser.open()
  const link = await newStartLink(api)
  await page.goto(link)
  await settled(page, 'Home')
  await page.getByRole('link', { name: 'Triggers' }).click()
  await page.getByRole('link', { name: WORDS }).click()
  await settled(page, WORDS)
  await page.getByRole('button', { name: 'Start now' }).click()
  await page.getByRole('link', { name: 'See the run' }).first().waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByLabel('Why is it paused?').fill('Stocktaking.')
  await page.getByLabel('Why is it paused?').press('Enter')
  await page.getByText('Stocktaking.').waitFor()
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('button', { name: 'Start now' }).waitFor()
  await page.getByLabel(/^From, on the clock of/).fill('2026-01-01T00:00')
  await page.getByLabel('To', { exact: true }).fill('2026-01-03T00:00')
  await page.getByRole('button', { name: 'See what it would start' }).click()
  await page.getByText('It would start 2 runs').waitFor()
  await page.getByRole('button', { name: 'Start 2 runs' }).click()
  await page.getByText('2 runs will start.').waitFor()
  await page.getByRole('row', { name: /2 Jan 2026, 09:00/ }).waitFor()
})

it.each(VIEWS)(
  '[E2E121] axe finds nothing on it, $scheme, $width px wide, and nothing is wider than the screen',
  async (view) => {
    const page = await browser.open(view)
    const link = await newStartLink(api)
    await page.goto(link)
    await settled(page, 'Home')
    const found: string[] = []
    for (const [address, heading] of [
      ['/triggers', 'Triggers'],
      ['/triggers/digest%2Fmornings', WORDS],
      ['/triggers/digest%2Fpaid', 'When shop.order.paid comes'],
    ] as const) {
      await page.goto(new URL(address, link).href)
      await settled(page, heading)
      const faults = await faultsOn(page)
      found.push(...faults.map((fault) => `${address}: ${fault}`))
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(view.width)
    }
    expect(found).toEqual([])
  },
)

it('[E2E133] a schedule and an event are made in the builder with all they can have; what can not run is not taken', async () => {
  const page = await browser.open()
  const link = await newStartLink(api)
  await page.goto(link)
  await settled(page, 'Home')
  await page.goto(new URL('/workcharts/orders/edit', link).href)
  await page.getByRole('button', { name: 'Add a schedule' }).click()
  await fillInSchedule(page)
  await page.getByRole('button', { name: 'Add an event' }).click()
  await fillInEvent(page)
  await publish(page, 'orders')
  expect(await readFile(join(folder, 'orders.yaml'), 'utf8')).toBe(ORDERS + TRIGGERS)
  const sent = await type(home, 'events', 'send', '--type', 'com.example.order.placed', '--data', SAMPLE)
  expect(sent.code).toBe(0)
  const [run] = (await api.get<RunList>('/runs?workflow=orders')).runs
  const { inputs } = await api.get<RunDetail>(`/runs/${run?.id}`)
  expect(inputs.map(({ name, value }) => [name, value])).toEqual([
    ['order', 'o-7'],
    ['amount', 12],
  ])
})

const TRIGGERS = `triggers:
  - id: schedule
    type: schedule
    cron: 15 7 1-7 * MON
    timezone: Europe/Berlin
    starts_on: 2040-02-01
    ends_on: 2040-12-31
    overlap: queue
    catch_up: all
    catch_up_window: 2d
    catch_up_max: 5
    jitter: 3m
    pause_after: 4
    inputs:
      order: standing
      amount: 7.5
  - id: event
    type: event
    event: com.example.order.placed
    filter: event.data.amount > 10
    dedupe: \${{ event.data.order }}
    inputs:
      order: \${{ event.data.order }}
      amount: \${{ event.data.amount }}
`

const SAMPLE = '{"order":"o-7","amount":12}'

/** Each wrong value is tried first; it stays in its field with the reason, and the document stays as it is. */
async function fillInSchedule(page: Page): Promise<void> {
  const schedule = page.getByRole('group', { name: 'Schedule 1' })
  const field = (label: string) => schedule.getByLabel(label, { exact: true })
  await field('How often').selectOption('cron')
  await refuses(field('Cron, five fields'), '0 25 * * *')
  await commit(field('Cron, five fields'), '15 7 1-7 * MON')
  await field('By the clock of').selectOption('Europe/Berlin')
  await schedule.getByText('First and last day, open runs, missed times').click()
  await commit(field('First day'), '2040-02-01')
  await refuses(field('Last day'), '2040-01-31')
  await commit(field('Last day'), '2040-12-31')
  await field('If a run is still open').selectOption('queue')
  await field('Times that pass while this program is off').selectOption('all')
  await commit(field('Not older than'), '2')
  await field('Not older than: unit').selectOption('d')
  await refuses(field('At most so many'), '100000')
  await commit(field('At most so many'), '5')
  await field('Spread starts by up to: unit').selectOption('m')
  await commit(field('Spread starts by up to'), '3')
  await refuses(field('Pause after failures in a row'), '0')
  await commit(field('Pause after failures in a row'), '4')
  const given = (name: RegExp) => schedule.getByRole('textbox', { name })
  await given(/^order/i).fill('standing')
  await given(/^amount/i).fill('much')
  await schedule.getByRole('button', { name: 'Use these values' }).click()
  await expect.poll(() => given(/^amount/i).getAttribute('aria-invalid')).toBe('true')
  await given(/^amount/i).fill('7.5')
  await schedule.getByRole('button', { name: 'Use these values' }).click()
}

async function fillInEvent(page: Page): Promise<void> {
  const event = page.getByRole('group', { name: 'Event 1' })
  const field = (label: string) => event.getByLabel(label, { exact: true })
  await refuses(field('When this comes'), 'order placed')
  await commit(field('When this comes'), 'com.example.order.placed')
  await refuses(field('Only if'), 'event.data.amount >')
  await commit(field('Only if'), 'event.data.amount > 10')
  await refuses(field('amount'), 'much')
  await field('amount').press('Escape')
  await commit(field('Count as the same event'), '${{ event.data.order }}')
  await event.getByText('Try it with a sample').click()
  await field('Sample event').fill(SAMPLE)
  await event.getByText('The condition lets it through.').waitFor()
  await event.getByText('amount: It is needed, and nothing is given for it.').waitFor()
  await event.getByRole('button', { name: 'Fill in from this sample' }).click()
  await event.getByText('amount: 12').waitFor()
}

async function commit(field: Locator, value: string): Promise<void> {
  await field.fill(value)
  await field.press('Enter')
}

async function refuses(field: Locator, value: string): Promise<void> {
  await commit(field, value)
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
}
