import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { z } from 'zod'
import type { RunDetail } from '../../src/api/contract/run-detail.ts'
import { aBrowser, settled } from '../support/browser.ts'
import { openTaskOf } from '../support/customer-desk.ts'
import type { Home } from '../support/program.ts'
import { aHome, startServer, type } from '../support/program.ts'
import { apiOf, startRuns } from '../support/server-api.ts'
import { PASSWORD } from '../support/sign-in.ts'

/** Mei is asked, and Tom too as soon as she is late. */
const REFUND = `workflow_id: refund
name: Refund
stages:
  - id: decide
    name: Pay the refund
    roles: { primary: "human:mei-lin" }
    escalation: { sla: 10s, on_breach: [{ after: 0s, to: ["human:tom"] }] }
`

const BREACH = { timeout: 60_000 }

it('[E2E129] two browsers and a command line take, ask, tell, give back and decide one task, and its receipt names all', async () => {
  await using home = await aHome()
  await using server = await startServer(home, 0, ['--share', '--no-browser'])
  await using browser = await aBrowser()
  const api = await apiOf(home)
  expect((await api.send('/workflows', { text: REFUND })).status).toBe(201)
  const [mei, tom] = [await browser.open(), await browser.open()]
  await join(home, mei, { name: 'Mei Lin', id: 'human:mei-lin' })
  await join(home, tom, { name: 'Tom', id: 'human:tom' })
  const [run = ''] = await startRuns(api, 'refund', [{}])
  const { id: task } = await openTaskOf(api, run)
  const page = `http://127.0.0.1:${server.port}/inbox/${task}`

  await mei.goto(page)
  await mei.getByRole('button', { name: 'Take it' }).click()
  await mei.getByRole('button', { name: 'Ask someone about it' }).click()
  await mei.getByLabel('Who may know').fill('tom')
  await mei.getByLabel('Your question').fill('Is the invoice paid?')
  await mei.getByRole('button', { name: 'Ask', exact: true }).click()
  await mei.getByText('Is the invoice paid?').first().waitFor()

  await tom.goto(page)
  await tom.getByLabel('What is known about it').fill('It was paid on Monday.')
  await tom.getByRole('button', { name: 'Answer the question' }).click()
  await mei.getByText('told: It was paid on Monday.').waitFor()

  await expect.poll(async () => (await openTaskOf(api, run)).to.map(({ id }) => id), BREACH).toContain('human:tom')
  expect((await type(home, 'inbox', 'release', task)).out).toContain('Given back')
  await tom.goto(page)
  await tom.getByLabel(/^Reason/).fill('Paid twice.')
  await tom.getByRole('button', { name: 'Approve' }).click()
  await expect.poll(async () => (await api.get<RunDetail>(`/runs/${run}`)).summary.status).toBe('succeeded')

  const { decision, task: proof } = await receiptOf(home, run)
  expect(decision).toMatchObject({ type: 'approve', by: 'human:tom', role: 'approver', reason: 'Paid twice.' })
  expect(proof.in_time).toBe(false)
  expect(proof.trail.map(({ did, by, to }) => [did, by, to?.join()]).sort()).toEqual(
    [
      ['taken', 'human:mei-lin', undefined],
      ['asked', 'human:mei-lin', 'human:tom'],
      ['told', 'human:tom', undefined],
      ['overdue', null, ''],
      ['overdue', null, 'human:tom'],
      ['given-back', 'human:owner', undefined],
    ].sort(),
  )
})

async function join(
  home: Home,
  page: Page,
  { name, id }: { readonly name: string; readonly id: string },
): Promise<void> {
  await type(home, 'people', 'add', name, '--email', `${id.slice('human:'.length)}@example.com`, '--role', 'approver')
  const { out } = await type(home, 'people', 'invite', id)
  await page.goto(out.trim())
  await settled(page, 'Welcome to WorkCharts')
  await page.getByLabel('New password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await settled(page, 'Inbox')
}

const receipt = z.object({
  kind: z.string(),
  decision: z.unknown(),
  task: z.object({
    in_time: z.boolean().nullable(),
    trail: z.array(z.object({ did: z.string(), by: z.string().nullable(), to: z.array(z.string()).optional() })),
  }),
})

/** Of the one stage. */
async function receiptOf(home: Home, run: string) {
  const { out } = await type(home, 'receipts', 'export', '--run', run)
  const line = out.split('\n').find((text) => text.includes('"kind":"stage"'))
  return receipt.parse(JSON.parse(line ?? '{}'))
}
