import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { TaskList } from '../../src/api/contract/tasks.ts'
import { aBrowser } from '../support/browser.ts'
import { libraryCard, openCanvas, publish } from '../support/builder-page.ts'
import type { Home } from '../support/program.ts'
import { aHome, startServer, type } from '../support/program.ts'
import { answerTask, apiOf, startRuns } from '../support/server-api.ts'

const AGENT = (name: string) => `---\nname: ${name}\ndescription: Writes to customers.\n---\nWrite.\n`
const FILES = {
  'agents/reply-writer.md': AGENT('reply-writer'),
  'agents/tone-checker.md': AGENT('tone-checker'),
  'context/refund-policy.md': '# Refund policy\n\nWe pay back within 30 days.\n',
  'skills/draft-reply/SKILL.md': '---\nname: draft-reply\ndescription: Drafts a reply.\n---\n# Draft a reply\n',
  'skills/draft-reply/contract.yaml': `output: { type: object, properties: { reply: { type: string } }, required: [reply] }
confidence: reported
effect: pure
run: { command: { argv: ["./draft-reply.sh"], env: [WORKCHARTS_HOME] } }
`,
  'skills/check-tone/SKILL.md': '---\nname: check-tone\ndescription: Checks the tone.\n---\n# Check the tone\n',
  'skills/check-tone/contract.yaml': `confidence: none
effect: pure
run: { command: { argv: ["./check-tone.sh"] } }
`,
  'skills/check-tone/check-tone.sh': `#!/bin/sh
printf '{"outputs":{"result":"Friendly."}}'
`,
  'skills/draft-reply/draft-reply.sh': `#!/bin/sh
printf '{"outputs":{"reply":"Thank you."},"confidence":%s}' "$(cat "$WORKCHARTS_HOME/how-sure")"
`,
}

/** Where on the canvas a card is dropped, in px from its upper left corner. */
const UP = { x: 200, y: 100 }
const DOWN = { x: 200, y: 620 }

async function aHomeOfAgents(): Promise<Home> {
  const home = await aHome()
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(home.folder, 'collections/default', path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 })
  }
  return home
}

async function published(page: Page, home: Home, id: string): Promise<string> {
  await publish(page, id)
  return await readFile(join(home.folder, `collections/default/workflows/${id}/WORKFLOW.yaml`), 'utf8')
}

it('[E2E55] who, with what, knowing what, how sure and asked by when: dragged, chosen and slid, and the file says so', async () => {
  await using home = await aHomeOfAgents()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await openCanvas(page, 'Replies')
  const canvas = page.locator('.builder-canvas')
  await libraryCard(page, 'Ask a person').dragTo(canvas, { targetPosition: UP })
  const stage = page.getByRole('complementary', { name: /^Stage: / })
  await libraryCard(page, 'reply-writer').dragTo(stage.getByLabel('Who does it'))
  await libraryCard(page, 'Fill in a letter').dragTo(stage.getByText('May use', { exact: true }))
  await stage.getByLabel('Add something it knows').selectOption('ctx:refund-policy')
  await stage.getByRole('button', { name: 'Ask a person below 85 %' }).click()
  const slider = stage.getByRole('slider')
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowRight', 'ArrowRight']) await slider.press(key)
  await stage.getByLabel('Who is asked: add', { exact: true }).fill('Support team')
  await page.keyboard.press('Enter')
  await stage.getByLabel('Deadline: unit', { exact: true }).selectOption('d')
  await stage.getByLabel('Deadline: unit', { exact: true }).selectOption('h')
  await libraryCard(page, 'tone-checker').dragTo(canvas, { targetPosition: DOWN })
  await libraryCard(page, 'Support Team').dragTo(page.locator('[data-stage="tone-checker"]'))
  await page.getByText('Support Team looks at the answer in tone-checker').waitFor()
  expect(await published(page, home, 'replies')).toBe(`workflow_id: replies
name: Replies
stages:
  - id: ask-a-person
    name: Ask a person
    roles:
      primary: agent:reply-writer
      tools:
        - skill:fill-in-a-letter
    escalation:
      sla: 4h
      to:
        - human:support-team
    context_policy:
      modules:
        - ctx:refund-policy
    gate:
      threshold: 0.85
  - id: tone-checker
    name: tone-checker
    roles:
      primary: agent:tone-checker
      reviewer: human:support-team
    gate:
      threshold: 0.85
    escalation:
      to:
        - human:anyone
      sla: 4h
`)
})

