/**
 * The builder with a WorkChart of 1,000 stages and 1,500 edges, in a real Chromium: how long it takes to open, what the
 * page does for each frame while a stage is dragged and the canvas is moved, and how soon typed letters are seen.
 *
 *   node tools/build-web.ts && node bench/builder/main.ts [--quick]
 */
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { aHome, startServer } from '../../test/support/program.ts'
import { getChromium } from '../../tools/chromium.ts'
import type { BenchReport, Effort, Figure } from '../figures.ts'
import { runBench } from '../figures.ts'
import { inTurn } from '../load/in-turn.ts'
import { median, quantile } from '../statistics.ts'
import type { Frames } from './frames.ts'
import { traceFrames } from './frames.ts'
import { writeLargeWorkChart } from './large-work-chart.ts'
import type { Typing } from './on-the-page.ts'
import { groundOf, middleStage, openMs, swing, typeMs, zoomTo } from './on-the-page.ts'

const SCALE = {
  full: { stages: 1_000, opens: 5, frames: 700, typing: { letters: 120, edits: 30 } },
  quick: { stages: 100, opens: 1, frames: 60, typing: { letters: 20, edits: 5 } },
} as const satisfies Record<Effort, unknown>
type Scale = (typeof SCALE)[Effort]

interface Measured {
  readonly edges: number
  readonly opens: readonly number[]
  readonly typing: Typing
  readonly moving: Readonly<Record<string, Frames>>
}

await runBench(async (effort) => {
  const scale = SCALE[effort]
  await using home = await aHome()
  const edges = await writeLargeWorkChart(home.folder, scale.stages)
  await using server = await startServer(home)
  const browser = await chromium.launch({ executablePath: getChromium(), args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(server.link)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return toReport(scale, { edges, ...(await measure(browser, page, scale)) })
  } finally {
    await browser.close()
  }
})

async function measure(browser: Browser, page: Page, scale: Scale): Promise<Omit<Measured, 'edges'>> {
  const opens = await inTurn(scale.opens, () => openMs(page))
  const typing = await typeMs(page, scale.typing)
  const moving: Record<string, Frames> = {}
  for (const size of ['far', 'middle', 'near'] as const) {
    await zoomTo(page, size)
    for (const [what, find] of [
      ['drag', middleStage],
      ['pan', groundOf],
    ] as const) {
      const at = await find(page)
      moving[`${what}, ${size}`] = await traceFrames(browser, page, () => swing(page, at, scale.frames))
    }
  }
  return { opens, typing, moving }
}

function toReport({ stages }: Scale, { edges, opens, typing, moving }: Measured): BenchReport {
  return {
    name: 'builder',
    title: 'The builder with a thousand stages',
    method: [
      `A WorkChart of ${stages} stages and ${edges} edges is opened ${opens.length} times in Chromium without a window,`,
      '1440 × 900, from the navigation to the first stages on the screen with the page at rest. Then a stage is dragged,',
      'and the canvas moved, at each of the three sizes, one step of the mouse for each frame. Script: what the main',
      'thread ran between the beginnings of two frames, from the trace. Typing: from a key to the paint after it.',
    ].join(' '),
    n: stages,
    figures: [
      { name: `open, median of ${opens.length}`, value: median(opens), unit: 'ms', target: { atMost: 1_500 } },
      { name: 'open, max', value: Math.max(...opens), unit: 'ms', target: { atMost: 1_500 } },
      {
        name: `typing, p95 of ${typing.letters.length} letters`,
        value: quantile(typing.letters, 0.95),
        unit: 'ms',
        target: { atMost: 50 },
      },
      { name: `an edit, p95 of ${typing.edits.length}`, value: quantile(typing.edits, 0.95), unit: 'ms' },
      ...Object.entries(moving).flatMap(([what, frames]) => figuresOf(what, frames)),
    ],
  }
}

function figuresOf(what: string, { scriptMs, presentedPerSecond }: Frames): readonly Figure[] {
  const target = { atMost: 16.7 }
  return [
    {
      name: `${what}: script per frame, p95 of ${scriptMs.length}`,
      value: quantile(scriptMs, 0.95),
      unit: 'ms',
      target,
    },
    { name: `${what}: frames on the screen`, value: presentedPerSecond, unit: '/s' },
  ]
}
