import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOn } from '../support/axe.ts'
import { aBrowser, enter, settled, watch } from '../support/browser.ts'
import { CODE } from '../support/code-samples.ts'
import type { Home, Server } from '../support/program.ts'
import { aHome, startServer } from '../support/program.ts'
import { apiOf } from '../support/server-api.ts'

const SENTENCE = 'The Builder composes capabilities. Code edits belong in the Skill Registry.'
const PYTHON = CODE['Python'] ?? ''
const TEXT = `workflow_id: a
name: a
stages:
  - id: read
    name: Read the message
    roles: { primary: "human:anyone" }
    outputs: { topic: { type: string, title: Topic } }
  - id: check
    name: Find duplicates
    instructions: Say whether the message came before.
    outputs: { known: { type: boolean, title: Whether it came before } }
`

/** The builder with a draft in it; the second stage has nobody who does it. */
async function openedDraft(page: Page, home: Home, server: Server): Promise<void> {
  const api = await apiOf(home)
  await api.send('/drafts', { name: 'Claims', text: TEXT })
  await enter(page, server.link)
  await page.goto(new URL('/workcharts/claims/edit', page.url()).href)
  await settled(page, 'Claims')
  await page.locator('[data-stage="check"]').waitFor()
}

async function refused(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByText(SENTENCE, { exact: true }).waitFor()
  expect(await dialog.getByRole('heading', { name: 'Ask for a skill' }).count()).toBe(1)
  await page.keyboard.press('Escape')
  // It is closed at once, but is there until the page hears of it.
  await page.locator('dialog').waitFor({ state: 'detached' })
}

/** As a person does: with the keys, from the clipboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  await page.keyboard.press('Control+v')
}

async function drop(page: Page, place: string, what: { readonly text: string; readonly file?: string }): Promise<void> {
  const [text, file] = [JSON.stringify(what.text), JSON.stringify(what.file)]
  const fill =
    what.file === undefined ? `data.setData('text/plain', ${text})` : `data.items.add(new File([${text}], ${file}))`
  const dataTransfer = await page.evaluateHandle(`(() => { const data = new DataTransfer(); ${fill}; return data })()`)
  await page.locator(place).first().dispatchEvent('drop', { dataTransfer })
}

it('[E2E20] code is refused with the sentence wherever it is pasted, dropped, opened or typed, and is nowhere then', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openedDraft(page, home, server)
  const watched = await watch(page.context(), new URL(page.url()).origin)
  await paste(page, PYTHON)
  await refused(page)
  for (const place of ['.builder-canvas', '.builder-library', '[data-stage="check"]']) {
    await drop(page, place, { text: CODE['a skill'] ?? '' })
    await refused(page)
  }
  await drop(page, '.builder-canvas', { text: 'Some words.', file: 'sort.py' })
  await refused(page)
  await page.getByLabel('More about Send e-mail').click()
  await page.getByRole('button', { name: 'Edit its source' }).and(page.locator(':visible')).click()
  await refused(page)
  await page.locator('[data-stage="check"]').click()
  for (const code of [PYTHON, PYTHON]) {
    await page.getByLabel('Instructions').fill(code)
    await page.getByLabel('Instructions').blur()
    await refused(page)
  }
  await page.getByRole('button', { name: 'Source', exact: true }).click()
  await page.getByRole('textbox', { name: /WORKFLOW.yaml/ }).fill(`${TEXT}    script: [npm ci]\n`)
  await page.getByRole('button', { name: 'Apply' }).click()
  await refused(page)
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('button', { name: 'Outline' }).click()
  await drop(page, '.builder-outline', { text: CODE['SQL'] ?? '' })
  await refused(page)
  const { text } = await (await apiOf(home)).get<{ readonly text: string }>('/drafts/claims')
  expect(text).toBe(TEXT.replace('workflow_id: a\nname: a', 'workflow_id: claims\nname: Claims'))
  // 422: the draft, in which nobody does a stage, has no plan.
  expect(watched.complaints.filter((words) => !/status of (403|422)/.test(words))).toEqual([])
})

it('[E2E21] what is no code goes on: words into the panel that makes stages of them, text in a field into the field', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openedDraft(page, home, server)
  await paste(page, '1. Run the report\n2. Import the invoices')
  const panel = page.getByRole('region', { name: 'Paste your procedure' })
  await panel.getByRole('button', { name: 'Add 2 stages' }).waitFor()
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await drop(page, '.builder-canvas', { text: TEXT })
  await page.getByText('Pasted 2 stages').waitFor()
  await page.keyboard.press('Control+z')
  await page.locator('[data-stage="check-2"]').waitFor({ state: 'detached' })
  await page.locator('[data-stage="check"]').click()
  await page.getByLabel('Instructions').fill('')
  await paste(page, 'Run the report.')
  expect(await page.getByLabel('Instructions').inputValue()).toBe('Run the report.')
})

it.each(['light', 'dark'] as const)(
  '[E2E22] a skill is asked for where it is missed, a person does the stage, and axe finds nothing, %s',
  async (scheme) => {
    await using home = await aHome()
    await using server = await startServer(home)
    await using browser = await aBrowser()
    const page = await browser.open({ scheme })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await openedDraft(page, home, server)
    await page.locator('[data-stage="check"]').click()
    await page.locator('[data-stage="check"]').focus()
    await paste(page, PYTHON)
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Find duplicates')
    expect(await dialog.getByLabel('What it takes').inputValue()).toBe('Topic (from Read the message)')
    expect(await dialog.getByLabel('What it gives').inputValue()).toBe('Whether it came before')
    expect(await faultsOn(page)).toEqual([])
    await dialog.getByLabel('Name').fill('Find repeated messages')
    await dialog.getByRole('button', { name: 'Ask for this skill' }).click()
    await dialog.getByRole('button', { name: 'Go on building' }).click()
    const inspector = page.getByRole('complementary', { name: 'Stage: Find duplicates' })
    await inspector.getByText('A skill was asked for').waitFor()
    expect(await inspector.getByLabel('Who does it').inputValue()).toBe('human:anyone')
    await page.getByRole('status').getByText('Saved').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.goto(new URL('/skills?view=asked', page.url()).href)
    const list = page.getByRole('region', { name: 'Skills people asked for' })
    await list.getByText('Find repeated messages').waitFor()
    await list.getByRole('link', { name: 'Claims' }).waitFor()
    expect(await faultsOn(page)).toEqual([])
    await list.getByRole('button', { name: 'Close the request for Find repeated messages' }).click()
    await list.getByText('Nobody asks for a skill').waitFor()
  },
)
