import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aBrowser, enter, settled } from '../support/browser.ts'
import { libraryCard, openCanvas, publish } from '../support/builder-page.ts'
import { aHome, startServer, type } from '../support/program.ts'

/** Where on the canvas a card is dropped, in px from its upper left corner. */
const UP = { x: 300, y: 100 }
const DOWN = { x: 300, y: 640 }

async function saved(page: Page): Promise<void> {
  await page.getByRole('status').getByText('Saved').waitFor()
}

it('[E2E12] two stages dragged onto an empty canvas are published, and the file says the same', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await openCanvas(page, 'Two steps')
  const canvas = page.locator('.builder-canvas')
  await libraryCard(page, 'Ask a person').dragTo(canvas, { targetPosition: UP })
  await page.locator('[data-stage="ask-a-person"]').waitFor()
  await libraryCard(page, 'Ask a person').dragTo(canvas, { targetPosition: DOWN })
  await page.locator('[data-stage="ask-a-person-2"]').waitFor()
  await saved(page)
  await page.reload()
  await page.locator('[data-stage="ask-a-person-2"]').waitFor()
  await publish(page, 'two-steps')
  const file = join(home.folder, 'collections/default/workflows/two-steps/WORKFLOW.yaml')
  expect(await readFile(file, 'utf8')).toBe(
    [
      'workflow_id: two-steps',
      'name: Two steps',
      'stages:',
      ...stageLines('ask-a-person'),
      ...stageLines('ask-a-person-2'),
      '',
    ].join('\n'),
  )
  expect(await type(home, 'workflow', 'validate', file)).toMatchObject({ code: 0 })
})

function stageLines(id: string): readonly string[] {
  return [
    `  - id: ${id}`,
    '    name: Ask a person',
    '    roles:',
    '      primary: human:anyone',
    '    escalation:',
    '      sla: 4h',
  ]
}

it('[E2E13] a draft survives a killed server and a closed page, and undo goes back behind both', async () => {
  await using home = await aHome()
  await using browser = await aBrowser()
  const page = await browser.open()
  let port = 0
  {
    await using server = await startServer(home)
    port = server.port
    await page.goto(server.link)
    await openCanvas(page, 'Refunds')
    await libraryCard(page, 'Ask a person').click()
    await saved(page)
    await page.getByLabel('Name', { exact: true }).fill('Decide the refund')
    await page.getByLabel('Name', { exact: true }).press('Enter')
    await page.locator('[data-stage]', { hasText: 'Decide the refund' }).waitFor()
    await saved(page)
    server.process.kill('SIGKILL')
  }
  await using again = await startServer(home, port)
  await enter(page, again.link)
  await page.goto(new URL('/workcharts', page.url()).href)
  await page.getByRole('link', { name: 'Refunds' }).click()
  await page.locator('[data-stage]', { hasText: 'Decide the refund' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.locator('[data-stage]', { hasText: 'Ask a person' }).first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Nothing here yet').waitFor()
})

it('[E2E14] two tabs do not overwrite each other: the second one is told and chooses', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const one = await browser.open()
  await one.goto(server.link)
  await openCanvas(one, 'Shared')
  const two = await one.context().newPage()
  await two.goto(one.url())
  await settled(two, 'Shared')
  await libraryCard(one, 'Ask a person').click()
  await saved(one)
  await libraryCard(two, 'Send e-mail').click()
  await two.getByText('This draft was changed somewhere else.').waitFor()
  await two.getByRole('button', { name: 'Take theirs' }).click()
  await two.locator('[data-stage="ask-a-person"]').waitFor()
  expect(await two.locator('[data-stage="send-e-mail"]').count()).toBe(0)
})

it('[E2E15] the whole of a chart is built by keyboard alone', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await openCanvas(page, 'By keyboard')
  await libraryCard(page, 'Ask a person').press('Enter')
  await libraryCard(page, 'Ask a person').press('Enter')
  await page.getByText('Added Ask a person after Ask a person.').waitFor()
  await page.locator('[data-stage="ask-a-person"]').focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.evaluate('document.activeElement.dataset.stage')).toBe('ask-a-person-2')
  await page.keyboard.press('Delete')
  await page.locator('[data-stage="ask-a-person-2"]').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await page.locator('[data-stage="ask-a-person-2"]').waitFor()
})
