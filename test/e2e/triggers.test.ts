import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultsOn } from '../support/axe.ts'
import type { TestBrowser, View } from '../support/browser.ts'
import { aBrowser, settled } from '../support/browser.ts'
import { aHome, startServer } from '../support/program.ts'
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
  await writeFile(join(folder, 'digest.yaml'), DIGEST)
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
