/**
 * Takes a picture of every state of the builder into dist/states, from the real program: light and dark at 1440 × 900,
 * and 320 px wide. They are for looking at, beside the mock-ups.
 */
import { mkdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { aBrowser } from '../test/support/browser.ts'
import type { Home } from '../test/support/program.ts'
import { aHome, startServer } from '../test/support/program.ts'

const PICTURES = join(import.meta.dirname, '../dist/states')
const LARGE_STAGES = 120

const WORKFLOWS = {
  empty: 'workflow_id: empty\nname: An empty WorkChart\nstages: []\n',
  small: `workflow_id: small
name: Refund requests
inputs:
  message: { title: Message, type: string }
triggers:
  - { id: mornings, type: schedule, cron: "0 9 * * MON-FRI", timezone: Europe/London }
stages:
  - id: sort
    name: Sort a message
    roles: { primary: "skill:sort-support" }
    inputs: { message: "\${{ inputs.message }}" }
    gate: { threshold: 0.85 }
    escalation: { to: ["human:support-lead"], sla: 4h, on_breach: [{ after: 2h, to: ["human:head-of-support"] }] }
  - id: approve
    name: Approve the refund
    roles: { primary: "human:finance" }
    when: stages.sort.outputs.label == 'refund'
    on_skip: continue
    escalation: { sla: 8h }
  - id: answer
    name: Answer the customer
    depends_on: [approve]
    roles: { primary: "human:support" }
`,
  large: `workflow_id: large
name: A large WorkChart
stages:
${Array.from({ length: LARGE_STAGES }, (_, index) => largeStage(index)).join('')}`,
  invalid: `workflow_id: invalid
name: A WorkChart with problems
stages:
  - id: sort
    name: Sort a message
    roles: { primary: "skill:nobody-has-this" }
    gate: { threshold: 4 }
  - id: send
    name: Send it
    depends_on: [srot]
    roles: { primary: "human:support" }
    when: stages.sort.outputs.label ==
`,
  unreadable: 'workflow_id: unreadable\nname: "Not closed\nstages: [\n',
} as const

/** Where a state is to be seen, and what is done there first. */
interface State {
  readonly name: string
  readonly path: string
  readonly arrive?: (page: Page) => Promise<void>
}

const STATES: readonly State[] = [
  { name: 'new', path: '/new' },
  ...Object.keys(WORKFLOWS).map((id) => ({ name: id, path: `/workcharts/${id}/edit` })),
  { name: 'small-stage', path: '/workcharts/small/edit', arrive: (on) => chooseStage(on, 'sort') },
  { name: 'small-person', path: '/workcharts/small/edit', arrive: (on) => chooseStage(on, 'approve') },
  { name: 'small-outline', path: '/workcharts/small/edit', arrive: (on) => press(on, 'Outline') },
  { name: 'small-source', path: '/workcharts/small/edit', arrive: (on) => press(on, 'Source') },
  { name: 'invalid-outline', path: '/workcharts/invalid/edit', arrive: (on) => press(on, 'Outline') },
]

const VIEWS = [
  { name: 'light', size: { width: 1440, height: 900 }, scheme: 'light' },
  { name: 'dark', size: { width: 1440, height: 900 }, scheme: 'dark' },
  { name: '320', size: { width: 320, height: 800 }, scheme: 'light' },
] as const

mkdirSync(PICTURES, { recursive: true })
await using home = await aHome()
await writeWorkflows(home)
await using server = await startServer(home)
await using browser = await aBrowser()
const page = await browser.open()
await page.goto(server.link)
for (const state of STATES) await take(state)

async function take({ name, path, arrive }: State): Promise<void> {
  await page.setViewportSize(VIEWS[0].size)
  await page.goto(new URL(path, server.link).href)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await arrive?.(page)
  for (const view of VIEWS) {
    await page.setViewportSize(view.size)
    await page.emulateMedia({ colorScheme: view.scheme })
    await page.waitForLoadState('networkidle')
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    const file = `${name}-${view.name}.png`
    await page.screenshot({ path: join(PICTURES, file), fullPage: view.name === '320', animations: 'disabled' })
    console.log(`dist/states/${file}`)
  }
}

async function chooseStage(on: Page, id: string): Promise<void> {
  await on.locator(`[data-stage="${id}"]`).click()
  await on.getByRole('complementary', { name: /^Stage: / }).waitFor()
}

async function press(on: Page, name: string): Promise<void> {
  await on.getByRole('button', { name, exact: true }).click()
}

function largeStage(index: number): string {
  const after = index < 3 ? '[]' : `[stage-${index - 3}${index % 5 === 0 ? `, stage-${index - 2}` : ''}]`
  return `  - { id: stage-${index}, name: Check part ${index + 1}, depends_on: ${after}, roles: { primary: "human:team-${index % 4}" } }\n`
}

async function writeWorkflows({ folder }: Home): Promise<void> {
  const workflows = join(folder, 'collections/default/workflows')
  await mkdir(workflows, { recursive: true })
  for (const [id, text] of Object.entries(WORKFLOWS)) await writeFile(join(workflows, `${id}.yaml`), text)
}
