import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOn } from '../support/axe.ts'
import { aBrowser, settled } from '../support/browser.ts'
import { libraryCard, openCanvas, publish } from '../support/builder-page.ts'
import type { Home } from '../support/program.ts'
import { aHome, startServer, type } from '../support/program.ts'

const FILE = 'collections/default/workflows/refunds/WORKFLOW.yaml'

function fileOf(home: Home): string {
  return join(home.folder, FILE)
}

/** A WorkChart of two stages that people do, opened in the builder and published. */
async function publishRefunds(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await openCanvas(page, 'Refunds')
  for (const name of ['Sort', 'Decide']) {
    await libraryCard(page, 'Ask a person').click()
    await rename(page, name)
  }
  await publish(page, 'refunds')
}

async function faultsInBothLooks(page: Page): Promise<readonly string[]> {
  const light = await faultsOn(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  return [...light, ...(await faultsOn(page))]
}

/** The name of the stage that is looked at. */
async function rename(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Name', { exact: true }).press('Enter')
  await page.locator('[data-stage]', { hasText: name }).first().waitFor()
}

async function edit(page: Page): Promise<void> {
  await page.goto(new URL('/workcharts/refunds/edit', page.url()).href)
  await settled(page, 'Refunds')
}

async function saved(page: Page): Promise<void> {
  await page.getByRole('status').getByText('Saved').waitFor()
}

const SORT = 'ask-a-person'
const DECIDE = 'ask-a-person-2'

async function choose(page: Page, stage: string): Promise<void> {
  await page.locator(`[data-stage="${stage}"]`).click()
}

it('[E2E45] two tabs change different stages, and one press makes one WorkChart of both', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const one = await browser.open()
  await publishRefunds(one, server.link)
  await edit(one)
  const two = await one.context().newPage()
  await two.goto(one.url())
  await settled(two, 'Refunds')
  await choose(one, SORT)
  await rename(one, 'Sort the message')
  await saved(one)
  await choose(two, DECIDE)
  await rename(two, 'Decide the refund')
  await two.getByText('This draft was changed somewhere else.').waitFor()
  await two.getByText('is now called “Sort the message”.').waitFor()
  await two.reload()
  await two.getByText('is now called “Decide the refund”.').waitFor()
  expect(await faultsInBothLooks(two)).toEqual([])
  await two.getByRole('button', { name: 'Merge both' }).click()
  await saved(two)
  await publish(two, 'refunds')
  const text = await readFile(fileOf(home), 'utf8')
  expect(text).toContain('name: Sort the message')
  expect(text).toContain('name: Decide the refund')
  expect(await type(home, 'workflow', 'validate', fileOf(home))).toMatchObject({ code: 0 })
})

it('[E2E46] a file that was edited by hand is merged with the draft, and published with both', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await publishRefunds(page, server.link)
  await edit(page)
  await choose(page, DECIDE)
  await rename(page, 'Decide the refund')
  await saved(page)
  const byHand = (await readFile(fileOf(home), 'utf8')).replace(
    'name: Sort\n',
    'name: Sort it all # as agreed in May\n',
  )
  await writeFile(fileOf(home), byHand.replace('name: Decide\n', 'name: Decide it\n'))
  await page.reload()
  await page.getByText('The file was edited by hand').waitFor()
  expect(await page.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true)
  expect(await page.getByRole('button', { name: 'Merge as chosen' }).isDisabled()).toBe(true)
  await page.getByRole('group', { name: 'Choice 1 of 1' }).getByRole('button', { name: 'Mine' }).click()
  await page.getByRole('button', { name: 'Merge as chosen' }).click()
  await page.getByText('The file was edited by hand').waitFor({ state: 'detached' })
  await publish(page, 'refunds')
  expect(await readFile(fileOf(home), 'utf8')).toBe(byHand.replace('name: Decide\n', 'name: Decide the refund\n'))
})

