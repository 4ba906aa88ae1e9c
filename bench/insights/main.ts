/**
 * Insights of 90 days over very many receipts.
 *
 *   node bench/insights/main.ts [--quick] [--home <a folder that was filled before>]
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { insights } from '../../src/api/contract/insights.ts'
import type { BenchReport, Effort } from '../figures.ts'
import { runBench } from '../figures.ts'
import { PLANS } from '../history/plans.ts'
import { askedOf } from '../inbox/desk.ts'
import { inFolder } from '../load/in-folder.ts'
import { spawnServer } from '../load/spawn-server.ts'
import { median, quantile } from '../statistics.ts'

const SCALE = {
  full: { runs: 1_000_000, times: 50 },
  quick: { runs: 2_000, times: 5 },
} as const satisfies Record<Effort, unknown>

const SETTLED_MS = 3_000
const FILL = join(import.meta.dirname, '../history/fill.ts')

/** By whole days of UTC, an hour beside them, and a quarter of an hour beside them. */
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu'] as const
const PERIODS = [90, 30] as const

interface Measured {
  readonly runs: number
  readonly bareMs: readonly number[]
  readonly series: readonly { readonly name: string; readonly ms: readonly number[] }[]
}

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, home: { type: 'string' } } })

await runBench(async (effort) => {
  const { home: filled } = values
  if (filled !== undefined) return toReport(await measure(filled, SCALE[effort].times))
  return inFolder(async (home) => {
    fill(home, SCALE[effort].runs)
    return toReport(await measure(home, SCALE[effort].times))
  })
})

function fill(home: string, runs: number): void {
  const { status } = spawnSync(process.execPath, [FILL, join(home, 'workcharts'), String(runs)], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The history was not generated.')
}

/** The WorkCharts of the history, so that they are on the page with their stages. */
function writeCharts(home: string): void {
  const folder = join(home, 'collections/default/workflows')
  if (existsSync(folder)) return
  mkdirSync(folder, { recursive: true })
  for (const [first] of PLANS) {
    if (first === undefined) continue
    const { workflow, stages } = first.plan
    const lines = stages.map(({ id, name }) => `  - { id: ${id}, name: ${name}, roles: { primary: "human:lena" } }`)
    const text = [`workflow_id: ${workflow.id}`, `name: ${workflow.name}`, 'stages:', ...lines, ''].join('\n')
    writeFileSync(join(folder, `${workflow.id}.yaml`), text)
  }
}

async function measure(home: string, times: number): Promise<Measured> {
  writeCharts(home)
  await using server = spawnServer(home)
  const { get } = await askedOf(server)
  await setTimeout(SETTLED_MS)
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

async function timed(get: (path: string) => Promise<string>, path: string, times: number): Promise<readonly number[]> {
  const took: number[] = []
  for (let n = 0; n < times; n += 1) {
    const before = performance.now()
    await get(path)
    took.push(performance.now() - before)
  }
  return took
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
