import { expect, it } from 'vitest'
import type { ReceiptCheck } from '../../src/api/contract/receipts.ts'
import { receiptCheck } from '../../src/api/contract/receipts.ts'
import type { RunDetail } from '../../src/api/contract/run-detail.ts'
import { aBrowser, comeBackTo, settled } from '../support/browser.ts'
import { COLLECTION, openTaskOf, statusesOf } from '../support/customer-desk.ts'
import { aHomeWith, startServer } from '../support/program.ts'
import type { ServerApi } from '../support/server-api.ts'
import { allRuns, answerTask, apiOf, newStartLink, startRuns } from '../support/server-api.ts'

/** Starting anew and doing the interrupted seconds again, on a busy machine. */
const RECOVERED_MS = 60_000
const SAFE_RUNS = 4
/** Answers in progress get a second; the rest is room for a busy machine. */
const STOPPED_MS = 5_000

it('[E2E8] what a kill interrupts goes on after a restart, and a page that stayed open shows it', async () => {
  await using home = await aHomeWith(COLLECTION)
  await using first = await startServer(home)
  await using browser = await aBrowser()
  const before = await apiOf(home)
  const page = await browser.open()
  await page.goto(await newStartLink(before))
  await settled(page, 'Home')
  await page.getByRole('link', { name: 'Runs', exact: true }).click()

  const safe = await startRuns(before, 'three-seconds', Array(SAFE_RUNS).fill({}))
  const going = page.getByRole('row', { name: /Three seconds.*Running/ })
  await expect.poll(() => going.count(), { timeout: RECOVERED_MS }).toBe(SAFE_RUNS)
  const [once = ''] = await startRuns(before, 'one-second-once', [{}])
  await expect.poll(() => stagesThat(before, 'running', [once])).toBe(1)
  const inFlight = await stagesThat(before, 'running', [...safe, once])
  await first.kill()
  await page.getByText('The server does not answer.').waitFor()

  const restartedAt = Date.now()
  await using _second = await startServer(home, first.port)
  const after = await apiOf(home)
  await expect.poll(() => statusesOf(after, safe), { timeout: RECOVERED_MS }).toEqual(safe.map(() => 'succeeded'))
  const tookMs = Date.now() - restartedAt
  const unknown = await openTaskOf(after, once)
  expect(unknown.reason).toBe('unknown-outcome')
  await answerTask(after, unknown.id, { type: 'edit', outputs: {} })
  expect((await allRuns(after)).map(({ id, status }) => [id, status]).toSorted()).toEqual(
    [...safe, once].map((id) => [id, 'succeeded']).toSorted(),
  )
  for (const run of safe) expect(await verdict(after, run)).toMatchObject({ verifies: true, receipts: 4 })
  expect(await verdict(after, once)).toMatchObject({ verifies: true, receipts: 2 })

  await settled(page, SIGNED_OUT)
  const other = await page.context().newPage()
  await other.goto(await newStartLink(after))
  await settled(other, 'Home')
  await comeBackTo(page)
  await settled(page, 'Runs')
  await expect.poll(() => page.getByRole('row', { name: /Three seconds.*Succeeded/ }).count()).toBe(SAFE_RUNS)
  process.stdout.write(
    `  ${inFlight} stages in flight at the kill; ${SAFE_RUNS} runs ended ${tookMs} ms after the restart, 1 asked a person\n`,
  )
})

it('[E2E10] a server that is asked to stop does so at once, though a page listens to it', async () => {
  await using home = await aHomeWith(COLLECTION)
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(server.link)
  await page.getByText('Engine running, live').waitFor()
  const askedAt = Date.now()
  await server[Symbol.asyncDispose]()
  const tookMs = Date.now() - askedAt
  process.stdout.write(`  the server ended ${tookMs} ms after it was asked to, code ${server.process.exitCode}\n`)
  expect(tookMs).toBeLessThan(STOPPED_MS)
  expect(server.process.exitCode).toBe(0)
})

/** Sessions live in memory, so whoever restarts the server opens a new link. */
const SIGNED_OUT = 'This link does not open anything any more'

async function stagesThat(api: ServerApi, status: string, runs: readonly string[]): Promise<number> {
  const details = await Promise.all(runs.map((run) => api.get<RunDetail>(`/runs/${run}`)))
  return details.flatMap(({ stages }) => stages).filter((stage) => stage.status === status).length
}

async function verdict(api: ServerApi, run: string): Promise<ReceiptCheck> {
  return receiptCheck.parse(await (await api.send('/receipts/verify', { run })).json())
}
