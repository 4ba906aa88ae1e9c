import type { Page } from 'playwright-core'
import { expect, it, onTestFinished, vi } from 'vitest'
import { faultsOn } from '../support/axe.ts'
import { aBrowser } from '../support/browser.ts'
import { openCanvas } from '../support/builder-page.ts'
import { aMailServer } from '../support/mail-server.ts'
import { aHome, startServer, type } from '../support/program.ts'

const TEXT = `workflow_id: messages
name: Messages
inputs:
  message: { type: string, title: Message, examples: [My room was not cleaned.] }
stages:
  - id: sort
    name: Sort the message
    roles: { primary: "skill:sort-a-message" }
    inputs: { text: "\${{ inputs.message }}" }
    gate: { threshold: 0 }
  - id: mail
    name: Send the reply
    roles: { primary: "skill:send-email" }
    inputs: { to: ann@example.org, subject: Your message, body: "\${{ inputs.message }}" }
  - id: check
    name: Check the case
    roles: { primary: "human:support-lead" }
    outputs: { verdict: { type: string, title: Verdict } }
`

/** Writes this text into a new draft. */
async function openDraft(page: Page): Promise<void> {
  await openCanvas(page, 'Messages')
  await page.getByRole('button', { name: 'Source' }).click()
  await page.getByRole('textbox', { name: 'WORKFLOW.yaml' }).fill(TEXT)
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('button', { name: 'Canvas' }).click()
  await page.locator('[data-stage="check"]').waitFor()
}

/** A mail server that the program is told to send through. */
async function aWatchedMailServer() {
  const mail = await aMailServer()
  vi.stubEnv('WORKCHARTS_SMTP_URL', `smtp://127.0.0.1:${mail.port}`)
  vi.stubEnv('WORKCHARTS_MAIL_FROM', 'desk@example.org')
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    await mail.close()
  })
  return mail
}

it('[E2E40] a test holds the mail back, asks its tester, and leaves nothing behind', async () => {
  const mail = await aWatchedMailServer()
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await openDraft(page)
  await page.getByRole('button', { name: 'Test run' }).click()
  const panel = page.getByRole('complementary', { name: 'Test run' })
  await panel.getByText('Held back, because more than reading would be done: Send the reply').waitFor()
  expect(await panel.getByLabel('Message').inputValue()).toBe('My room was not cleaned.')
  await panel.getByRole('button', { name: 'Test', exact: true }).click()
  await panel.getByRole('heading', { name: 'Check the case: your answer' }).waitFor()
  await panel.getByText('Send e-mail was not done. It would have been given this:').waitFor()
  await panel.getByText('ann@example.org').waitFor()
  await panel.getByLabel('Verdict').fill('Refund it')
  await panel.getByRole('button', { name: 'Done, with this answer' }).click()
  await panel.getByRole('heading', { name: 'Check the case: your answer' }).waitFor({ state: 'detached' })
  await panel.getByText('A person would be asked.').waitFor()
  expect(await panel.locator('.test-stages summary').allInnerTexts()).toEqual([
    expect.stringMatching(/Sort the message\s+Done/),
    expect.stringMatching(/Send the reply\s+Held back/),
    expect.stringMatching(/Check the case\s+Done/),
  ])
  await page.goto(new URL('/inbox', page.url()).href)
  await page.getByText('No tasks for you').first().waitFor()
  expect(mail.received).toEqual([])
  expect(JSON.parse((await type(home, 'runs', 'list', '--json')).out)).toMatchObject({ data: { runs: [] } })
  expect(JSON.parse((await type(home, 'inbox', 'list', '--json')).out)).toMatchObject({ data: { tasks: [] } })
  expect((await type(home, 'receipts', 'export')).out).not.toContain('"stage"')
})

it('[E2E41] rows are tested at once, and the slider says how many of them a limit would send to a person', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await openDraft(page)
  await page.locator('[data-stage="sort"]').click()
  await page.getByRole('button', { name: 'Test this stage' }).click()
  const panel = page.getByRole('complementary', { name: 'Test of Sort the message' })
  await panel.getByRole('button', { name: 'Rows' }).click()
  await panel
    .getByLabel('Rows')
    .fill('text\nMy room was not cleaned.\nThe card was charged twice.\nHow do I reset it?\n')
  await panel.getByRole('button', { name: 'Test 3 rows' }).click()
  await panel.getByText('Of these 3 samples, none would go to a person.').waitFor()
  expect(await panel.getByRole('table', { name: 'Samples' }).getByText('Finished').count()).toBe(3)
  await panel.getByRole('button', { name: 'Close' }).click()
  const inspector = page.getByRole('complementary', { name: 'Stage: Sort the message' })
  await inspector.getByText('Of these 3 samples, none would go to a person.').waitFor()
  await inspector.getByLabel('Per cent', { exact: true }).fill('100')
  await inspector.getByLabel('Per cent', { exact: true }).press('Enter')
  await inspector.getByText('Of these 3 samples, 3 would go to a person.').waitFor()
})

it('[E2E43] the samples of a template are tested all at once', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await page.getByRole('link', { name: 'See the templates' }).click()
  await page.getByRole('button', { name: 'Use this template Invoice approval' }).click()
  await page.getByRole('button', { name: 'Test run' }).click()
  const panel = page.getByRole('complementary', { name: 'Test run' })
  await panel.getByRole('button', { name: 'Rows' }).click()
  await panel.getByRole('button', { name: /^Test \d+ rows$/ }).click()
  await panel.getByText(/^Of these 22 samples, \d+ would go to a person\.$/).waitFor()
  expect(await panel.getByRole('table', { name: 'Samples' }).getByRole('row').count()).toBe(23)
})

/** What axe finds in the panel, in light and dark, wide and narrow, and what of it is cut off at its side. */
async function flaws(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  for (const width of [1440, 320]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      found.push(...(await faultsOn(page, '.test-panel')).map((fault) => `${width} ${colorScheme} ${fault}`))
    }
    const cut = await page.locator('.test-panel').evaluate((panel) => panel.scrollWidth > panel.clientWidth)
    if (cut) found.push(`${width} cut off`)
  }
  return found
}

it('[E2E42] axe finds nothing on the panel of a test, and nothing of it is cut off', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await openDraft(page)
  await page.getByRole('button', { name: 'Test run' }).press('Enter')
  const panel = page.getByRole('complementary', { name: 'Test run' })
  await panel.getByRole('button', { name: 'Rows' }).click()
  await panel.getByLabel('Rows').fill('massage\nHi,there\n')
  await panel.getByText('Mend').waitFor()
  expect(await flaws(page)).toEqual([])
  await panel.getByLabel('Rows').fill('message\nMy room was not cleaned.\nHow do I reset it?\n')
  await panel.getByRole('button', { name: 'Test 2 rows' }).click()
  await panel.getByRole('heading', { name: 'Check the case: your answer' }).waitFor()
  await panel.getByText('Sort the message').click()
  expect(await flaws(page)).toEqual([])
})
