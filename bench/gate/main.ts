/**
 * What is known of a gate by very many receipts: what another limit or another promise would come to, and what one more
 * receipt costs.
 *
 *   node bench/gate/main.ts [--quick]
 */
import { join } from 'node:path'
import { storeOn } from '../../src/adapters/sqlite/store-on.ts'
import { systemIds } from '../../src/adapters/system/ids.ts'
import type { Thought } from '../../src/api/views/gate.ts'
import { gateView } from '../../src/api/views/gate.ts'
import { certificationFor } from '../../src/api/views/gate-status.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { addMs, timestamp } from '../../src/core/basics/timestamp.ts'
import type { GateAnswer } from '../../src/core/receipt/gate-evidence.ts'
import { basisDigest, gateBasis } from '../../src/core/run/gate-basis.ts'
import type { StageId, WorkflowId } from '../../src/core/workflow/workflow.ts'
import { createGates } from '../../src/engine/create-gates.ts'
import type { GateLine } from '../../src/engine/gate-row.ts'
import type { Gates } from '../../src/engine/gates.ts'
import type { Transition } from '../../src/engine/store.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { aPlan, aStage, sha256 } from '../../test/support/runs.ts'
import type { Random } from '../../test/support/seeded.ts'
import { randomFrom } from '../../test/support/seeded.ts'
import type { BenchReport, Effort } from '../figures.ts'
import { runBench } from '../figures.ts'
import { generateRun } from '../history/generate-run.ts'
import { inFolder } from '../load/in-folder.ts'
import { median, quantile } from '../statistics.ts'
import { openNew } from '../throughput/recorded-store.ts'

const SCALE = {
  full: { answers: 100_000, times: 100 },
  quick: { answers: 2_000, times: 5 },
} as const satisfies Record<Effort, unknown>

const AT_ONCE = 200
const STEP_MS = 20_000
const BEGINNING = timestamp(Date.parse('2026-11-01T00:00:00Z'))
const STAGE = aStage('sort', { gate: { kind: 'target-error', target: 0.05 } })
const WORKFLOW = aPlan([STAGE]).workflow.id as WorkflowId
/** The first are all looked at, of those after them one in ten. */
const SHADOW = 400
const AUDIT_RATE = 0.1
const LIMIT = 0.8

const BASIS = gateBasis(STAGE, [], sha256)
const LINE: GateLine = {
  workflow: WORKFLOW,
  stage: 'sort' as StageId,
  segment: null,
  digest: basisDigest(BASIS, sha256),
  basis: BASIS,
}

/** What is not asked of the store here. */
const UNKNOWN = { assumed: undefined, answersPerDay: null, aiEach: null }

await runBench(async (effort) => await inFolder((folder) => measure(folder, SCALE[effort])))

interface Scale {
  readonly answers: number
  readonly times: number
}

async function measure(folder: string, { answers, times }: Scale): Promise<BenchReport> {
  const database = openNew(join(folder, 'workcharts.db'))
  database.exec('pragma synchronous = off')
  const store = storeOn(database)
  const random = randomFrom(1)
  for (let first = 0; first < answers; first += AT_ONCE) await write(store, someRuns(random, first, AT_ONCE))
  const now = addMs(BEGINNING, answers * STEP_MS)
  const gates = gatesOn(store, now)
  const first = await timedOnce(() => whatIf(gates, now, { target: 0.05, limit: undefined }))
  const limits = await timed(times, (index) => whatIf(gates, now, { target: 0.05, limit: index / times }))
  const promises = await timed(Math.min(times, 20), (index) =>
    whatIf(gates, now, { target: 0.2 + index / 100, limit: undefined }),
  )
  const receipts: number[] = []
  for (let index = 0; index < times; index += 1) {
    await write(store, someRuns(random, answers + index, 1))
    receipts.push(await timedOnce(() => lookNow(gates)))
  }
  database.close()
  return toReport({ answers, first, limits, promises, receipts })
}

