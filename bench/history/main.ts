/**
 * The list of runs, its filters and its search over HTTP, with very many runs.
 *
 *   node bench/history/main.ts [--quick] [--home <a folder that was filled before>]
 */
import type { RunList } from '../../src/api/contract/runs.ts'
import type { BenchReport, Effort, Figure } from '../figures.ts'
import { runBench } from '../figures.ts'
import type { Asked } from '../inbox/desk.ts'
import { timed } from '../load/timed.ts'
import { quantile } from '../statistics.ts'
import { onServedHistory } from './served-history.ts'

const SCALE = {
  full: { runs: 1_000_000, times: 100 },
  quick: { runs: 2_000, times: 5 },
} as const satisfies Record<Effort, unknown>

/** As the screen asks. */
const PAGE = 'limit=50'
const AT_ONCE = { atMost: 100 }
const MIDDLE_DAYS = 45

/** What is asked for, and how. `of`: a run that is somewhere in the middle of the history. */
const QUESTIONS = [
  { name: 'the newest', ask: () => '' },
  { name: 'from the middle on', ask: ({ id }) => `&before=${id}` },
  { name: 'one state', ask: () => '&status=failed' },
  { name: 'one state that few have', ask: () => '&status=waiting' },
  { name: 'one WorkChart', ask: () => '&workflow=complaints' },
  { name: 'one WorkChart and one state', ask: () => '&workflow=complaints&status=rejected' },
  { name: 'begun in seven days', ask: () => '&days=7' },
  { name: 'took longer than eight hours', ask: () => '&tookMinutes=480' },
  { name: 'nobody began it', ask: () => '&startedBy=human:nobody' },
  { name: 'a stage that failed', ask: () => '&failedStage=draft' },
  { name: 'waits, overdue', ask: () => '&waits=overdue' },
  { name: 'a word of very many', ask: () => '&search=parcel' },
  { name: 'two words of very many', ask: () => '&search=parcel+broken' },
  { name: 'an order of few', ask: ({ title }) => `&search=${title?.split(' ').at(-1)}` },
  { name: 'the beginning of a word', ask: () => '&search=zq0' },
  { name: 'a word of an error', ask: () => '&search=warehouse' },
  { name: 'a word of none', ask: () => '&search=hippopotamus' },
  { name: 'a word and a state', ask: () => '&search=kettle&status=failed' },
  { name: 'the end of an id', ask: ({ id }) => `&idEnd=${id.slice(-8)}` },
] as const satisfies readonly { name: string; ask: (of: RunList['runs'][number]) => string }[]

interface Measured {
  readonly bareMs: readonly number[]
  readonly answers: readonly { readonly name: string; readonly found: number; readonly ms: readonly number[] }[]
}

await runBench(async (effort) => {
  const { runs, times } = SCALE[effort]
  return toReport(runs, await onServedHistory(runs, (get) => measure(get, times)))
})

async function measure(get: Asked['get'], times: number): Promise<Measured> {
  const middle = await runInTheMiddle(get)
  const bareMs = await timed(get, '/session', times)
  const answers: Measured['answers'][number][] = []
  for (const { name, ask } of QUESTIONS) {
    const path = `/runs?${PAGE}${ask(middle)}`
    const { runs }: RunList = JSON.parse(await get(path))
    answers.push({ name, found: runs.length, ms: await timed(get, path, times) })
  }
  return { bareMs, answers }
}

async function runInTheMiddle(get: Asked['get']): Promise<RunList['runs'][number]> {
  const to = new Date(Date.now() - MIDDLE_DAYS * 86_400_000).toISOString()
  const page: RunList = JSON.parse(await get(`/runs?limit=1&to=${to}`))
  const [run] = page.runs
  if (run === undefined) throw new Error('There is no run in the middle of the history.')
  return run
}

function toReport(runs: number, { bareMs, answers }: Measured): BenchReport {
  const limit = quantile(bareMs, 0.95)
  return {
    name: 'history',
    title: 'The list of runs after a million of them',
    method: [
      `${runs} generated runs of five stages of the last 90 days. A page of 50 is asked for over HTTP, ${bareMs.length}`,
      'times in a row for each question; p95. The limit is a request that reads nothing.',
    ].join(' '),
    n: runs,
    figures: answers.map(
      ({ name, found, ms }): Figure => ({
        name: `${name} (${found} on the page)`,
        value: quantile(ms, 0.95),
        unit: 'ms',
        target: AT_ONCE,
        limit,
      }),
    ),
  }
}
