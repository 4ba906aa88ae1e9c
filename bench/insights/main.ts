/**
 * Insights of 90 days over very many receipts.
 *
 *   node bench/insights/main.ts [--quick] [--home <a folder that was filled before>]
 */
import { insights } from '../../src/api/contract/insights.ts'
import type { BenchReport, Effort } from '../figures.ts'
import { runBench } from '../figures.ts'
import { onServedHistory } from '../history/served-history.ts'
import type { Asked } from '../inbox/desk.ts'
import { timed } from '../load/timed.ts'
import { median, quantile } from '../statistics.ts'

const SCALE = {
  full: { runs: 1_000_000, times: 50 },
  quick: { runs: 2_000, times: 5 },
} as const satisfies Record<Effort, unknown>

/** By whole days of UTC, an hour beside them, and a quarter of an hour beside them. */
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu'] as const
const PERIODS = [90, 30] as const

interface Measured {
  readonly runs: number
  readonly bareMs: readonly number[]
  readonly series: readonly { readonly name: string; readonly ms: readonly number[] }[]
}

await runBench(async (effort) => {
  const { runs, times } = SCALE[effort]
  return toReport(await onServedHistory(runs, (get) => measure(get, times)))
})

async function measure(get: Asked['get'], times: number): Promise<Measured> {
  const bareMs = await timed(get, '/session', times)
  const series: Measured['series'][number][] = []
  for (const period of PERIODS)
    for (const zone of ZONES) {
      const path = `/insights?period=${period}&zone=${encodeURIComponent(zone)}`
      series.push({ name: `${period} days, ${zone}`, ms: await timed(get, path, times) })
    }
  const { runs } = insights.parse(JSON.parse(await get('/insights?period=90')))
  return { runs, bareMs, series }
}

function toReport({ runs, bareMs, series }: Measured): BenchReport {
  return {
    name: 'insights',
    title: 'Insights over 90 days of receipts',
    method: [
      `${runs} generated runs of five stages ended in the last 90 days. All of Insights is asked for over HTTP, ${bareMs.length}`,
      'times in a row, in a zone whose days are those of UTC, in one that is hours beside it, and in one that is quarters of',
      'an hour beside it. The limit is a request that reads nothing.',
    ].join(' '),
    n: runs,
    figures: series.flatMap(({ name, ms }) => [
      { name: `${name}, p50`, value: median(ms), unit: 'ms', limit: median(bareMs) },
      {
        name: `${name}, p95`,
        value: quantile(ms, 0.95),
        unit: 'ms',
        target: { atMost: 1_000 },
        limit: quantile(bareMs, 0.95),
      },
    ]),
  }
}
