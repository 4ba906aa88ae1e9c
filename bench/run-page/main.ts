/**
 * The page of a run of 10,000 stages, from a real store, in a real Chromium: how long it takes to open, what it is sent,
 * and how its timeline scrolls, beside an empty page that is scrolled the same way.
 *
 *   node tools/build-web.ts && node bench/run-page/main.ts [--quick]
 */
import type { Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import type { RunId } from '../../src/core/run/ids.ts'
import { aFan } from '../../test/faults/limits/large-plans.ts'
import type { DataHome } from '../../test/faults/limits/open-engine.ts'
import { aDataHome, openEngine } from '../../test/faults/limits/open-engine.ts'
import { answered, finished, startOf } from '../../test/support/engine.ts'
import { startServer } from '../../test/support/program.ts'
import { apiOf } from '../../test/support/server-api.ts'
import { getChromium } from '../../tools/chromium.ts'
import type { BenchReport, Effort } from '../figures.ts'
import { runBench } from '../figures.ts'
import { inTurn } from '../load/in-turn.ts'
import { median, quantile } from '../statistics.ts'
import type { Frames } from './on-the-page.ts'
import { openMs, scrollEmpty, scrollTimeline } from './on-the-page.ts'

const SCALE = {
  full: { stages: 10_000, opens: 5, frames: 600 },
  quick: { stages: 600, opens: 1, frames: 60 },
} as const satisfies Record<Effort, unknown>
type Scale = (typeof SCALE)[Effort]

const FRAME = { atMost: 16.7 }
const OPEN = { atMost: 1_000 }

interface Measured {
  readonly opens: readonly number[]
  readonly answerMs: readonly number[]
  readonly answerBytes: number
  readonly timeline: Frames
  readonly empty: Frames
}

await runBench(async (effort) => {
  const scale = SCALE[effort]
  await using home = await aDataHome()
  const run = await fill(home, scale.stages)
  await using server = await startServer(home)
  const browser = await chromium.launch({ executablePath: getChromium(), args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(server.link)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return toReport(scale, await measure(page, home, { ...scale, run }))
  } finally {
    await browser.close()
  }
})

/** A run in which one stage is followed by all the others at once, carried out to its end by the real engine. */
async function fill(home: DataHome, stages: number): Promise<RunId> {
  await using world = openEngine(home.data, { script: () => answered({ text: 'A result of the usual length.' }) })
  const { id } = await startOf(world, aFan(stages))
  await finished(world, id)
  return id
}

type Measuring = Scale & { readonly run: RunId }

async function measure(page: Page, home: DataHome, { run, opens, frames }: Measuring): Promise<Measured> {
  const api = await apiOf(home)
  const opened = await inTurn(opens, () => openMs(page, run))
  const timeline = await scrollTimeline(page, frames)
  const empty = await scrollEmpty(page, frames)
  let answerBytes = 0
  const answerMs = await inTurn(opens, async () => {
    const before = performance.now()
    answerBytes = JSON.stringify(await api.get(`/runs/${run}?rows=packed`)).length
    return performance.now() - before
  })
  return { opens: opened, answerMs, answerBytes, timeline, empty }
}

function toReport({ stages }: Scale, { opens, answerMs, answerBytes, timeline, empty }: Measured): BenchReport {
  return {
    name: 'run-page',
    title: 'The page of a run of ten thousand stages',
    method: [
      `A run of ${stages} stages that has ended, in a real store, is opened ${opens.length} times in Chromium without a`,
      'window, 1440 × 900, from the navigation to rows on the screen with the page at rest. Then its timeline is scrolled',
      'by 90 pixels a frame. Work: from the beginning of a frame to the paint after it. The limit beside it is an empty',
      'page of the same height that is scrolled the same way.',
    ].join(' '),
    n: stages,
    figures: [
      { name: `open, median of ${opens.length}`, value: median(opens), unit: 'ms', target: OPEN },
      { name: 'open, the first time', value: opens[0] ?? Number.NaN, unit: 'ms', target: OPEN },
      { name: 'answer of the API as the page asks for it, median', value: median(answerMs), unit: 'ms' },
      { name: 'answer of the API as the page asks for it, size', value: answerBytes / 1_048_576, unit: 'MB' },
      {
        name: `work in a frame while scrolling, p95 of ${timeline.workMs.length}`,
        value: quantile(timeline.workMs, 0.95),
        unit: 'ms',
        target: FRAME,
        limit: quantile(empty.workMs, 0.95),
      },
      {
        name: 'from frame to frame while scrolling, p95',
        value: quantile(timeline.frameMs, 0.95),
        unit: 'ms',
        limit: quantile(empty.frameMs, 0.95),
      },
      {
        name: 'from frame to frame while scrolling, median',
        value: median(timeline.frameMs),
        unit: 'ms',
        limit: median(empty.frameMs),
      },
    ],
  }
}
