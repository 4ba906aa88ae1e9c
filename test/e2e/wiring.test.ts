import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOn } from '../support/axe.ts'
import { aBrowser, enter, settled } from '../support/browser.ts'
import { libraryCard, openCanvas, publish } from '../support/builder-page.ts'
import type { Home, Server } from '../support/program.ts'
import { aHome, startServer } from '../support/program.ts'
import type { ServerApi } from '../support/server-api.ts'
import { allRuns, apiOf, startRuns } from '../support/server-api.ts'

const TEXT = `workflow_id: a
name: a
inputs:
  message: { type: string, title: Letter }
stages:
  - id: read
    name: Read it
    roles: { primary: "human:anyone" }
    outputs:
      topic: { type: string, title: Topic }
      amount: { type: number, title: Amount }
  - id: sort
    name: Sort it
    roles: { primary: "skill:sort-a-message" }
`

/** The builder with a draft of this text in it. */
async function openDraft(page: Page, home: Home, { server, text }: { server: Server; text: string }): Promise<void> {
  const api = await apiOf(home)
  await api.send('/drafts', { name: 'Letters', text })
  await enter(page, server.link)
  await page.goto(new URL('/workcharts/letters/edit', page.url()).href)
  await settled(page, 'Letters')
}

/** The stages as the draft on the server has them, once every change has arrived there. */
async function savedText(page: Page, api: ServerApi): Promise<string> {
  await page.getByRole('status').getByText('Saved').waitFor()
  return (await api.get<{ readonly text: string }>('/drafts/letters')).text
}

async function nameIt(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Name', { exact: true }).press('Enter')
}

async function addField(page: Page, title: string, type: string): Promise<void> {
  const form = page.locator('.builder-add')
  await form.getByRole('textbox').fill(title)
  await form.getByRole('combobox').selectOption({ label: type })
  await form.getByRole('button', { name: 'Add' }).click()
}

async function answerWith(page: Page, server: Server, choice: string): Promise<void> {
  await page.goto(new URL('/inbox', server.link).href)
  await page.getByRole('link', { name: 'Decide it' }).first().click()
  await page.getByLabel('What they get').selectOption({ label: choice })
  const task = page.url()
  await page.getByRole('button', { name: /^Done, with this answer/ }).click()
  await page.waitForURL((url) => url.href !== task)
}

it('[E2E50] a condition on what a person chooses is built by mouse, published, and runs take both ways', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await enter(page, server.link)
  await openCanvas(page, 'Returns')
  await libraryCard(page, 'Ask a person').click()
  await nameIt(page, 'Decide it')
  await addField(page, 'What they get', 'Choice')
  await page.locator('.builder-field', { hasText: 'What they get' }).locator('summary').click()
  await page.getByLabel('Choices').fill('refund\nreplacement')
  await page.getByLabel('Choices').blur()
  await libraryCard(page, 'Ask a person').click()
  await nameIt(page, 'Pay it back')
  await page.getByLabel('Add a condition').selectOption({ label: 'What they get' })
  await page.getByLabel('Condition 1: compared with').selectOption('refund')
  await page.getByText('Show formula').click()
  await page.getByText('stages.ask-a-person.outputs.what_they_get == "refund"').waitFor()
  await page.locator('.canvas-when', { hasText: 'Only when What they get is refund' }).waitFor()
  await publish(page, 'returns')
  const api = await apiOf(home)
  await startRuns(api, 'returns', [{}, {}])
  await answerWith(page, server, 'refund')
  await answerWith(page, server, 'replacement')
  await expect
    .poll(async () => (await allRuns(api)).map(({ status }) => status).toSorted(), { timeout: 20_000 })
    .toEqual(['succeeded', 'waiting'])
  await page.goto(new URL('/inbox', server.link).href)
  await page.getByRole('link', { name: 'Pay it back' }).waitFor()
  expect(await page.getByRole('link', { name: 'Decide it' }).count()).toBe(0)
})

