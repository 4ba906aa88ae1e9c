import { expect, it } from 'vitest'
import type { RunDetail } from '../../src/api/contract/run-detail.ts'
import { aBrowser } from '../support/browser.ts'
import { aCuttingProxy } from '../support/cutting-proxy.ts'
import { ACTED, aHomeOfThoughts, delaysOf, runPage } from '../support/live-run.ts'
import { sightingsOn, stagesOn, watchStages } from '../support/live-run-page.ts'
import { startServer } from '../support/program.ts'
import { randomFrom } from '../support/seeded.ts'
import type { ServerApi } from '../support/server-api.ts'
import { answerTask, apiOf, newStartLink, startRuns } from '../support/server-api.ts'

const CUTS = 20
const CUT_AFTER_MAX_MS = 250
const SEED = 144
/** The runs take some 15 s, the cuts some 25; the rest is room for a busy machine. */
const ENDED_MS = 90_000
/** Once `go` is answered: five of each of the three thoughts, `go` done, and what became of the stage that was killed. */
const FACTS = 19

it('[E2E144] each thing that happens to a run is on its page as it happens, and a page whose stream is cut 20 times ends as the API says', async () => {
  await using home = await aHomeOfThoughts()
  await using server = await startServer(home)
  await using proxy = await aCuttingProxy(server.port)
  await using browser = await aBrowser()
  const api = await apiOf(home)
  const [long = ''] = await startRuns(api, 'long', [{}])
  const { pathname, search, hash } = new URL(await newStartLink(api))
  const cutPage = await runPage(await browser.open(), `${proxy.origin}${pathname}${search}${hash}`, long)
  const [live = ''] = await startRuns(api, 'live', [{}])
  const livePage = await runPage(await browser.open(), await newStartLink(api), live)
  await watchStages(livePage)
  for (const run of [live, long]) await answerTask(api, `${run}.go.1`, { type: 'edit', outputs: {} })
  const cutting = cutAtRandom(proxy.cut)

  await livePage.getByRole('row', { name: ACTED }).waitFor({ timeout: ENDED_MS })
  await livePage.getByRole('link', { name: 'Open the task' }).waitFor()
  expect(await delaysOf(api, live, await sightingsOn(livePage))).toHaveLength(FACTS)
  await cutting
  await expect.poll(() => statusOf(api, long), { timeout: ENDED_MS }).toBe('succeeded')
  await expect.poll(() => stagesOn(cutPage), { timeout: 10_000 }).toEqual(await stagesOf(api, long))
  expect(await stagesOn(livePage)).toEqual(await stagesOf(api, live))
})

async function cutAtRandom(cut: () => Promise<void>): Promise<void> {
  const random = randomFrom(SEED)
  for (let time = 0; time < CUTS; time += 1) {
    await new Promise((resolve) => setTimeout(resolve, random() * CUT_AFTER_MAX_MS))
    await cut()
  }
}

async function statusOf(api: ServerApi, run: string): Promise<string> {
  return (await api.get<RunDetail>(`/runs/${run}`)).summary.status
}

async function stagesOf(api: ServerApi, run: string): Promise<readonly string[]> {
  const { stages } = await api.get<RunDetail>(`/runs/${run}`)
  return stages.map(({ name, status }) => `${name}: ${WORDS[status] ?? status}`)
}

const WORDS: Readonly<Record<string, string>> = { succeeded: 'Done', 'awaiting-approval': 'Awaiting Approval' }
