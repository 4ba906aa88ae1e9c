import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CapabilityList } from '../../src/api/contract/capabilities.ts'
import { readProcedure } from '../../src/core/procedure/read-procedure.ts'
import { readWorkflow } from '../../src/core/workflow/read-workflow.ts'
import { REFUSE_CODE } from '../../src/core/workflow/refuse-code.ts'
import { notesBeforeStages } from '../../src/core/workflow/view-notes.ts'
import type { Workflow } from '../../src/core/workflow/workflow.ts'
import type { TestBrowser } from '../support/browser.ts'
import { aBrowser } from '../support/browser.ts'
import { openCanvas } from '../support/builder-page.ts'
import { CODE } from '../support/code-samples.ts'
import type { Home } from '../support/program.ts'
import { aHome, startServer } from '../support/program.ts'
import { apiOf, newStartLink } from '../support/server-api.ts'

/** One click, drag, field entry or shortcut is an action. */
const ACTIONS_MAX = 12
const HOUR_MS = 60 * 60 * 1_000
const PYTHON = CODE['Python'] ?? ''

const stack = new AsyncDisposableStack()
let home: Home
let browser: TestBrowser

beforeAll(async () => {
  home = stack.use(await aHome())
  stack.use(await startServer(home))
  browser = stack.use(await aBrowser())
})

afterAll(() => stack.disposeAsync())

/** A page with an empty canvas under this name. */
async function anEmptyCanvas(name: string): Promise<Page> {
  const page = await browser.open()
  await page.goto(await newStartLink(await apiOf(home)))
  await openCanvas(page, name)
  return page
}

function procedure(file: string): Promise<string> {
  return readFile(join(import.meta.dirname, 'procedures', file), 'utf8')
}

/** The text field of the open panel. */
function textOf(page: Page): Locator {
  const panel = page.getByRole('region', { name: 'Paste your procedure' })
  return panel.getByLabel('Procedure', { exact: true })
}

function wordsIn(...texts: readonly string[]): readonly string[] {
  return [...(texts.join(' ').match(/[\p{L}\p{N}]+/gu) ?? [])].sort()
}

async function publishedFile(id: string): Promise<Workflow> {
  const file = join(home.folder, `collections/default/workflows/${id}/WORKFLOW.yaml`)
  const { document } = readWorkflow({ file, text: await readFile(file, 'utf8') })
  if (document === undefined) throw new Error(`${file} can not be read.`)
  return document.workflow
}

/** Numbers and bullets are the list's, not the sentence's. */
function marksIn(text: string): readonly string[] {
  const read = readProcedure(text)
  return read.ok ? read.value.flatMap((part) => ('mark' in part ? [part.mark] : [])) : []
}

function referencesIn({ stages }: Workflow): readonly string[] {
  return stages.flatMap(({ roles }) => {
    const all = [roles.primary, ...roles.tools, ...(roles.reviewer === undefined ? [] : [roles.reviewer])]
    return all.map(({ kind, name }) => `${kind}:${name}`)
  })
}

type Act = (words: string, action: () => Promise<unknown>) => Promise<void>

async function takeOffer(page: Page, act: Act): Promise<void> {
  await act('use the skill that is offered', () =>
    page
      .getByRole('button', { name: /^Use it ?: Sort/ })
      .first()
      .click(),
  )
}

/** Where no skill is offered, or another one. */
async function chooseSkill(page: Page, act: Act): Promise<void> {
  await act('choose who does the first stage', () =>
    page.getByLabel('Who does it').selectOption({ label: 'Sort a message' }),
  )
}

