import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aBrowser, enter, settled } from '../support/browser.ts'
import type { Home } from '../support/program.ts'
import { aHome, startServer } from '../support/program.ts'

const CHAIN = ['take-in', 'sort', 'decide', 'reply']

/** A WorkChart of stages that people do, each after the one before it. */
async function write(home: Home, name: string, stages: readonly string[]): Promise<void> {
  const folder = join(home.folder, 'collections/default/workflows', name)
  const lines = stages.map((id) => `  - id: ${id}\n    name: ${id}\n    roles: { primary: "human:anyone" }\n`)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'WORKFLOW.yaml'), `workflow_id: ${name}\nname: ${name}\nstages:\n${lines.join('')}`)
}

async function edit(page: Page, name: string): Promise<void> {
  await page.goto(new URL(`/workcharts/${name}/edit`, page.url()).href)
  await settled(page, name)
  await page.locator('.canvas-stage').first().waitFor()
}

function stage(page: Page, id: string) {
  return page.locator(`[data-stage="${id}"]`)
}

async function ids(page: Page): Promise<readonly string[]> {
  return await page.locator('[data-stage]').evaluateAll((stages) => stages.map((each) => each.dataset['stage'] ?? ''))
}

it('[E2E60] stages are copied from one WorkChart into another, and duplicated, each as one step', async () => {
  await using home = await aHome()
  await write(home, 'mail', CHAIN)
  await write(home, 'phone', ['ring', 'sort'])
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await enter(page, server.link)
  await edit(page, 'mail')
  await stage(page, 'sort').click()
  await stage(page, 'decide').click({ modifiers: ['Shift'] })
  await page.keyboard.press('Control+c')
  await page.getByText('Copied 2 stages.').waitFor()
  await edit(page, 'phone')
  await stage(page, 'ring').click()
  await page.keyboard.press('Control+v')
  await page.getByText('Pasted 2 stages after ring.').waitFor()
  expect([...(await ids(page))].sort()).toEqual(['decide', 'ring', 'sort', 'sort-2'])
  await page.keyboard.press('Control+d')
  await page.getByText('Duplicated 2 stages.').waitFor()
  await expect.poll(() => ids(page)).toHaveLength(6)
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(() => ids(page)).toEqual(['ring', 'sort'])
  await page.evaluate(`navigator.clipboard.writeText('stages:\\n  - name: Without an id\\n')`)
  await page.keyboard.press('Control+v')
  await page.getByText('Nothing was pasted').waitFor()
  expect(await ids(page)).toEqual(['ring', 'sort'])
})

it('[E2E61] stages are connected and taken apart by keyboard alone, and it is said', async () => {
  await using home = await aHome()
  await write(home, 'mail', CHAIN)
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await enter(page, server.link)
  await edit(page, 'mail')
  const edges = page.locator('.react-flow__edge')
  expect(await edges.count()).toBe(3)
  await stage(page, 'take-in').focus()
  await page.keyboard.press('c')
  await page.getByText('Which stage comes after take-in?').waitFor()
  for (const _ of ['sort', 'decide']) await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.evaluate('document.activeElement.dataset.stage')).toBe('decide')
  await page.keyboard.press('Enter')
  await page.getByText('decide comes after take-in.').waitFor()
  expect(await edges.count()).toBe(4)
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: 'Stage: decide' }).waitFor()
  await expect.poll(() => page.evaluate('document.activeElement.value')).toBe('decide')
  await page.keyboard.type(' not')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate('document.activeElement.value')).toBe('decide')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate('document.activeElement.dataset.stage')).toBe('decide')
  await edges.first().locator('.react-flow__edge-interaction').click({ force: true })
  await page.keyboard.press('Delete')
  await expect.poll(() => edges.count()).toBe(3)
})

it('[E2E62] everything is found by its name, and the keys are shown to who asks', async () => {
  await using home = await aHome()
  await write(home, 'mail', CHAIN)
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await enter(page, server.link)
  await edit(page, 'mail')
  await page.keyboard.press('?')
  await page.getByRole('heading', { name: 'Keys of the builder' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('go decide')
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: 'Stage: decide' }).waitFor()
  await page.getByRole('button', { name: 'Connect to…' }).click()
  await page.keyboard.type('take')
  await page.keyboard.press('Enter')
  await page.getByText('each would wait for the other').waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('add ask a person')
  await page.keyboard.press('Enter')
  await stage(page, 'ask-a-person').waitFor()
})

