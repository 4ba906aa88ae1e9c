/**
 * How late the engine's event loop comes to what is due while it works at its limit.
 *
 *   node bench/event-loop/main.ts [--quick]
 */
import { setTimeout } from 'node:timers/promises'
import type { BenchReport, Effort } from '../figures.ts'
import { runBench } from '../figures.ts'
import { runFiveStages } from '../load/five-stage-load.ts'
import { inFolder } from '../load/in-folder.ts'
import type { LoopDelay } from '../load/loop-delay.ts'
import { loopDelayFrom, watchLoop } from '../load/loop-delay.ts'

const CONCURRENT = 1_024
const RUNS = { full: 20_000, quick: 2_048 } as const satisfies Record<Effort, number>
const IDLE_MS = 5_000

await runBench(async (effort) => {
  const runs = RUNS[effort]
  const idle = await watched(() => setTimeout(IDLE_MS))
  const loaded = await inFolder((data) =>
    watched(async () => {
      const { engine, store } = await runFiveStages({ data, runs, concurrent: CONCURRENT })
      await engine.close()
      store.close()
    }),
  )
  return toReport(runs, { idle, loaded })
})

async function watched(work: () => Promise<unknown>): Promise<LoopDelay> {
  const loop = watchLoop()
  await work()
  loop.disable()
  return loopDelayFrom(loop)
}

interface Delays {
  readonly idle: LoopDelay
  readonly loaded: LoopDelay
}

function toReport(runs: number, { idle, loaded }: Delays): BenchReport {
  return {
    name: 'event-loop',
    title: 'The event loop stays free under load',
    method: [
      `${runs} five-stage runs go through the engine in one process, ${CONCURRENT} at a time, on the real store; stages`,
      'answer at once, so that the engine never waits for them. `monitorEventLoopDelay` measures the time from one look',
      'at the loop to the next; what a loop that is never late shows is taken off, and a long block counts as one look.',
      `The limit is the same process with nothing to do, for ${IDLE_MS / 1_000} s before: what is left there is the machine's.`,
    ].join(' '),
    n: runs,
    figures: [
      { name: 'late by, p99', value: loaded.p99, unit: 'ms', target: { atMost: 50 }, limit: idle.p99 },
      { name: 'late by, max', value: loaded.max, unit: 'ms', target: { atMost: 250 }, limit: idle.max },
    ],
  }
}