it.each([
  ['refunds.md', 'Online refunds', takeOffer],
  ['new-starters.txt', 'New starters', takeOffer],
  ['incidents.md', 'Incidents', chooseSkill],
] as const)('[E2E25] %s is pasted, nothing of it is lost, and it is published', async (file, name, take) => {
  const text = await procedure(file)
  const page = await anEmptyCanvas(name)
  const actions: string[] = []
  const act: Act = async (words, action) => {
    actions.push(words)
    await action()
  }
  const panel = page.getByRole('region', { name: 'Paste your procedure' })
  await act('choose Paste your procedure', () =>
    page.getByRole('button', { name: 'Paste your procedure' }).first().click(),
  )
  await act('paste the text', () => textOf(page).fill(text))
  await panel.getByRole('button', { name: /^Add \d+ stages$/ }).waitFor()
  const leftOut = await panel.locator('.procedure-left-out .mono').allTextContents()
  await act('add the stages', () => panel.getByRole('button', { name: /^Add \d+ stages$/ }).click())
  await take(page, act)
  const publish = page.getByRole('button', { name: 'Publish' })
  await expect.poll(() => publish.isEnabled()).toBe(true)
  await act('publish', () => publish.click())
  await act('make it live', () => page.getByRole('button', { name: 'Make it live' }).click())
  const id = name.toLowerCase().replaceAll(' ', '-')
  await page.waitForURL(`**/workcharts/${id}`)

  const workflow = await publishedFile(id)
  const { capabilities } = await (await apiOf(home)).get<CapabilityList>('/capabilities')
  const known = new Set(['human:anyone', ...capabilities.map(({ ref }) => ref)])
  const instructions = workflow.stages.map((stage) => stage.instructions ?? '')
  const notes = notesBeforeStages({ view: workflow.view ?? {} }).map((note) => note.text)
  expect(wordsIn(...instructions, ...notes, ...leftOut, ...marksIn(text))).toEqual(wordsIn(text))
  expect(referencesIn(workflow).filter((ref) => !known.has(ref))).toEqual([])
  const judged = workflow.stages.filter(({ gate }) => gate !== undefined)
  expect(judged).toMatchObject([
    { gate: { kind: 'threshold', threshold: 0.85 }, escalation: { to: [{ name: 'anyone' }], slaMs: 4 * HOUR_MS } },
  ])
  expect(actions.length).toBeLessThanOrEqual(ACTIONS_MAX)
  print(`${file}: ${workflow.stages.length} stages, ${notes.length} notes, ${leftOut.length} pieces left out`)
  print(`${actions.length} actions: ${actions.join(', ')}`)
})

/** As a person does: with the keys, from the clipboard. */
async function pasteOnPage(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  await page.keyboard.press('Control+v')
}

async function dropFile(page: Page, place: Locator, { name, text }: { name: string; text: string }): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer()
    data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}))
    return data
  })()`)
  await place.dispatchEvent('drop', { dataTransfer })
}

it('[E2E26] a procedure pasted or dropped opens the panel, and Undo takes all of it back at once', async () => {
  const page = await anEmptyCanvas('Pasted here')
  await pasteOnPage(page, '# Intake\n1. Read the mail\n2. Answer the mail')
  await page.getByRole('button', { name: 'Add 2 stages' }).waitFor()
  await dropFile(page, textOf(page), { name: 'more.md', text: '## Closing\n- File the mail' })
  await page.getByRole('button', { name: 'Add 3 stages' }).click()
  await page.locator('[data-stage="file-the-mail"]').waitFor()
  await page.locator('.stage-notes', { hasText: 'Intake' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Nothing here yet').waitFor()
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
})

it('[E2E27] code is refused while the panel is open, and what stood in it stays', async () => {
  const page = await anEmptyCanvas('No code')
  await dropFile(page, page.locator('.builder-canvas'), { name: 'intake.txt', text: '1. Read the mail' })
  await page.getByRole('button', { name: 'Add 1 stage' }).waitFor()
  const refusal = page.getByRole('dialog').getByText(REFUSE_CODE, { exact: true })
  await page.getByRole('heading', { name: 'Paste your procedure' }).click()
  await pasteOnPage(page, PYTHON)
  await refusal.waitFor()
  await page.keyboard.press('Escape')
  await dropFile(page, textOf(page), { name: 'sort.py', text: 'Some words.' })
  await refusal.waitFor()
  await page.keyboard.press('Escape')
  expect(await textOf(page).inputValue()).toBe('1. Read the mail')
  await textOf(page).fill(PYTHON)
  await page.getByRole('alert').getByText(REFUSE_CODE, { exact: true }).waitFor()
  expect(await page.getByRole('button', { name: 'Add stages' }).isDisabled()).toBe(true)
})

function print(line: string): void {
  console.log(line)
}
