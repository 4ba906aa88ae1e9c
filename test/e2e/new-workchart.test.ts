import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aBrowser, settled } from '../support/browser.ts'
import { publish } from '../support/builder-page.ts'
import { aHome, startServer, type } from '../support/program.ts'

it('[E2E11] a pasted procedure becomes a draft that is published and runs', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await page.getByRole('link', { name: 'Paste text' }).click()
  const text = '# Pay an invoice\n1. Read the invoice\n2. Approve the payment'
  await page.getByRole('textbox', { name: 'Procedure' }).fill(text)
  await page.getByRole('button', { name: 'Open in the builder with 2 stages' }).click()
  await page.waitForURL('**/workcharts/pay-an-invoice/edit')
  await settled(page, 'Pay an invoice')
  await publish(page, 'pay-an-invoice')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.waitForURL('**/runs/*')
  await page.getByText('Awaiting Approval').first().waitFor()
  const file = join(home.folder, 'collections/default/workflows/pay-an-invoice/WORKFLOW.yaml')
  expect(await readFile(file, 'utf8')).toContain('instructions: Approve the payment')
  expect((await type(home, 'inbox', 'list')).out).toContain('pay-an-invoice')
})
