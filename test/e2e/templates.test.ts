import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aBrowser, settled } from '../support/browser.ts'
import { publish } from '../support/builder-page.ts'
import { aHome, startServer, type } from '../support/program.ts'
import { allRuns, apiOf } from '../support/server-api.ts'

/** What a person writes into a task: by field, a text or the choice of a list. */
interface Answer {
  readonly stage: string
  readonly texts?: Readonly<Record<string, string>>
  readonly choices?: Readonly<Record<string, string>>
}

interface Journey {
  readonly template: string
  readonly id: string
  /** The tasks that the first sample row leads to, in their order. */
  readonly tasks: readonly Answer[]
  /** What the e-mail at the end says. */
  readonly says: string
}

const JOURNEYS: readonly Journey[] = [
  {
    template: 'Refunds and returns',
    id: 'refunds-and-returns',
    tasks: [{ stage: 'Decide the refund', choices: { 'What the customer gets': 'Pay it back now' } }],
    says: 'order 48213',
  },
  {
    template: 'Invoice approval',
    id: 'invoice-approval',
    tasks: [{ stage: 'Approve the invoice' }],
    says: 'booked your invoice 88123',
  },
  {
    template: 'Incident intake',
    id: 'incident-intake',
    tasks: [
      {
        stage: 'Respond at once',
        choices: { 'How bad it is': 'critical' },
        texts: { 'What was done': 'Took the broken server out of the pool.' },
      },
    ],
    says: 'Took the broken server out of the pool.',
  },
  {
    template: 'Content review',
    id: 'content-review',
    tasks: [
      {
        stage: 'Decide the text',
        choices: { 'What happens with it': 'Publish it' },
        texts: { 'Remark for the author': 'Clear and short.' },
      },
    ],
    says: 'Clear and short.',
  },
  {
    template: 'Supplier onboarding',
    id: 'supplier-onboarding',
    tasks: [{ stage: 'Decide about the supplier' }],
    says: 'is now one of our suppliers',
  },
  {
    template: 'Feature ship',
    id: 'feature-ship',
    tasks: [
      {
        stage: 'Research the change',
        texts: { 'What has to change': 'One heading in start.html.', 'What could go wrong': 'Nothing.' },
      },
      { stage: 'Build the change', texts: { Branch: 'fix/heading', 'What was changed': 'The heading says Welcome.' } },
      { stage: 'Review the change' },
    ],
    says: 'The heading says Welcome.',
  },
]

/** From New to published. */
const ACTIONS_MAX = 8

it.each(JOURNEYS)(
  '[E2E30] the template $template is tested and published, and its first run succeeds, without a key',
  async (journey) => {
    await using home = await aHome()
    await using server = await startServer(home)
    await using browser = await aBrowser()
    const [page, api] = [await browser.open(), await apiOf(home)]
    await page.goto(server.link)
    const begun = await begin(page, journey)
    await testFirstSample(page, journey)
    expect(await allRuns(api)).toEqual([])
    expect(await sentMail(home.folder)).toBe('')
    const actions = begun + (await publishIt(page, journey))
    expect(actions).toBeLessThanOrEqual(ACTIONS_MAX)
    const file = join(home.folder, `collections/default/workflows/${journey.id}/WORKFLOW.yaml`)
    expect(await type(home, 'workflow', 'validate', file)).toMatchObject({ code: 0 })
    await runFirstSample(page)
    for (const task of journey.tasks) await answer(page, server.link, task)
    await expect
      .poll(async () => (await allRuns(api)).map(({ status }) => status), { timeout: 20_000 })
      .toEqual(['succeeded'])
    await page.goto(new URL(`/runs/${(await allRuns(api))[0]?.id}`, server.link).href)
    await page.getByText('Succeeded').first().waitFor()
    expect(await sentMail(home.folder)).toContain(journey.says)
    process.stdout.write(
      `\n  ${journey.template}: published in ${actions} actions, ${journey.tasks.length} tasks answered\n`,
    )
  },
)

/** The clicks that it takes. */
async function begin(page: Page, { template }: Journey): Promise<number> {
  await page.getByRole('link', { name: 'See the templates' }).click()
  await page.getByRole('button', { name: `Use this template ${template}` }).click()
  await page.waitForURL('**/edit')
  return 2
}

/** The clicks that it takes. */
async function publishIt(page: Page, { template, id }: Journey): Promise<number> {
  await publish(page, id)
  await settled(page, template)
  return 2
}

/** In the builder, where the tester answers what people would be asked. */
async function testFirstSample(page: Page, { tasks }: Journey): Promise<void> {
  await page.getByRole('button', { name: 'Test run' }).click()
  const panel = page.getByRole('complementary', { name: 'Test run' })
  await panel.getByLabel('Fill in a sample').selectOption({ index: 1 })
  await panel.getByRole('button', { name: 'Test', exact: true }).click()
  for (const task of tasks) {
    const heading = panel.getByRole('heading', { name: `${task.stage}: your answer` })
    await heading.waitFor()
    await fillIn(panel, task)
    await heading.waitFor({ state: 'detached' })
  }
  await panel.getByText('Finished', { exact: true }).waitFor()
  await panel.getByText('Send e-mail was not done. It would have been given this:').waitFor()
}

/** Answers the task that is shown there. */
async function fillIn(where: Page | Locator, { texts = {}, choices = {} }: Answer): Promise<void> {
  for (const [label, text] of Object.entries(texts)) await where.getByLabel(label).fill(text)
  for (const [label, choice] of Object.entries(choices)) await where.getByLabel(label).selectOption({ label: choice })
  await where
    .getByRole('button', { name: /^(Done, with this answer|Approve)/ })
    .first()
    .click()
}

async function runFirstSample(page: Page): Promise<void> {
  await page.getByLabel('Fill in a sample').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.waitForURL('**/runs/*')
}

async function answer(page: Page, link: string, task: Answer): Promise<void> {
  await page.goto(new URL('/inbox', link).href)
  await page.getByRole('link', { name: task.stage }).first().click()
  await page.getByRole('heading', { name: 'Answer', exact: true }).waitFor()
  const asked = page.url()
  await fillIn(page, task)
  await page.waitForURL((url) => url.href !== asked)
}

async function sentMail(home: string): Promise<string> {
  const [file] = globSync('**/outbox/*.eml', { cwd: home })
  return file === undefined ? '' : (await readFile(join(home, file), 'utf8')).replaceAll(/=\r?\n/g, '')
}
