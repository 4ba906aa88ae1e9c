import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aBrowser, enter, settled } from '../support/browser.ts'
import { flawsOn } from '../support/flaws-on.ts'
import { aHome, startServer, type } from '../support/program.ts'
import { allRuns, apiOf } from '../support/server-api.ts'

const REFUND = `workflow_id: refund
name: Ask for a refund
description: For everybody in the shops.
inputs:
  message: { type: string, title: What happened }
  amount: { type: number, title: Amount in pounds, minimum: 0 }
triggers:
  - { type: manual, inputs: { amount: 25 } }
stages:
  - { id: decide, name: Decide, roles: { primary: "human:support" } }
`

const ROWS = 'title,message,amount,amonut\n48211,The lid broke,12.50,\n48212,It leaks,a lot,\n48213,It came late,3,\n'

async function aDesk() {
  await using stack = new AsyncDisposableStack()
  const home = stack.use(await aHome())
  const server = stack.use(await startServer(home))
  const api = await apiOf(home)
  expect((await api.send('/workflows', { text: REFUND })).status).toBe(201)
  const browser = stack.use(await aBrowser())
  const page = await browser.open()
  await enter(page, server.link)
  const all = stack.move()
  const form = new URL('/start/refund', server.link).href
  return { home, api, page, form, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

it('[E2E117] a form is opened by its address, starts one run, and many from a file, of which one is left out', async () => {
  await using desk = await aDesk()
  const { home, api, page, form } = desk
  await page.goto(`${form}?message=The+lid+broke`)
  await settled(page, 'Ask for a refund')
  expect(await page.getByLabel('Amount in pounds').inputValue()).toBe('25')
  expect(await allRuns(api)).toEqual([])
  await page.getByLabel('What happened').focus()
  await page.keyboard.press('Enter')
  await settled(page, 'Started')
  expect(await allRuns(api)).toHaveLength(1)

  await page.getByRole('button', { name: 'Start another' }).click()
  await page.getByRole('button', { name: 'Many at once' }).click()
  const file = join(home.folder, 'rows.csv')
  await writeFile(file, ROWS)
  await page.locator('input[type="file"]').setInputFiles(file)
  await page.getByRole('button', { name: 'Check the rows' }).click()
  await page.getByText('Line 3, amount: The value must be a number.').waitFor()
  await page.getByRole('button', { name: 'Start 2 runs, leave 1 out' }).click()
  await page.getByText('2 runs of Ask for a refund are under way.').waitFor()
  expect((await allRuns(api)).map(({ title }) => title)).toEqual(['48213', '48211', null])

  const checked = await type(home, 'workflow', 'run', 'refund', '--rows', file, '--check')
  expect(checked.out).toContain('2 rows fit, 1 does not; 1 column would be left out.')
  expect(await allRuns(api)).toHaveLength(3)
})

it('[E2E118] axe finds nothing on the form, the check of rows, and what was started, and nothing is cut off', async () => {
  await using desk = await aDesk()
  const { page, form } = desk
  await page.goto(form)
  await settled(page, 'Ask for a refund')
  const found = [...(await flawsOn(page, 'main'))]
  await page.getByRole('button', { name: 'Many at once' }).press('Enter')
  await page.getByRole('textbox', { name: 'Rows' }).fill(ROWS)
  await page.getByRole('button', { name: 'Check the rows' }).press('Enter')
  const start = page.getByRole('button', { name: 'Start 2 runs, leave 1 out' })
  await start.waitFor()
  found.push(...(await flawsOn(page, 'main')))
  await start.press('Enter')
  await settled(page, 'Started')
  found.push(...(await flawsOn(page, 'main')))
  expect(found).toEqual([])
})