it('[E2E47] publishing shows what changes first; history says it again, and an old version comes back as a draft', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await publishRefunds(page, server.link)
  const first = await readFile(fileOf(home), 'utf8')
  await edit(page)
  await choose(page, DECIDE)
  await rename(page, 'Decide the refund')
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'Publish Refunds?' })
  await dialog.getByText('is now called “Decide the refund”.').waitFor()
  expect(await faultsInBothLooks(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.waitForURL('**/workcharts/refunds')
  await page.getByRole('link', { name: 'What changed, and going back' }).click()
  await settled(page, 'History of Refunds')
  await page.getByText('Decide is now called “Decide the refund”.').first().waitFor()
  await page.getByRole('button', { name: 'Restore version 1' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
  await page.waitForURL('**/edit')
  await page.locator(`[data-stage="${DECIDE}"]`, { hasText: 'Decide' }).waitFor()
  expect(await readFile(fileOf(home), 'utf8')).not.toBe(first)
  await publish(page, 'refunds')
  expect(await readFile(fileOf(home), 'utf8')).toBe(first)
})

it('[E2E48] discarding goes back to the file as it is, and history from there to what is live', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await publishRefunds(page, server.link)
  const live = await readFile(fileOf(home), 'utf8')
  await edit(page)
  await choose(page, DECIDE)
  await rename(page, 'Decide the refund')
  await saved(page)
  const byHand = live.replace('name: Sort\n', 'name: Sort by hand\n')
  await writeFile(fileOf(home), byHand)
  await page.reload()
  await page.getByText('The file was edited by hand').waitFor()
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
  await page.waitForURL('**/workcharts')
  await edit(page)
  await page.locator(`[data-stage="${SORT}"]`, { hasText: 'Sort by hand' }).waitFor()
  await page.locator(`[data-stage="${DECIDE}"]`, { hasText: /Decide(?! the refund)/ }).waitFor()
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
  expect(await readFile(fileOf(home), 'utf8')).toBe(byHand)
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByRole('button', { name: 'Restore version 1' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
  await page.waitForURL('**/edit')
  await publish(page, 'refunds')
  expect(await readFile(fileOf(home), 'utf8')).toBe(live)
})

it('[E2E49] a first version is told by what it has, a later one by what it means, and any two are compared', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await page.getByRole('link', { name: 'See the templates' }).click()
  await page.getByRole('button', { name: 'Use this template Refunds and returns' }).click()
  await page.waitForURL('**/edit')
  await settled(page, 'Refunds and returns')
  await publishAfter(page, [
    '6 stages: 4 done by skills and agents, 2 done by people. A person is asked when not sure enough: 1 of 6.',
  ])
  await setLimit(page, '90')
  await libraryCard(page, 'Ask a person').click()
  await publishAfter(page, [
    'Sort the message now asks a person below 90 % (was: asks a person below 85 %).',
    'Ask a person is new, done by a person.',
  ])
  await setLimit(page, '85')
  await publishAfter(page, ['Sort the message now asks a person below 85 % (was: asks a person below 90 %).'])
  await page.goto(new URL(`${page.url()}/versions?from=1&to=3`, page.url()).href)
  await settled(page, 'History of Refunds and returns')
  expect(await changesOn(page)).toEqual(['Ask a person is new, done by a person.'])
  await page.getByLabel('From').selectOption('version 2')
  await page.waitForURL('**/versions?from=2&to=3')
  expect(await changesOn(page)).toEqual([
    'Sort the message now asks a person below 85 % (was: asks a person below 90 %).',
  ])
})

async function changesOn(page: Page): Promise<readonly string[]> {
  const list = page.locator('.comparison .change-list li')
  await list.first().waitFor()
  return await list.allInnerTexts()
}

/** Below how many per cent the first stage asks a person. */
async function setLimit(page: Page, percent: string): Promise<void> {
  await page.goto(new URL(`/workcharts/refunds-and-returns/edit`, page.url()).href)
  await settled(page, 'Refunds and returns')
  await choose(page, 'sort')
  const field = page.getByLabel('Per cent', { exact: true })
  await field.fill(percent)
  await field.press('Enter')
}

/** Publishes once the dialog has said this. */
async function publishAfter(page: Page, sentences: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog')
  for (const sentence of sentences) await expect.poll(() => dialog.textContent()).toContain(sentence)
  await dialog.getByRole('button', { name: 'Make it live' }).click()
  await page.waitForURL(/\/workcharts\/refunds-and-returns$/)
}