function gatesOn(reader: WholeStore, now: Timestamp): Gates {
  const onProblem = (error: unknown): never => {
    throw error
  }
  return createGates({ reader, clock: { now: () => now }, ids: systemIds, onProblem })
}

async function lookNow(gates: Gates): Promise<unknown> {
  const view = await gates.look({ workflow: WORKFLOW, stage: STAGE, segment: null })
  return certificationFor({ ...UNKNOWN, stage: STAGE, segment: null, view, now: BEGINNING }, 0.05)
}

async function whatIf(gates: Gates, now: Timestamp, thought: Thought): Promise<unknown> {
  const view = await gates.look({ workflow: WORKFLOW, stage: STAGE, segment: null })
  return gateView({ ...UNKNOWN, stage: STAGE, segment: null, view, now }, thought, sha256)
}

/** Runs as they happen, each with one more answer of the gate. */
function someRuns(random: Random, first: number, count: number): readonly Transition[] {
  return Array.from({ length: count }, (_, index) => {
    const at = addMs(BEGINNING, (first + index) * STEP_MS)
    const { run, ...transition } = generateRun(random, at)
    if (run === undefined) throw new Error('A generated run writes no run.')
    const answer = answerOf(random, { number: first + index, run: run.row.id, at })
    return { ...transition, run: { ...run, gate: [{ line: LINE, change: { type: 'answer', answer } }] } }
  })
}

interface About {
  readonly number: number
  readonly run: string
  readonly at: Timestamp
}

function answerOf(random: Random, { number, run, at }: About): GateAnswer {
  const score = random()
  const went = number >= SHADOW && score >= LIMIT ? 'through' : 'to-people'
  const leastChance = number < SHADOW ? 1 : AUDIT_RATE
  const isLookedAt = went === 'to-people' || random() < AUDIT_RATE
  const verdict = random() < (1 - score) ** 2 * 0.3 ? 'wrong' : 'right'
  return {
    run,
    at,
    score,
    chance: went === 'through' ? AUDIT_RATE : 1,
    leastChance,
    went,
    look: isLookedAt ? { type: 'done', at, verdict } : { type: 'not-due' },
    second: null,
  }
}

async function write({ append }: WholeStore, transitions: readonly Transition[]): Promise<void> {
  const outcomes = await append(transitions)
  if (outcomes.some(({ type }) => type === 'stale')) throw new Error('A generated run was written twice.')
}

async function timed(times: number, work: (index: number) => Promise<unknown>): Promise<readonly number[]> {
  const taken: number[] = []
  for (let index = 0; index < times; index += 1) taken.push(await timedOnce(() => work(index)))
  return taken
}

async function timedOnce(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await work()
  return performance.now() - before
}

interface Measured {
  readonly answers: number
  readonly first: number
  readonly limits: readonly number[]
  readonly promises: readonly number[]
  readonly receipts: readonly number[]
}

function toReport({ answers, first, limits, promises, receipts }: Measured): BenchReport {
  return {
    name: 'gate',
    title: 'What another limit would come to',
    method: [
      `${answers} generated runs with an answer of one gate each, the first ${SHADOW} looked at by people and then what is`,
      `less sure than ${LIMIT * 100} % and one in ten of the others. Everything the screen shows of a limit, of a promise that`,
      'nobody asked about before, and of the first one after a start; then one more receipt at a time, until the certificate',
      'knows of it.',
    ].join(' '),
    n: answers,
    figures: [
      { name: 'another limit, p50', value: median(limits), unit: 'ms' },
      { name: 'another limit, p95', value: quantile(limits, 0.95), unit: 'ms', target: { atMost: 100 } },
      { name: 'another promise, p95', value: quantile(promises, 0.95), unit: 'ms', target: { atMost: 100 } },
      { name: 'the first after a start', value: first, unit: 'ms' },
      { name: 'one more receipt, p50', value: median(receipts), unit: 'ms' },
      { name: 'one more receipt, p95', value: quantile(receipts, 0.95), unit: 'ms', target: { atMost: 1 } },
    ],
  }
}
