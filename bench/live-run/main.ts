/**
 * How long after its commit what happens to a run is on its page in a real Chromium, one run after the other.
 *
 *   node tools/build-web.ts && node bench/live-run/main.ts [--quick]
 */
import type { Page } from 'playwright-core'
import { aBrowser } from '../../test/support/browser.ts'
import { ACTED, aHomeOfThoughts, delaysOf, runPage } from '../../test/support/live-run.ts'
import { sightingsOn, watchStages } from '../../test/support/live-run-page.ts'
import { startServer } from '../../test/support/program.ts'
import type { ServerApi } from '../../test/support/server-api.ts'
import { answerTask, apiOf, newStartLink, startRuns } from '../../test/support/server-api.ts'
import type { BenchReport, Effort } from '../figures.ts'
import { runBench } from '../figures.ts'
import { inTurn } from '../load/in-turn.ts'
import { median, quantile } from '../statistics.ts'

const RUNS = { full: 10, quick: 1 } as const satisfies Record<Effort, number>
const SEEN = { atMost: 1_000 }

await runBench(async (effort) => {
  await using home = await aHomeOfThoughts()
  await using _server = await startServer(home)
  await using browser = await aBrowser()
  const api = await apiOf(home)
  const delays = await inTurn(RUNS[effort], async () => watchOne(api, await browser.open()))
  return toReport(delays.flat(), RUNS[effort])
})

async function watchOne(api: ServerApi, page: Page): Promise<readonly number[]> {
  const [run = ''] = await startRuns(api, 'live', [{}])
  await runPage(page, await newStartLink(api), run)
  await watchStages(page)
  await answerTask(api, `${run}.go.1`, { type: 'edit', outputs: {} })
  await page.getByRole('row', { name: ACTED }).waitFor()
  await page.getByRole('link', { name: 'Open the task' }).waitFor()
  const delays = await delaysOf(api, run, await sightingsOn(page))
  await page.context().close()
  return delays
}

function toReport(delays: readonly number[], runs: number): BenchReport {
  return {
    name: 'live-run',
    title: 'A run as it is watched',
    method: [
      `${runs} runs of three stages that act for two seconds and one that is killed, each watched on its page in Chromium`,
      'without a window. Of every fact (a stage begins, who acts, what is known, its confidence, its end, its task): from',
      'its commit, by the clock of the server, to its words in the page, by the clock of the page, of the same machine.',
    ].join(' '),
    n: delays.length,
    figures: [
      { name: 'a fact on the screen, median', value: median(delays), unit: 'ms' },
      { name: 'a fact on the screen, p95', value: quantile(delays, 0.95), unit: 'ms' },
      { name: 'a fact on the screen, the latest', value: Math.max(...delays), unit: 'ms', target: SEEN },
    ],
  }
}
