import type { Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import type { RunDetail } from '../../src/api/contract/run-detail.ts'
import type { AnswerType } from '../../src/api/contract/tasks.ts'
import type { View } from '../support/browser.ts'
import { aBrowser, settled } from '../support/browser.ts'
import { openTaskOf } from '../support/customer-desk.ts'
import { faultsOf } from '../support/faults-of.ts'
import { invitationOf } from '../support/invitation.ts'
import { aMailServer } from '../support/mail-server.ts'
import { aHome, startServer } from '../support/program.ts'
import { apiOf, startRuns } from '../support/server-api.ts'
import { PASSWORD } from '../support/sign-in.ts'

const MESSAGE = 'The waiter was rude and the invoice is wrong.'
const FRONT_DESK = `workflow_id: front-desk
name: Front desk
inputs:
  message: { type: string, description: What the customer wrote }
stages:
  - id: sort
    name: Sort the message
    roles: { primary: "skill:sort-a-message" }
    inputs: { text: "\${{ inputs.message }}" }
    outputs:
      label: { title: What it is, type: string, enum: [booking, complaint, invoice, question] }
    gate: { threshold: 1 }
    escalation: { to: ["human:mei-lin"], sla: 4h, instructions: Choose what the customer wants most. }
`

/** The skill learns first, and the mail is sent after that. */
const TOLD = { timeout: 60_000 }
const [APPROVING, EDITING, REJECTING, RETRYING] = [
  'Marks this stage done with complaint. The run ends as Succeeded.',
  'Marks this stage done with booking. The run ends as Succeeded.',
  'Ends this stage as Rejected. The run ends as Rejected.',
  'Asks Sort a message again with your note, up to 3 tries.',
]

interface Deciding {
  readonly view: Required<Pick<View, 'width' | 'height'>>
  /** The names of the buttons, and what each says that it does. */
  readonly buttons: readonly (readonly [string, string])[]
  /** Never more than two activations. */
  readonly decide: (page: Page) => Promise<void>
  readonly activated: readonly string[]
  readonly decision: AnswerType
}

const WAYS: readonly Deciding[] = [
  {
    view: { width: 1440, height: 900 },
    buttons: [
      ['Approve as it is', APPROVING],
      ['Edit and approve', 'Change a value above first.'],
      ['Reject', REJECTING],
      ['Try again with a note', RETRYING],
    ],
    decide: (page) => page.getByRole('button', { name: 'Approve as it is' }).press('Enter'),
    activated: ['Sign in', 'Approve as it is'],
    decision: 'approve',
  },
  {
    view: { width: 320, height: 640 },
    buttons: [
      ['Approve', `Approve: ${APPROVING}`],
      ['Edit', 'Edit: you change it first.'],
      ['Reject', `Reject: ${REJECTING}`],
      ['Try again', `Try again: ${RETRYING}`],
    ],
    decide: async (page) => {
      await page.getByRole('button', { name: 'Edit' }).click()
      await page.getByRole('combobox', { name: 'What it is' }).selectOption('booking')
      await page.getByText(EDITING).waitFor()
      await page.getByRole('button', { name: 'Edit' }).press('Enter')
    },
    activated: ['Sign in', 'Edit', 'Edit'],
    decision: 'edit',
  },
]

it.each(WAYS)(
  '[AP240][E2E126] by the link of a mail somebody comes to the sign-in, to their task, and decides it: $view.width px',
  async ({ view, buttons, decide, activated, decision }) => {
    await using desk = await aFrontDesk()
    const [run = ''] = await startRuns(desk.api, 'front-desk', [{ message: MESSAGE }])
    await expect.poll(() => desk.post.received.length, TOLD).toBe(1)
    const link = linkIn(desk.post.received[0])
    expect(link).toContain((await openTaskOf(desk.api, run)).id)

    const page = await desk.browser.open(view)
    await page.context().addInitScript(COUNTING)
    await page.setContent(`<a href="${link}">Open it</a>`)
    await page.getByRole('link').click()
    await settled(page, 'Sign in to WorkCharts')
    const found = [...(await faultsOf(page, 'the sign-in'))]
    await page.getByLabel('E-mail address').fill('mei@example.com')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await settled(page, 'Sort the message')
    expect(page.url()).toBe(link)

    const heard = await page.getByRole('main').ariaSnapshot()
    for (const words of EVIDENCE) expect(heard).toContain(words)
    expect(await answersIn(page)).toEqual(buttons)
    found.push(...(await faultsOf(page, 'the task')))
    expect(found).toEqual([])

    await decide(page)
    await settled(page, 'Inbox')
    expect(await page.evaluate('activated')).toEqual(activated)
    const { summary, stages } = await desk.api.get<RunDetail>(`/runs/${run}`)
    expect([summary.status, stages[0]?.decision]).toEqual(['succeeded', decision])
    process.stdout.write(
      `  ${view.width} px: signed in from a mail, then ${activated.slice(1).join(', ')}: ${decision}\n`,
    )
  },
)

/** What they were sent, what was answered, how sure that is, why it came here, and what they are asked. */
const EVIDENCE = [
  MESSAGE,
  'complaint',
  '60 %',
  'Why it came here. 60 % sure is less than the 100 % set for this stage.',
  'Choose what the customer wants most.',
]

/** Keeps the name of every button and link that is activated, by whatever means. */
const COUNTING = `globalThis.activated = []
addEventListener('click', ({ target }) => {
  const control = target.closest('button, a')
  if (control !== null) activated.push(control.textContent)
}, true)`

async function aFrontDesk() {
  await using stack = new AsyncDisposableStack()
  const post = await aMailServer()
  onTestFinished(post.close)
  process.env['WORKCHARTS_SMTP_URL'] = `smtp://127.0.0.1:${post.port}`
  process.env['WORKCHARTS_MAIL_FROM'] = 'charts@example.com'
  onTestFinished(() => {
    for (const name of ['WORKCHARTS_SMTP_URL', 'WORKCHARTS_MAIL_FROM']) delete process.env[name]
  })
  const home = stack.use(await aHome())
  stack.use(await startServer(home, 0, ['--share', '--no-browser']))
  const api = await apiOf(home)
  expect((await api.send('/workflows', { text: FRONT_DESK })).status).toBe(201)
  const browser = stack.use(await aBrowser())
  await join(await invitationOf(home, ['approver']))
  const all = stack.move()
  return { post, api, browser, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

async function join(invitation: string): Promise<void> {
  const { origin, hash } = new URL(invitation)
  const headers = { origin, 'content-type': 'application/json' }
  const body = JSON.stringify({ secret: hash.slice(1), password: PASSWORD })
  expect((await fetch(`${origin}/api/v1/invitations/use`, { method: 'POST', headers, body })).status).toBe(201)
}

/** Lines of a mail are broken where they are long. */
function linkIn(mail: string | undefined): string {
  return /http:\S+\/inbox\/\S+/.exec(String(mail).replaceAll('=\r\n', ''))?.[0] ?? ''
}

/** The answers as assistive technology is told of them: name and description. */
async function answersIn(page: Page): Promise<readonly unknown[]> {
  const devtools = await page.context().newCDPSession(page)
  const { nodes } = await devtools.send('Accessibility.getFullAXTree')
  const buttons = nodes.filter(({ role, description }) => role?.value === 'button' && Boolean(description?.value))
  return buttons.map(({ name, description }) => [name?.value, description?.value])
}
