import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aBrowser } from '../support/browser.ts'
import type { Home } from '../support/program.ts'
import { aHome, startServer, type } from '../support/program.ts'
import type { RunRow, ServerApi } from '../support/server-api.ts'
import { allRuns, apiOf } from '../support/server-api.ts'

const DEMO = join(import.meta.dirname, '../../examples/support-desk')
const MESSAGES = 400
const STAGES = ['help-letter', 'order-letter', 'order-number', 'own-answer', 'payment-letter', 'send', 'sort']
const ALL_DECISIONS_MS = 15 * 60_000

interface Label {
  readonly line: number
  readonly label: string
  readonly kind: 'clear' | 'ambiguous' | 'off-topic'
  readonly also?: readonly string[]
}

async function readLabels(): Promise<ReadonlyMap<number, Label>> {
  const lines = (await readFile(join(DEMO, 'labels.jsonl'), 'utf8')).trimEnd().split('\n')
  return new Map(lines.map((line) => JSON.parse(line) as Label).map((label) => [label.line, label]))
}

/** Decides the task that the Inbox shows. False: there is none left. */
async function decideNext(page: Page, labels: ReadonlyMap<number, Label>): Promise<boolean> {
  const none = page.getByText('No tasks for you')
  await page.getByRole('heading', { name: 'Answer', exact: true }).or(none).waitFor()
  if (await none.isVisible()) return false
  const task = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const run = page.getByRole('link', { name: /^Support desk · Message \d+$/ })
  await page
    .locator(`main a[href*="/runs/${task.split('.')[0]}"]`)
    .first()
    .waitFor()
  await run.waitFor()
  if (task.includes('.sort.'))
    await sort(page, labels.get(Number(/Message (\d+)/.exec((await run.textContent()) ?? '')?.[1])))
  else await answerByHand(page)
  await page.waitForURL((url) => !url.pathname.endsWith(task))
  return true
}

async function sort(page: Page, wanted: Label | undefined): Promise<void> {
  const choice = page.getByLabel('What the customer wants')
  const label = wanted?.label ?? 'other'
  if ((await choice.locator('option:checked').textContent()) === label) {
    await page.getByRole('button', { name: 'Approve as it is' }).click()
  } else {
    await choice.selectOption({ label })
    await page.getByRole('button', { name: 'Edit and approve' }).click()
  }
}

async function answerByHand(page: Page): Promise<void> {
  await page.getByLabel('Subject').fill('Your message')
  await page.getByLabel('Answer', { exact: true }).fill('Thank you for writing. A colleague will call you.')
  await page
    .getByRole('button', { name: /^(Edit and approve|Approve|Done)/ })
    .first()
    .click()
}

interface StageReceipt {
  readonly run: string
  readonly kind: string
  readonly stage?: string
  readonly quality?: { readonly verdict: 'right' | 'wrong' } | null
}

interface Detail {
  readonly stages: readonly {
    readonly id: string
    readonly gives: readonly { readonly name: string; readonly value: unknown }[] | null
  }[]
}

it(
  '[E2E2] four hundred messages go through the support desk, the unsure ones by way of a person in a real browser',
  async () => {
    await using home = await aHome()
    await using server = await startServer(home)
    await using browser = await aBrowser()
    const [labels, api, page] = [await readLabels(), await apiOf(home), await browser.open()]
    await page.goto(server.link)
    await page.getByRole('button', { name: 'Run the demo' }).click()

    await expect
      .poll(async () => settledOrWaiting(await allRuns(api)), { timeout: 120_000, interval: 500 })
      .toBe(MESSAGES)
    const waiting = (await allRuns(api)).filter((run) => run.status === 'waiting')
    expect(waiting.length / MESSAGES).toBeGreaterThanOrEqual(0.1)
    expect(waiting.length / MESSAGES).toBeLessThanOrEqual(0.4)

    await page.goto(new URL('/inbox', server.link).href)
    let decisions = 0
    while (await decideNext(page, labels)) decisions += 1

    await expect.poll(async () => ended(await allRuns(api)).length, { timeout: 60_000, interval: 500 }).toBe(MESSAGES)
    const rows = await allRuns(api)
    expect(new Set(rows.map((run) => run.title)).size).toBe(MESSAGES)
    const receipts = await verifiedReceipts(home)
    for (const { id } of rows) {
      const ofRun = receipts.filter((receipt) => receipt.run === id)
      expect(ofRun.flatMap((receipt) => (receipt.kind === 'stage' ? [receipt.stage] : [])).toSorted()).toEqual(STAGES)
      expect(ofRun.filter((receipt) => receipt.kind === 'run')).toHaveLength(1)
    }
    const asked = new Set(waiting.map((run) => run.id))
    const sent = await sentWithoutAPerson(api, { labels, rows: rows.filter((run) => !asked.has(run.id)) })
    const approved = receipts.filter(
      (receipt) => receipt.stage === 'sort' && receipt.quality?.verdict === 'right',
    ).length
    const lines = [
      `${asked.size} of ${MESSAGES} messages asked a person (${percent(asked.size, MESSAGES)}); ${decisions} decisions in the browser`,
      `the sorter was right about ${sent.right + approved} of ${MESSAGES} (${percent(sent.right + approved, MESSAGES)}), off-topic ones counted as wrong`,
      `${sent.wrong} of ${sent.right + sent.wrong} sent without a person had another label (${sent.alsoRight} of them a second acceptable one)`,
    ]
    process.stdout.write(`\n  ${lines.join('\n  ')}\n`)
  },
  ALL_DECISIONS_MS,
)

function ended(rows: readonly RunRow[]): readonly RunRow[] {
  return rows.filter((run) => ['succeeded', 'failed', 'rejected', 'canceled'].includes(run.status))
}

function settledOrWaiting(rows: readonly RunRow[]): number {
  return ended(rows).length + rows.filter((run) => run.status === 'waiting').length
}

/** The receipts of all runs, exported and verified by the command line. One flipped byte makes the check fail. */
async function verifiedReceipts(home: Home): Promise<readonly StageReceipt[]> {
  const file = join(home.folder, 'receipts.ndjson')
  expect(await type(home, 'receipts', 'export', '--out', file)).toMatchObject({ code: 0 })
  expect(await type(home, 'receipts', 'verify', file)).toMatchObject({ code: 0 })
  const text = await readFile(file, 'utf8')
  const middle = Math.floor(text.length / 2)
  await writeFile(file, `${text.slice(0, middle)}${text[middle] === '0' ? '1' : '0'}${text.slice(middle + 1)}`)
  const tampered = await type(home, 'receipts', 'verify', file)
  expect(tampered.code).toBe(3)
  expect(tampered.err).toMatch(/:\d+|line \d+/i)
  return text
    .trimEnd()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as StageReceipt)
}

interface Sent {
  readonly right: number
  readonly wrong: number
  readonly alsoRight: number
}

async function sentWithoutAPerson(
  api: ServerApi,
  { labels, rows }: { readonly labels: ReadonlyMap<number, Label>; readonly rows: readonly RunRow[] },
): Promise<Sent> {
  let [right, wrong, alsoRight] = [0, 0, 0]
  for (const { id, title } of rows) {
    const { stages } = await api.get<Detail>(`/runs/${id}`)
    const given = stages.find((stage) => stage.id === 'sort')?.gives?.find((value) => value.name === 'label')?.value
    const label = labels.get(Number(/\d+/.exec(title ?? '')?.[0]))
    if (given === label?.label) right += 1
    else wrong += 1
    if (given !== label?.label && label?.also?.includes(String(given))) alsoRight += 1
  }
  return { right, wrong, alsoRight }
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`
}
