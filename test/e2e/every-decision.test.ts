import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import type { RunDetail } from '../../src/api/contract/run-detail.ts'
import type { RunStatus, StageStatus } from '../../src/api/contract/runs.ts'
import type { AnswerType, TaskAnswer, TaskList, TaskRow } from '../../src/api/contract/tasks.ts'
import { aBrowser, enter, settled } from '../support/browser.ts'
import { openTaskOf } from '../support/customer-desk.ts'
import { aHome, startServer, type } from '../support/program.ts'
import { answerTask, apiOf, newStartLink, startRuns } from '../support/server-api.ts'

/** Of two stages, the first of which is never sure enough. */
const SORT_AND_REPLY = `workflow_id: sort-and-reply
name: Sort and reply
stages:
  - id: sort
    name: Sort the message
    roles: { primary: "skill:sort-a-message" }
    inputs: { text: The waiter was rude and the invoice is wrong. }
    outputs:
      label: { title: What it is, type: string, enum: [booking, complaint, invoice, question] }
    gate: { threshold: 1 }
  - id: reply
    name: Write the reply
    roles: { primary: "skill:fill-in-a-letter" }
    inputs:
      template: "Subject: Your message\\n\\nWe have it under {{label}}."
      values: { label: "\${{ stages.sort.outputs.label }}" }
`

/** Where a decision leads: the run, its stages, and what the second of them wrote. */
interface Standing {
  readonly run: keyof typeof WORDS
  readonly stages: readonly StageStatus[]
  readonly written: string | undefined
  /** Whether another task of the first stage is open then. */
  readonly asksAgain: boolean
}

const LEADS_TO: Readonly<Record<AnswerType, Standing>> = {
  approve: done('We have it under complaint.\n'),
  edit: done('We have it under booking.\n'),
  reject: { run: 'rejected', stages: ['rejected', 'skipped'], written: undefined, asksAgain: false },
  retry: { run: 'waiting', stages: ['awaiting-approval', 'pending'], written: undefined, asksAgain: true },
}

function done(written: string): Standing {
  return { run: 'succeeded', stages: ['succeeded', 'succeeded'], written, asksAgain: false }
}

/** How the screens call where a run stands. */
const WORDS = { succeeded: 'Succeeded', rejected: 'Rejected', waiting: 'Waiting' } as const satisfies Partial<
  Record<RunStatus, string>
>
/** The skill learns first. */
const SORTED = { timeout: 30_000 }

const stack = new AsyncDisposableStack()
const home = stack.use(await aHome())
const server = stack.use(await startServer(home))
const api = await apiOf(home)
const browser = stack.use(await aBrowser())

afterAll(() => stack.disposeAsync())

type Decide = (task: TaskRow, answer: AnswerType) => Promise<unknown>

const FROM = {
  'the API': async (task, answer) => expect((await answerTask(api, task.id, ANSWERS[answer])).status).toBe(200),
  'the command line': async (task, answer) => {
    const said = await type(home, 'inbox', ...TYPED[answer], task.id)
    expect(said).toMatchObject({ code: 0 })
  },
  'the browser': async (task, answer) => {
    const page = await open(`/inbox/${task.id}`, 'Sort the message')
    await CLICKED[answer](page)
    await page.waitForURL((url) => !url.pathname.endsWith(task.id))
  },
} as const satisfies Record<string, Decide>

const ANSWERS: Readonly<Record<AnswerType, TaskAnswer>> = {
  approve: { type: 'approve' },
  edit: { type: 'edit', outputs: { label: 'booking', alternatives: [] } },
  reject: { type: 'reject', note: 'Not this week.' },
  retry: { type: 'retry', note: 'Look again.' },
}

const TYPED: Readonly<Record<AnswerType, readonly string[]>> = {
  approve: ['approve'],
  edit: ['answer', '--output', 'label=booking'],
  reject: ['reject', '--note', 'Not this week.'],
  retry: ['retry', '--note', 'Look again.'],
}

const CLICKED: Readonly<Record<AnswerType, (page: Page) => Promise<unknown>>> = {
  approve: (page) => page.getByRole('button', { name: 'Approve as it is' }).click(),
  edit: async (page) => {
    await page.getByRole('combobox', { name: 'What it is' }).selectOption('booking')
    await page.getByRole('button', { name: 'Edit and approve' }).click()
  },
  reject: (page) => page.getByRole('button', { name: 'Reject' }).click(),
  retry: (page) => page.getByRole('button', { name: 'Try again with a note' }).click(),
}

it.each(Object.keys(LEADS_TO) as AnswerType[])(
  '[E2E127] %s of an unsure answer leads to the same from the API, the command line and the browser, and all three say so',
  async (answer) => {
    await api.send('/workflows', { text: SORT_AND_REPLY })
    const wanted = LEADS_TO[answer]
    for (const [from, decide] of Object.entries(FROM)) {
      const [run = ''] = await startRuns(api, 'sort-and-reply', [{}])
      await expect.poll(() => tasksOf(run), SORTED).toMatchObject([{ reason: 'low-confidence' }])
      const task = await openTaskOf(api, run)
      await decide(task, answer)
      await expect.poll(() => standingOf(run, task), SORTED).toEqual(wanted)
      const typed = JSON.parse((await type(home, 'runs', 'show', run, '--json')).out) as { readonly data: RunDetail }
      expect([from, typed.data.summary.status]).toEqual([from, wanted.run])
      const page = await open(`/runs/${run}`, 'Sort and reply')
      await page.getByText(WORDS[wanted.run], { exact: true }).first().waitFor()
    }
    process.stdout.write(`  ${answer}, from ${Object.keys(FROM).join(', ')}: ${wanted.run}\n`)
  },
)

async function open(address: string, heading: string): Promise<Page> {
  const page = await browser.open()
  await enter(page, await newStartLink(api))
  await page.goto(new URL(address, server.link).href)
  await settled(page, heading)
  return page
}

async function tasksOf(run: string): Promise<readonly TaskRow[]> {
  return (await api.get<TaskList>(`/tasks?run=${run}`)).tasks
}

async function standingOf(run: string, before: TaskRow): Promise<object> {
  const { summary, stages } = await api.get<RunDetail>(`/runs/${run}`)
  const [again] = await tasksOf(run)
  const written = stages[1]?.gives?.find(({ name }) => name === 'body')?.value
  return {
    run: summary.status,
    stages: stages.map(({ status }) => status),
    written: typeof written === 'string' ? written : undefined,
    asksAgain: again !== undefined && again.id !== before.id,
  }
}
