import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { RunDetail } from '../../src/api/contract/run-detail.ts'
import type { TaskList, TaskRow } from '../../src/api/contract/tasks.ts'
import { aBrowser, settled } from '../support/browser.ts'
import { aCustomerDesk } from '../support/customer-desk.ts'
import type { ServerApi } from '../support/server-api.ts'
import { newStartLink } from '../support/server-api.ts'

/** Nobody presses the key more often than this between two things on one screen. */
const STOPS_MAX = 40

it('[E2E7] tasks are decided by keyboard alone, and each time the focus comes to the next one', async () => {
  await using desk = await aCustomerDesk()
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(await newStartLink(desk.api))
  await settled(page, 'Home')
  const [first, second, third] = (await desk.api.get<TaskList>('/tasks')).tasks

  let stops = await tabTo(page, page.getByRole('link', { name: /^Inbox/ }))
  await page.keyboard.press('Enter')
  await expectOpen(page, first)
  await page.keyboard.press('j')
  await expectOpen(page, second)
  await page.keyboard.press('k')
  await expectOpen(page, first)

  stops += await decide(page, first)
  await expectOpen(page, second)
  stops += await decide(page, second)
  await expectOpen(page, third)
  expect(await decisionsOf(desk.api, [first, second])).toEqual(['edit', 'edit'])
  process.stdout.write(`  two decisions after ${stops} stops of the Tab key, each of them visible\n`)
})

async function expectOpen(page: Page, task: TaskRow | undefined): Promise<void> {
  await page.waitForURL(`**/inbox/${task?.id}`)
  await settled(page, task?.stage.name ?? '')
  const focused = page.locator(':focus').and(page.getByRole('heading', { level: 1, name: task?.stage.name ?? '' }))
  await expect.poll(() => focused.count()).toBe(1)
}

/** Fills in what the task asks for and sends it, from its heading on. Returns the stops on the way. */
async function decide(page: Page, task: TaskRow | undefined): Promise<number> {
  const stops = task?.stage.id === 'sort' ? await sort(page) : await makeGood(page)
  await page.keyboard.press('Control+Enter')
  return stops
}

async function sort(page: Page): Promise<number> {
  const choice = page.getByRole('combobox', { name: 'What it is' })
  const stops = await tabTo(page, choice)
  const said = await choice.locator('option:checked').textContent()
  const other = said === 'question' ? 'booking' : 'question'
  await page.keyboard.type(other)
  expect(await choice.locator('option:checked').textContent()).toBe(other)
  return stops
}

async function makeGood(page: Page): Promise<number> {
  const kind = await tabTo(page, page.getByRole('combobox', { name: 'What they get' }))
  await page.keyboard.press('ArrowDown')
  const amount = await tabTo(page, page.getByRole('textbox', { name: 'Amount' }))
  await page.keyboard.type('25')
  const words = await tabTo(page, page.getByRole('textbox', { name: 'Your words' }))
  await page.keyboard.type('We are sorry. The next stay is on us.')
  return kind + amount + words
}

/** Presses Tab until this has the focus, which must be seen at every stop. Returns how often. */
async function tabTo(page: Page, target: Locator): Promise<number> {
  const reached = page.locator(':focus').and(target)
  for (let stops = 1; stops <= STOPS_MAX; stops += 1) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(FOCUS)).toEqual({ at: expect.any(String), ring: '2px solid', inView: true })
    if ((await reached.count()) === 1) return stops
  }
  throw new Error(`${String(target)} was not reached by ${STOPS_MAX} stops of the Tab key.`)
}

const FOCUS = `(() => {
  const at = document.activeElement
  const { outlineWidth, outlineStyle } = getComputedStyle(at)
  const { top, bottom } = at.getBoundingClientRect()
  return { at: at.outerHTML.slice(0, 200), ring: outlineWidth + ' ' + outlineStyle, inView: bottom > 0 && top < innerHeight }
})()`

async function decisionsOf(api: ServerApi, tasks: readonly (TaskRow | undefined)[]): Promise<readonly unknown[]> {
  const runs = await Promise.all(tasks.map((task) => api.get<RunDetail>(`/runs/${task?.run}`)))
  return runs.map(({ stages }, index) => stages.find(({ id }) => id === tasks[index]?.stage.id)?.decision)
}
