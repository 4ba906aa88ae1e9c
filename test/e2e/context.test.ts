import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOn } from '../support/axe.ts'
import { aBrowser } from '../support/browser.ts'
import type { Home } from '../support/program.ts'
import { aHome, startServer, type } from '../support/program.ts'

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

it('[E2E100] what a stage found is judged on the screen, and stages are given it from then on', async () => {
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
}, 120_000)
