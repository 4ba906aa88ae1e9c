import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { canonicalJson } from '../../../src/core/basics/json.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import { OUTPUTS_BYTES_MAX } from '../../../src/core/run/judge-answer.ts'
import { isFinished, runStatus } from '../../../src/core/run/run.ts'
import { answered, runThat, startOf } from '../../support/engine.ts'
import { aPlan, aStage } from '../../support/runs.ts'
import type { DataHome, RealEngine } from './open-engine.ts'
import { openEngine } from './open-engine.ts'
import type { Part } from './part.ts'

const HEAP_MB = 256

/** The largest result that a fact may carry is taken; one byte more is refused with the way out. */
export async function handOverPayloads(home: DataHome): Promise<Part> {
  const most = OUTPUTS_BYTES_MAX - canonicalJson({ text: '' }).length
  const taken = await statusWith(home, most)
  const refused = await statusWith(home, most + 1)
  const violations = [
    ...(taken.status === 'succeeded' ? [] : [`A result of ${OUTPUTS_BYTES_MAX} bytes left its run ${taken.status}`]),
    ...(refused.status === 'waiting' ? [] : [`A result that is too large left its run ${refused.status}`]),
    ...(/^output-too-large: .* 262145 bytes; .* 262144 fit\. .*artifact/.test(refused.error)
      ? []
      : [`A result that is too large was not refused with the way out: "${refused.error}"`]),
  ]
  return { faults: { 'result one byte too large': refused.error === '' ? 0 : 1 }, violations, figures: {} }
}

interface Outcome {
  readonly status: string
  /** Why the attempt failed; empty: it did not. */
  readonly error: string
}

async function statusWith(home: DataHome, length: number): Promise<Outcome> {
  await using world = openEngine(home.data, { script: () => answered({ text: 'x'.repeat(length) }) })
  const { id } = await startOf(world, aPlan([aStage('a', { retry: { ...aStage('a').retry, maximumAttempts: 1 } })]))
  const run = await runThat(world, id, (now) => isFinished(now) || runStatus(now) === 'waiting')
  return { status: runStatus(run), error: await errorOf(world, id) }
}

async function errorOf({ store }: RealEngine, run: RunId): Promise<string> {
  const facts = await store.history(run, { after: 0, also: [] })
  return facts
    .map(({ event }) => (event.type === 'attempt-failed' ? `${event.error.code}: ${event.error.message}` : ''))
    .join('')
}

/** Runs whose payloads are together more than the heap may hold. */
export async function runHeavy(home: DataHome, runs: number): Promise<Part> {
  const program = fileURLToPath(import.meta.resolve('./heavy-runs.ts'))
  const argv = [`--max-old-space-size=${HEAP_MB}`, program, home.data, String(runs)]
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  const faults = { 'run with more payload than its share of the heap': runs }
  const name = `runs of 5 × 256 KiB under a heap of ${HEAP_MB} MB`
  if (code !== 0) {
    const why = errors.split('\n').find((line) => line.includes('FATAL')) ?? errors
    return { faults, violations: [`${runs} ${name}: the process died (${why})`], figures: {} }
  }
  const { succeeded, memoryMb }: { readonly succeeded: number; readonly memoryMb: number } = JSON.parse(out)
  const violations = succeeded === runs ? [] : [`${runs - succeeded} of ${runs} ${name} did not succeed`]
  return { faults, violations, figures: { [`${runs} ${name}: memory, MB`]: memoryMb } }
}
