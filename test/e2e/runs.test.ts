import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { faultsOn } from '../support/axe.ts'
import { aBrowser, settled } from '../support/browser.ts'
import { aHome, startServer } from '../support/program.ts'
import { allRuns, apiOf, newStartLink, startRuns } from '../support/server-api.ts'

/** What is no number ends its run at once as failed, what is one waits for a person. */
const REFUNDS = `workflow_id: refunds
name: Refund requests
inputs: { order: { type: string } }
stages:
  - { id: check, name: Check it, when: "int(inputs.order) > 0", roles: { primary: "human:lena" } }
`
const ORDERS = ['1', '2', 'A', '3', 'B']

it('[E2E145] runs are found, kept as a view for every browser, and canceled and retried by keys', async () => {
  await using home = await aHome()
  const folder = join(home.folder, 'collections/default/workflows')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'refunds.yaml'), REFUNDS)
  await using _server = await startServer(home)
  const api = await apiOf(home)
  await startRuns(
    api,
    'refunds',
    ORDERS.map((order) => ({ order })),
  )
  await using browser = await aBrowser()
  const entered = async (width: number) => {
    const page = await browser.open({ width, height: 800 })
    const link = await newStartLink(api)
    await page.goto(link)
    await settled(page, 'Home')
    await page.goto(new URL('/runs', link).href)
    await settled(page, 'Runs')
    return page
  }

  const page = await entered(1440)
  const boxes = page.getByRole('checkbox', { name: /^Choose Refund requests/ })
  await boxes.nth(0).focus()
  await page.keyboard.press('Space')
  await boxes.nth(3).focus()
  await page.keyboard.press('Shift+Space')
  await page.getByText('4 chosen').waitFor()
  await page.getByRole('button', { name: 'Cancel…' }).press('Enter')
  await page.getByText('2 of 4 can be canceled; 2 have ended.').waitFor()
  await page.getByLabel(/^Reason/).fill('Asked for twice.')
  await page.getByRole('button', { name: 'Cancel 2 runs' }).press('Enter')
  await page.getByText('2 of 2 runs canceled, looked up afterwards.').waitFor()
  const statuses = async () => (await allRuns(api)).map(({ status }) => status)
  expect(await statuses()).toEqual(['failed', 'canceled', 'failed', 'canceled', 'waiting'])

  await page.getByLabel('State').selectOption('failed')
  await page.locator('summary', { hasText: 'Save as a view' }).press('Enter')
  await page.getByLabel('Name of a new view').fill('Broken')
  await page.keyboard.press('Enter')
  await page.getByText('This view', { exact: true }).waitFor()

  const phone = await entered(320)
  await phone.getByLabel('View').selectOption('Broken')
  const broken = phone.getByRole('checkbox', { name: /^Choose Refund requests/ })
  await expect.poll(() => broken.count()).toBe(2)
  for (const box of await broken.all()) await box.check()
  expect(await faultsOn(phone)).toEqual([])
  expect(await phone.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
  await phone.getByRole('button', { name: 'Retry…' }).click()
  await phone.getByRole('button', { name: 'Retry 2 runs' }).click()
  await phone.getByText('2 of 2 runs retried, looked up afterwards.').waitFor()
  await page.getByText('7 runs, 1 going on').waitFor()
  expect(await statuses()).toEqual(['failed', 'failed', 'failed', 'canceled', 'failed', 'canceled', 'waiting'])
})