it('[E2E56] a schedule made from lists is armed when the WorkChart is published', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await openCanvas(page, 'Monthly')
  await libraryCard(page, 'Ask a person').click()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Add a schedule' }).click()
  await page.getByLabel('How often').selectOption('month')
  await page.getByLabel('On', { exact: true }).selectOption('L')
  await page.getByLabel('At', { exact: true }).fill('08:30')
  await page.getByLabel('By the clock of').selectOption('Europe/London')
  await page.getByText(/^At \d\d:\d\d, on the last day of the month\.$/).waitFor()
  const text = await published(page, home, 'monthly')
  expect(text).toContain('cron: 30 8 L * *\n    timezone: Europe/London\n')
  const { out } = await type(home, 'triggers', 'list', '--json')
  expect(JSON.parse(out)).toMatchObject({ data: { triggers: [{ id: 'monthly/schedule', state: 'on' }] } })
})

it('[E2E57] sure to 84 % a person is asked within 4 hours, sure to 85 % nobody is, and the reviewer looks in both', async () => {
  await using home = await aHomeOfAgents()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await openCanvas(page, 'Drafts')
  const canvas = page.locator('.builder-canvas')
  await libraryCard(page, 'Draft a reply').dragTo(canvas, { targetPosition: UP })
  await page.locator('[data-stage="draft-a-reply"]').waitFor()
  await libraryCard(page, 'Check the tone').dragTo(canvas, { targetPosition: DOWN })
  await page.getByLabel('Who looks at the answer').selectOption('human:anyone')
  await published(page, home, 'drafts')

  const api = await apiOf(home)
  const run = async (sure: string): Promise<string> => {
    await writeFile(join(home.folder, 'how-sure'), sure)
    const [id = ''] = await startRuns(api, 'drafts', [{}])
    await page.goto(new URL(`/runs/${id}`, page.url()).href)
    await page.getByText('Awaiting Approval').first().waitFor()
    return id
  }
  const asked = async (id: string) => (await api.get<TaskList>(`/tasks?status=open&run=${id}`)).tasks
  const unsure = await run('0.84')
  await expect.poll(() => asked(unsure)).toMatchObject([{ stage: { id: 'draft-a-reply' }, reason: 'low-confidence' }])
  const [task] = await asked(unsure)
  expect(Date.parse(task?.due ?? '') - Date.parse(task?.openedAt ?? '')).toBe(4 * 60 * 60 * 1000)
  expect(await answerTask(api, task?.id ?? '', { type: 'approve' })).toMatchObject({ ok: true })
  const reviews = [{ stage: { id: 'check-the-tone' }, reason: 'review' }]
  await expect.poll(() => asked(unsure)).toMatchObject(reviews)
  const passed = await run('0.85')
  await expect.poll(() => asked(passed)).toMatchObject(reviews)
})

it('[E2E74] who is asked instead of a skill gets a form of their own, made of fields beside the canvas', async () => {
  await using home = await aHomeOfAgents()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await openCanvas(page, 'Drafts')
  await libraryCard(page, 'Draft a reply').click()
  const people = page.locator('section', { has: page.getByRole('heading', { name: 'If a person is asked' }) })
  await people.getByRole('button', { name: 'Give them a form of their own' }).click()
  await people.getByLabel('Add a field to their form', { exact: true }).fill('Why it was changed')
  await people.getByRole('button', { name: 'Add', exact: true }).click()
  await people.getByText('How the form looks').click()
  await people.getByRole('textbox', { name: 'Why it was changed' }).waitFor()
  await published(page, home, 'drafts')
  await writeFile(join(home.folder, 'how-sure'), '0.5')
  const api = await apiOf(home)
  const [id = ''] = await startRuns(api, 'drafts', [{}])
  const asked = async () => (await api.get<TaskList>(`/tasks?status=open&run=${id}`)).tasks
  await expect.poll(asked).toHaveLength(1)
  await page.goto(new URL(`/inbox/${(await asked())[0]?.id}`, page.url()).href)
  await page.getByLabel('Why it was changed').waitFor()
  expect(await page.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('Thank you.')
})
