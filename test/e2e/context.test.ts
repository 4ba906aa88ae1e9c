import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { RunDetail } from '../../src/api/contract/run-detail.ts'
import { faultsOn } from '../support/axe.ts'
import { aBrowser } from '../support/browser.ts'
import type { Home } from '../support/program.ts'
import { aHome, startServer, type } from '../support/program.ts'
import { apiOf, startRuns } from '../support/server-api.ts'

const FOUND = 'The export drops the time zone.'
const FILES = {
  'skills/study/SKILL.md': '---\nname: study\ndescription: Studies the export.\n---\nStudy.\n',
  'skills/study/contract.yaml': `output: { type: object, properties: { told: { type: string } }, required: [told] }
effect: pure
run: { command: { argv: ["node", "study.cjs"] } }
`,
  'skills/study/study.cjs': `
const { context } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
const told = context.map(({ text }) => text).join('')
const memory = [{ type: 'gotcha', content: '${FOUND}', confidence: 0.9 }]
console.log(JSON.stringify({ outputs: { told }, memory }))
`,
  'context/lessons.yaml':
    'name: Lessons\ndescription: What went wrong before.\nselectors: { memory_types: [gotcha] }\n',
  'workflows/study.yaml': `workflow_id: study
name: Study the export
stages:
  - id: study
    name: Study it
    roles: { primary: "skill:study" }
    context_policy: { modules: ["ctx:lessons"] }
`,
}

async function aHomeOfStudies(): Promise<Home> {
  const home = await aHome()
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(home.folder, 'collections/default', path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  return home
}

/** How far the page can be moved sideways, in px. */
function sideways(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

it('[E2E100][E2E116] what a stage found is judged on the screen, and stages are given it from then on, as the check of a draft says', async () => {
  await using home = await aHomeOfStudies()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await page.getByRole('link', { name: 'Knowledge' }).click()
  await page.getByText('Nothing to judge').waitFor()
  expect(await faultsOn(page)).toEqual([])

  expect((await type(home, 'workflow', 'run', 'study')).code).toBe(0)
  const found = page.getByRole('region', { name: 'Found by stages, for you to judge' })
  await page.reload()
  await found.getByText(FOUND).waitFor()
  await found.getByRole('button', { name: 'Edit' }).click()
  await found.getByLabel('What it says').fill(`${FOUND} Ask for it.`)
  expect(await faultsOn(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await sideways(page)).toBeLessThanOrEqual(0)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await faultsOn(page)).toEqual([])
  await found.getByRole('button', { name: 'Save' }).click()
  await found.getByText(`${FOUND} Ask for it.`, { exact: true }).waitFor()
  await found.getByRole('button', { name: 'Approve', disabled: false }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Approved' }).getByText(`${FOUND} Ask for it.`).waitFor()
  expect(await sideways(page)).toBeLessThanOrEqual(0)

  const shown = await type(home, 'context', 'pack', 'lessons')
  expect(shown.out).toBe(`# Lessons\n\n## Gotchas\n\n- ${FOUND} Ask for it.\n`)
  expect(await readInCheck(page)).toBe(shown.out)
  expect(await toldInRun(home)).toBe(shown.out)
}, 120_000)

/** What the check of the draft says that its stage would be given, all of it opened by keyboard. */
async function readInCheck(page: Page): Promise<string | null> {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(new URL('/workcharts/study/edit', page.url()).href)
  await page.locator('[data-stage="study"]').focus()
  await page.keyboard.press('p')
  const check = page.getByRole('complementary', { name: 'Check before running' })
  await check.getByText('Can run').waitFor()
  await check.getByRole('button', { name: 'Study it' }).press('Enter')
  await page.locator('[data-stage="study"][aria-pressed="true"]').waitFor()
  await check.getByRole('button', { name: 'Read what it would be given' }).press('Enter')
  const text = await check.getByRole('region', { name: 'Lessons' }).locator('pre').textContent()
  for (const width of [1280, 320]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme })
      expect(await faultsOn(page, '.plan-panel')).toEqual([])
    }
    expect(await check.evaluate((panel) => panel.scrollWidth > panel.clientWidth)).toBe(false)
  }
  return text
}

/** What a run of the stage was really given. */
async function toldInRun(home: Home): Promise<unknown> {
  const api = await apiOf(home)
  const [id = ''] = await startRuns(api, 'study', [{}])
  const ended = () => api.get<RunDetail>(`/runs/${id}`)
  await expect.poll(async () => (await ended()).summary.status).toBe('succeeded')
  return (await ended()).stages[0]?.gives?.[0]?.value
}
