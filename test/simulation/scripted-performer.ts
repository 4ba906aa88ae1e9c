import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { Command } from '../../src/core/run/command.ts'
import type { Cost } from '../../src/core/run/cost.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { AttemptRef } from '../../src/engine/delivery.ts'
import type { Assignment, Performer } from '../../src/engine/ports.ts'
import { anAnswer, anError } from '../support/runs.ts'
import type { World } from './world.ts'

const WORK_MS_MAX = 8_000
const HANG_MS_MAX = 5 * 60_000
const STOP_MS_MAX = 200
const STUBBORN_MS_MAX = 90_000
const AGAIN_MS_MAX = 5_000

/** The process that performs. */
export interface PerformerOwner {
  readonly name: string
  readonly isGone: () => boolean
  /** The fence of the attempt at this stage that was handed over last. */
  readonly fenceOf: (run: RunId, stage: StageId) => number
  readonly report: (run: RunId, command: Command) => Promise<unknown>
}

/** A performer that may do anything that a performer can do. */
export function scriptedPerformer(world: World, owner: PerformerOwner): Performer {
  return { perform: (assignment, signal) => perform(world, owner, { assignment, signal }) }
}

interface Performing {
  readonly assignment: Assignment
  readonly signal: AbortSignal
}

function perform(world: World, owner: PerformerOwner, { assignment, signal }: Performing): Promise<AttemptResult> {
  const { timeline, chance, faults, note } = world
  const { run, stage } = assignment
  if (chance.in(0.04)) {
    note(`${owner.name} can not begin ${run} ${stage}`)
    return Promise.resolve(missed('not-begun', { cost: { basis: 'free' }, fence: owner.fenceOf(run, stage) }))
  }
  const fence = owner.fenceOf(run, stage)
  const cost = call(world, owner, assignment)
  return new Promise((resolve, reject) => {
    const end = (act: () => void): void => {
      if (owner.isGone()) return
      note(`${owner.name} ends ${run} ${stage}`)
      act()
    }
    const hangs = faults.strikes('a performer that hangs')
    const cancel = timeline.after(hangs ? HANG_MS_MAX : chance.from(1, WORK_MS_MAX), () =>
      end(() => {
        if (faults.strikes('a performer that breaks')) reject(new Error('It broke'))
        else resolve(delivered(world, owner, { run, stage, fence, result: resultOf(world, { cost, fence }) }))
      }),
    )
    signal.addEventListener('abort', () => {
      cancel()
      const ms = faults.strikes('a performer that does not stop') ? STUBBORN_MS_MAX : STOP_MS_MAX
      timeline.after(chance.from(0, ms), () => end(() => resolve(missed('unknown', { cost, fence }))))
    })
  })
}

interface Delivered extends AttemptRef {
  readonly result: AttemptResult
}

/** The result, which may come once more later. */
function delivered(world: World, owner: PerformerOwner, { run, stage, fence, result }: Delivered): AttemptResult {
  const { timeline, chance, faults } = world
  if (faults.strikes('a result that comes twice')) {
    const command: Command = { ...REPORT, stage, fence, result: free(result) }
    timeline.after(chance.from(0, AGAIN_MS_MAX), () => {
      if (!owner.isGone()) void owner.report(run, command).catch(() => undefined)
    })
  }
  return result
}

const REPORT = { type: 'report-attempt', salt: 'salt', jitter: 0, coin: 1 } as const

/** Delivered once more, a result is booked once more: it brings no cost of its own here. */
function free(result: AttemptResult): AttemptResult {
  const cost: Cost = { basis: 'free' }
  return result.type === 'answered'
    ? { type: 'answered', answer: { ...result.answer, cost } }
    : { type: 'failed', error: { ...result.error, cost } }
}

/** The call that the world outside sees, and what it costs. */
function call({ chance, effects, spent, note }: World, { name }: PerformerOwner, assignment: Assignment): Cost | null {
  const { run, stage, idempotencyKey: key, performer, attempt } = assignment
  effects.push({ run, stage, key, effect: performer.effect })
  const microUnits = chance.from(0, 5)
  note(`${name} calls ${run} ${stage} try ${attempt} for ${microUnits}`)
  if (microUnits === 0) return { basis: 'free' }
  if (microUnits === 1) return null
  const place = `${run} ${stage}`
  spent.set(place, (spent.get(place) ?? 0) + microUnits)
  return { basis: 'reported', currency: 'GBP', microUnits }
}

interface Attempted {
  readonly cost: Cost | null
  readonly fence: number
}

/** What an attempt says carries its fence, so that it can be told where it was taken. */
export function saidBy(fence: number): string {
  return `said by attempt ${fence}`
}

function resultOf({ chance }: World, { cost, fence }: Attempted): AttemptResult {
  const kind = chance.from(1, 20)
  if (kind <= 2) return missed('answered', { cost, fence })
  if (kind === 3) return missed('unknown', { cost, fence })
  const outputs = kind === 4 ? { v: 'not a number' } : { v: chance.from(0, 3) }
  const confidence = chance.pick([0.2, 0.5, 0.8, 0.9, 0.95, 1, null, Number.NaN])
  return { type: 'answered', answer: anAnswer({ outputs, confidence, cost, summary: saidBy(fence) }) }
}

function missed(reach: 'not-begun' | 'answered' | 'unknown', { cost, fence }: Attempted): AttemptResult {
  return { type: 'failed', error: anError({ reach, cost, message: saidBy(fence) }) }
}
