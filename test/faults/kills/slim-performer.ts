import { setTimeout as wait } from 'node:timers/promises'
import type { PlannedCapability } from '../../../src/core/plan/plan.ts'
import type { AttemptResult } from '../../../src/core/run/answer.ts'
import type { Assignment, Blobs, Performer } from '../../../src/engine/ports.ts'
import { anAnswer, anError } from '../../support/runs.ts'
import type { Random } from '../../support/seeded.ts'
import type { EffectsFile } from './effects-file.ts'
import type { Behaviour } from './slim-plans.ts'

/** Longer than the interval before the next try. */
const STOPPING_MS = 25

export interface SlimPerformerParts {
  readonly effects: EffectsFile
  readonly blobs: Blobs
  readonly random: Random
}

/**
 * Leaves its line outside, works for a while, and answers or fails as its plan says. What must happen at most once and
 * ends with an error was refused outside: it leaves no line, so that a person who asks for another try may get one.
 */
export function createSlimPerformer(parts: SlimPerformerParts): Performer {
  return { perform: (assignment, signal) => perform(parts, assignment, signal) }
}

async function perform(parts: SlimPerformerParts, assignment: Assignment, signal: AbortSignal): Promise<AttemptResult> {
  const { workMs, failing, notBegun, artifacts } = behaviourOf(assignment.performer)
  if (parts.random() < notBegun) return { type: 'failed', error: anError({ reach: 'not-begun', code: 'not-begun' }) }
  const { run, stage, idempotencyKey: key, performer } = assignment
  const { effect } = performer
  const fails = parts.random() < failing
  if (!(fails && effect === 'once-or-ask')) parts.effects.append({ run, stage, key, effect })
  await work(parts.random() * workMs, signal)
  if (fails) return { type: 'failed', error: anError() }
  const handedOver = artifacts === 0 ? [] : [await handOver(parts.blobs, key)]
  return {
    type: 'answered',
    answer: anAnswer({ outputs: { value: assignment.attempt }, confidence: parts.random(), artifacts: handedOver }),
  }
}

/** A plan of another harness may leave everything out: then it works a millisecond and succeeds. */
function behaviourOf({ run }: PlannedCapability): Behaviour {
  const plain: Behaviour = { workMs: 1, failing: 0, notBegun: 0, artifacts: 0 }
  return run.type === 'builtin' ? { ...plain, ...run.settings } : plain
}

/** Where nobody wants the result any more it ends, but takes its time: its result may come while the next try works. */
async function work(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => wait(STOPPING_MS))
}

async function handOver(blobs: Blobs, key: string) {
  const bytes = new TextEncoder().encode(`made under the key ${key}`)
  return { name: 'result.txt', mediaType: 'text/plain', size: bytes.length, sha256: await blobs.put(bytes) }
}
