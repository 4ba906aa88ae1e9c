import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aBrowser, enter, settled } from '../support/browser.ts'
import { flawsOn } from '../support/flaws-on.ts'
import { folderWith } from '../support/folders.ts'
import { aHomeWith, startServer } from '../support/program.ts'
import { apiOf } from '../support/server-api.ts'

const FILES = {
  'skills/sort/SKILL.md':
    '---\nname: sort\ndescription: Sorts a message by its words.\nmetadata: { title: Sort by words }\n---\nSort.\n',
  'skills/sort/contract.yaml': `input: { type: object, properties: { text: { type: string, title: Message } }, required: [text] }
output: { type: object, properties: { label: { type: string, title: Label } }, required: [label] }
confidence: reported
effect: pure
run: { command: { argv: ["node", "sort.cjs"] } }
`,
  'skills/sort/sort.cjs': `
const { inputs } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
const label = inputs.text.includes('back') ? 'refund' : 'question'
console.log(JSON.stringify({ outputs: { label }, confidence: 0.91 }))
`,
  'agents/deep/writer.v2.md': '---\nname: two words\ndescription: Writes.\n---\nWrite.\n',
  'agents/broken.md': 'No front matter.\n',
}

const SCROLLS = '.screen-body'
const WIDE = { width: 1280, height: 800 }

it('[E2E112] a skill is found, tried and edited on its screen, and what is missing stands beside', async () => {
  await using home = await aHomeWith(folderWith(FILES))
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await enter(page, server.link)
  const api = await apiOf(home)
  await api.send('/skill-requests', { name: 'Find duplicates' })

  await page.getByRole('link', { name: 'Skills', exact: true }).click()
  await settled(page, 'Skills')
  expect(await flawsOn(page, SCROLLS)).toEqual([])
  await page.setViewportSize(WIDE)
  await page.getByLabel('Search by name, words').focus()
  await page.keyboard.type('words message')
  await page
    .getByRole('status')
    .getByText(/^1 of \d+ skills$/)
    .waitFor()
  const sort = page.getByRole('link', { name: 'Sort by words' })
  await sort.focus()
  await page.keyboard.press('Enter')
  await settled(page, 'Sort by words')

  await page.getByLabel('Message').fill('I want my money back')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const outcome = page.getByRole('status', { name: 'What came of it' })
  await outcome.getByText('refund').waitFor()
  await outcome.getByText('91 %').waitFor()
  expect(await flawsOn(page, SCROLLS)).toEqual([])
  await page.setViewportSize(WIDE)

  const digestOf = async () => (await api.get<{ digest: string }>('/capabilities/skill%3Asort')).digest
  const before = await digestOf()
  await page.getByRole('button', { name: 'Edit source' }).click()
  await page.getByRole('button', { name: 'contract.yaml' }).click()
  const source = page.getByRole('textbox', { name: 'collections/default/skills/sort/contract.yaml' })
  const contract = await source.inputValue()
  await source.fill(contract.replace('effect: pure', 'effect: sometimes'))
  await page.getByRole('button', { name: 'Save' }).click()
  const editor = page.getByRole('region', { name: 'Edit source' })
  await editor.getByText('contract.yaml:4:9').waitFor()
  expect(await flawsOn(page, SCROLLS)).toEqual([])
  await page.setViewportSize(WIDE)
  await page.getByRole('link', { name: 'Skills', exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Go on editing' }).click()
  const file = join(home.folder, 'collections/default/skills/sort/contract.yaml')
  expect(await readFile(file, 'utf8')).toBe(contract)
  await source.fill(`${contract}# Mended.\n`)
  await page.getByRole('button', { name: 'Save' }).click()
  await editor.waitFor({ state: 'detached' })
  expect(await readFile(file, 'utf8')).toBe(`${contract}# Mended.\n`)
  const after = await digestOf()
  expect(after).not.toBe(before)
  await page.getByText(`SHA-256 ${after.slice(0, 8)}`).waitFor()

  await page.getByRole('link', { name: 'Skills', exact: true }).first().click()
  await page.getByRole('link', { name: 'Asked for (1)' }).click()
  await page.getByText('Find duplicates').waitFor()
  await page.getByRole('link', { name: 'Not usable (1)' }).click()
  await page.getByText('collections/default/agents/broken.md').waitFor()
  expect(await flawsOn(page, SCROLLS)).toEqual([])
  await page.setViewportSize(WIDE)

  await page.getByRole('link', { name: 'All', exact: true }).click()
  await page.getByRole('link', { name: 'writer.v2' }).click()
  await settled(page, 'writer.v2')
  await page.goto(new URL('/skills/agent%3Adeep%2Fwriter.v2', page.url()).href)
  await settled(page, 'writer.v2')
  await page.getByRole('button', { name: 'Edit source' }).waitFor()
}, 120_000)
