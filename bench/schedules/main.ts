/**
 * How late schedules fire that all have the same instant.
 *
 *   node bench/schedules/main.ts [--quick]
 */
import type { BenchReport, Effort, Figure } from '../figures.ts'
import { runBench } from '../figures.ts'
import { inFolder } from '../load/in-folder.ts'
import type { Herd } from './fire-herd.ts'
import { fireHerd } from './fire-herd.ts'
import { timeBareWrites } from './time-bare-writes.ts'

const SIZES = { full: { few: 1_000, many: 10_000 }, quick: { few: 100, many: 500 } } as const satisfies Record<
  Effort,
  { readonly few: number; readonly many: number }
>

await runBench(async (effort) => {
  const { few, many } = SIZES[effort]
  const small = await inFolder((data) => fireHerd({ data, schedules: few }))
  const large = await inFolder((data) => fireHerd({ data, schedules: many }))
  return toReport([small, large], await inFolder(async (data) => timeBareWrites(data, many)))
})

function toReport([small, large]: readonly [Herd, Herd], bareMs: number): BenchReport {
  return {
    name: 'schedules',
    title: 'Many schedules on one instant',
    method: [
      `${small.schedules} and ${large.schedules} schedules of a hundred WorkCharts, whose files are on the disk, have the`,
      'same instant; each starts a run of one stage that answers at once. Late is the time from the instant to the moment',
      'its firing was decided on. The limit for all of them is what bare SQLite takes to write as many rows of a run, its',
      'fact, its firing and its trigger, 256 of each to a transaction.',
    ].join(' '),
    n: large.schedules,
    figures: [
      { name: `${small.schedules}: late, p99`, value: small.lateP99, unit: 'ms', target: { atMost: 250 } },
      { name: `${small.schedules}: late, max`, value: small.lateMax, unit: 'ms' },
      {
        name: `${large.schedules}: all fired after`,
        value: large.lateMax,
        unit: 'ms',
        target: { atMost: 30_000 },
        limit: bareMs,
      },
      { name: `${large.schedules}: event loop late, p99`, value: large.loop.p99, unit: 'ms', target: { atMost: 50 } },
      { name: `${large.schedules}: event loop late, max`, value: large.loop.max, unit: 'ms' },
    ] satisfies readonly Figure[],
  }
}