it('[E2E51] an input is picked from what is there before it, asked for at the start, or a text with values in it', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const [page, api] = [await browser.open(), await apiOf(home)]
  await openDraft(page, home, { server, text: TEXT })
  await page.locator('[data-stage="sort"]').click()
  const message = page.getByLabel('Message (needed)', { exact: true })
  expect(await message.locator('option', { hasText: 'Amount (a number, not a text)' }).isDisabled()).toBe(true)
  await message.selectOption({ label: 'Topic' })
  expect(await savedText(page, api)).toContain('    inputs:\n      text: ${{ stages.read.outputs.topic }}\n')
  await message.selectOption({ label: 'Ask for it at the start' })
  const asked = await savedText(page, api)
  expect(asked).toContain('  text:\n    type: string\n    title: Message\n')
  expect(asked).toContain('      text: ${{ inputs.text }}\n')
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await savedText(page, api)).toContain('title: Letter }\nstages:')
  await message.selectOption({ label: 'A text with values in it…' })
  const text = page.getByLabel('Message (needed): text')
  await text.press('Home')
  await text.pressSequentially('About ')
  await text.press('End')
  await page.getByLabel('Message (needed): insert a value').selectOption({ label: 'Letter, from the start' })
  expect(await savedText(page, api)).toContain('text: About ${{ stages.read.outputs.topic }}${{ inputs.message }}\n')
})

it('[E2E52] a problem is mended by one click and comes back by one step back', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const [page, api] = [await browser.open(), await apiOf(home)]
  const wrong = TEXT.replace('    name: Read it\n', '    name: Read it\n    instructons: Look closely.\n')
  await openDraft(page, home, { server, text: wrong })
  const problems = page.locator('.builder-problems')
  await problems.getByRole('button', { name: 'Mend: write instructions for instructons' }).click()
  await problems.getByRole('button', { name: 'Mend: give it Topic, from Read it' }).click()
  await problems.getByText('Problems 0').waitFor()
  const mended = await savedText(page, api)
  expect(mended).toContain('    instructions: Look closely.\n')
  expect(mended).toContain('      text: ${{ stages.read.outputs.topic }}\n')
  await page.getByRole('button', { name: 'Undo' }).click()
  await problems.getByRole('button', { name: 'Mend: give it Letter, from the start' }).click()
  await problems.getByText('Problems 0').waitFor()
  await publish(page, 'letters')
})

it.each([
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 1440 },
  { scheme: 'light', width: 320 },
  { scheme: 'dark', width: 320 },
] as const)('[E2E53] axe finds nothing beside a stage with all of it open, $scheme, $width px', async (view) => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open(view)
  const more = '    when: stages.read.outputs.amount > 10 && stages.read.outputs.topic != "x"\n'
  await openDraft(page, home, { server, text: `${TEXT}${more}    inputs: { text: "About \${{ inputs.message }}" }\n` })
  for (const stage of ['Read it', 'Sort it']) {
    await page.getByRole('button', { name: 'Outline' }).click()
    await page.getByRole('button', { name: stage }).first().click()
    await page.getByRole('complementary', { name: `Stage: ${stage}` }).waitFor()
    await page.evaluate(
      `document.querySelectorAll('.builder-inspector details').forEach((each) => { each.open = true })`,
    )
    expect(await faultsOn(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(view.width)
  }
})

it('[E2E54] what a run is asked for is set up beside the canvas, and stands in its form', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await enter(page, server.link)
  await openCanvas(page, 'Orders')
  await addField(page, 'Order number', 'Number')
  await addField(page, 'How urgent', 'Choice')
  const urgent = page.locator('.builder-field', { hasText: 'How urgent' })
  await urgent.locator('summary').click()
  await urgent.getByLabel('Choices').fill('today\nthis week')
  await urgent.getByLabel('Choices').blur()
  await urgent.getByLabel('Help below it').fill('Today only for what is broken.')
  await urgent.getByLabel('Help below it').press('Enter')
  await urgent.getByLabel('Usual answer').selectOption({ label: 'this week' })
  await libraryCard(page, 'Ask a person').click()
  await publish(page, 'orders')
  await settled(page, 'Orders')
  expect(await page.getByLabel('How urgent').locator('option:checked').textContent()).toBe('this week')
  await page.getByText('Today only for what is broken.', { exact: true }).waitFor()
  await page.getByLabel('Order number').fill('48213')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.waitForURL('**/runs/*')
  await page.getByText('48213').first().waitFor()
})
