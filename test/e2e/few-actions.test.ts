import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { readWorkflow } from '../../src/core/workflow/read-workflow.ts'
import type { Workflow } from '../../src/core/workflow/workflow.ts'
import { aBrowser } from '../support/browser.ts'
import { libraryCard, openCanvas } from '../support/builder-page.ts'
import type { Home } from '../support/program.ts'
import { aHome, startServer, type } from '../support/program.ts'

/** One click, drag, choice from a list, field that is filled in, or key is an action. */
const MOUSE_ACTIONS_MAX = 25
const KEYBOARD_ACTIONS_MAX = 60
const UP = { x: 300, y: 100 }

/** What was done, in words, in its order. */
interface Log {
  readonly actions: string[]
  readonly act: (words: string, action: () => Promise<unknown>) => Promise<void>
}

function aLog(): Log {
  const actions: string[] = []
  return {
    actions,
    act: async (words, action) => {
      actions.push(words)
      await action()
    },
  }
}

async function published(home: Home, id: string): Promise<Workflow> {
  const file = join(home.folder, `collections/default/workflows/${id}/WORKFLOW.yaml`)
  expect(await type(home, 'workflow', 'validate', file)).toMatchObject({ code: 0 })
  const { document } = readWorkflow({ file, text: await readFile(file, 'utf8') })
  if (document === undefined) throw new Error(`${file} can not be read`)
  return document.workflow
}

/** What both ways must come to. */
async function expectRefunds(home: Home): Promise<void> {
  const { stages } = await published(home, 'refunds')
  expect(stages.map(({ name }) => name)).toEqual([
    'Sort a message',
    'Approve the refund',
    'Pay it back',
    'Write to the customer',
    'File the case',
  ])
  expect(stages[0]).toMatchObject({
    gate: { kind: 'threshold', threshold: 0.85 },
    escalation: { to: [{ name: 'support-lead' }] },
  })
  expect(stages[1]).toMatchObject({ when: 'stages.sort-a-message.outputs.label == "refund"', onSkip: 'continue' })
}

async function addPerson(page: Page, { act }: Log, name: string): Promise<void> {
  await act('choose Ask a person', () => libraryCard(page, 'Ask a person').click())
  await act(`name it ${name}`, () => page.getByLabel('Name', { exact: true }).fill(name))
}

it('[E2E71] five stages, a gate, an escalation and a condition are composed and published by mouse in few actions', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await openCanvas(page, 'Refunds')
  const log = aLog()
  const { actions, act } = log
  await act('drag Sort a message onto the canvas', () =>
    libraryCard(page, 'Sort a message').dragTo(page.locator('.builder-canvas'), { targetPosition: UP }),
  )
  await act('have the message asked for at the start', () =>
    page.getByLabel('Message (needed)', { exact: true }).selectOption({ label: 'Ask for it at the start' }),
  )
  await act('name who is asked', () => page.getByLabel('Who is asked: add', { exact: true }).fill('Support lead'))
  await act('add who is asked', () => page.keyboard.press('Enter'))
  await addPerson(page, log, 'Approve the refund')
  await act('make it depend on the category', () =>
    page.getByLabel('Add a condition').selectOption({ label: 'Category' }),
  )
  await act('compare it', () => page.getByLabel('Condition 1: test').selectOption('is'))
  await act('say which category', () => page.getByLabel('Condition 1: compared with').fill('refund'))
  await act('go on without it', () => page.getByLabel('If not').selectOption({ label: 'Go on without it' }))
  for (const name of ['Pay it back', 'Write to the customer', 'File the case']) await addPerson(page, log, name)
  await act('publish', () => page.getByRole('button', { name: 'Publish', exact: true }).click())
  await act('make it live', () => page.getByRole('button', { name: 'Make it live' }).click())
  await page.waitForURL('**/workcharts/refunds')
  process.stdout.write(`\n  by mouse, ${actions.length} actions: ${actions.join('; ')}\n`)
  await expectRefunds(home)
  expect(actions.length).toBeLessThanOrEqual(MOUSE_ACTIONS_MAX)
})

/** Does everything by keys and typed text, and looks each time at what has the focus, as assistive technology is told. */
function atTheKeyboard(page: Page, { act }: Log) {
  const named = async () => {
    const focused = await page.locator(':focus').ariaSnapshot()
    expect(focused).toMatch(/^- '?[a-z]+ "[^"]+"/)
    return focused
  }
  const press = (key: string) => act(key, () => page.keyboard.press(key)).then(named)
  const write = (text: string) => act(`type "${text}"`, () => page.keyboard.insertText(text)).then(named)
  const choose = (option: string) => act(`choose "${option}"`, () => page.keyboard.type(option)).then(named)
  /** What is found may take the focus when it is drawn, and nobody types before they see where. */
  const find = async (words: string, field: string): Promise<void> => {
    await press('Control+k')
    await write(words)
    await press('Enter')
    await expect.poll(named).toContain(field)
  }
  return { press, write, choose, find }
}

it('[E2E72] the same is composed and published by keyboard alone, and whatever has the focus has a name', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await openCanvas(page, 'Refunds')
  const log = aLog()
  const { press, write, choose, find } = atTheKeyboard(page, log)
  await find('add sort a message', 'textbox "Name": Sort a message')
  await find('set up what it gets', 'Message (needed)')
  await choose('Ask')
  await find('set up if a person is asked', 'Who is asked: add')
  await write('Support lead')
  await press('Enter')
  await find('add ask a person', 'textbox "Name": Ask a person')
  await write('Approve the refund')
  await find('set up only on a condition', 'Add a condition')
  await choose('Category')
  await press('Enter')
  await find('set up only on a condition', 'Condition 1: value')
  await press('Tab')
  await choose('is')
  await press('Enter')
  await press('Tab')
  await write('refund')
  await press('Tab')
  await press('Tab')
  await press('Tab')
  await choose('Go')
  for (const name of ['Pay it back', 'Write to the customer', 'File the case']) {
    await find('add ask a person', 'textbox "Name": Ask a person')
    await write(name)
  }
  await press('Control+Enter')
  await press('Enter')
  await page.waitForURL('**/workcharts/refunds')
  process.stdout.write(`\n  by keyboard, ${log.actions.length} actions: ${log.actions.join('; ')}\n`)
  await expectRefunds(home)
  expect(log.actions.length).toBeLessThanOrEqual(KEYBOARD_ACTIONS_MAX)
})