it('[E2E75] a note is written, stands before its stage on the canvas and in the outline, and is taken out', async () => {
  await using home = await aHome()
  await write(home, 'mail', CHAIN)
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await enter(page, server.link)
  await edit(page, 'mail')
  await stage(page, 'decide').click()
  await page.getByLabel('Write a note').fill('Only the team lead')
  await page.getByLabel('Write a note').blur()
  await page.locator('.stage-notes', { hasText: 'Only the team lead' }).waitFor()
  await page.getByRole('button', { name: 'Outline' }).click()
  await page.locator('.outline-notes', { hasText: 'Only the team lead' }).waitFor()
  await page.getByLabel('Note 1').fill('')
  await page.getByLabel('Note 1').blur()
  await page.locator('.outline-notes').waitFor({ state: 'detached' })
})

it('[E2E63] stages that are dragged together are one step, and so are those that are taken away together or tidied up', async () => {
  await using home = await aHome()
  await write(home, 'mail', CHAIN)
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await enter(page, server.link)
  await edit(page, 'mail')
  const places = () =>
    page.locator('.react-flow__node').evaluateAll((nodes) => nodes.map((node) => node.style.transform))
  const before = await places()
  await stage(page, 'sort').click()
  await stage(page, 'decide').click({ modifiers: ['Shift'] })
  await stage(page, 'sort').hover()
  await page.mouse.down()
  await page.mouse.move(500, 300, { steps: 5 })
  await page.mouse.up()
  await expect.poll(async () => (await places()).filter((place, index) => place !== before[index]).length).toBe(2)
  await page.keyboard.press('Control+z')
  await expect.poll(places).toEqual(before)
  await stage(page, 'sort').focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => ids(page)).toEqual(['take-in', 'reply'])
  await page.keyboard.press('Control+z')
  await expect.poll(() => ids(page)).toEqual(CHAIN)
  await page.getByRole('button', { name: 'Tidy up' }).click()
  await expect.poll(() => page.getByRole('button', { name: 'Tidy up' }).isEnabled()).toBe(true)
  await page.keyboard.press('Control+z')
  await expect.poll(places).toEqual(before)
})

async function boxOf(page: Page, id: string) {
  const box = await stage(page, id).boundingBox()
  if (box === null) throw new Error('The stage is not on the screen')
  return box
}

it('[E2E64] from far away three hundred stages are blocks that can be chosen and dragged, and nearer they can be read', async () => {
  await using home = await aHome()
  await write(
    home,
    'large',
    Array.from({ length: 300 }, (_, index) => `stage-${index}`),
  )
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await enter(page, server.link)
  await edit(page, 'large')
  const canvas = page.locator('.builder-canvas')
  await expect.poll(() => canvas.getAttribute('class')).toContain('builder-canvas-far')
  expect(await page.locator('[data-stage]').count()).toBeLessThan(10)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('go stage-150')
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: 'Stage: stage-150' }).waitFor()
  const other = await boxOf(page, 'stage-150')
  // A quick hand has left a block before it follows.
  await page.mouse.move(other.x + other.width - 3, other.y + other.height - 3)
  await page.mouse.down()
  await page.mouse.move(other.x + 4 * other.width, other.y, { steps: 8 })
  await page.mouse.up()
  const box = await boxOf(page, 'stage-150')
  expect(box.x - other.x).toBeGreaterThan(other.width)
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  for (const size of ['middle', 'near']) {
    for (
      let turn = 0;
      turn < 40 && !(await canvas.getAttribute('class'))?.includes(`builder-canvas-${size}`);
      turn += 1
    ) {
      await page.mouse.wheel(0, -120)
      await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))')
    }
    expect(await canvas.getAttribute('class')).toContain(`builder-canvas-${size}`)
    await stage(page, 'stage-150').getByText('stage-150').waitFor()
  }
})

it('[E2E65] a window that becomes too narrow for the canvas shows the outline, and the canvas again when there is room', async () => {
  await using home = await aHome()
  await write(home, 'mail', CHAIN)
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await enter(page, server.link)
  await edit(page, 'mail')
  await page.setViewportSize({ width: 320, height: 700 })
  await page.getByRole('table', { name: 'Stages' }).waitFor()
  await page.setViewportSize({ width: 1440, height: 900 })
  await stage(page, 'sort').waitFor()
})
