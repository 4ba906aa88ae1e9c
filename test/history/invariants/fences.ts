import type { RunEvent } from '../../../src/core/run/run-event.ts'
import type { PositionedEvent } from '../../../src/engine/store.ts'
import type { FoldedRun } from '../fold-run.ts'
import { ofEachRun } from './breach.ts'

interface Attempt {
  readonly step: 'primary' | 'review'
  readonly fence: number
}

/** What is known of a stage's attempts up to some fact. */
interface Attempts {
  readonly current: Attempt | undefined
  readonly begun: readonly number[]
}

const NONE: Attempts = { current: undefined, begun: [] }

/** I4: attempts follow one another, only the one in progress gives a result, and one that is over gives a late one. */
export const fences = ofEachRun('I4', (run) => [...outOfOrder(run), ...outOfFence(run)])

/** A fence is the number of a fact: fences rise because the numbers do. */
function outOfOrder({ facts, row }: FoldedRun): readonly string[] {
  return facts.flatMap(({ seq, run, position }, index) => {
    const before = facts[index - 1]?.position ?? 0
    if (run !== row.id) return [`fact ${seq} belongs to run ${run}`]
    if (seq !== index + 1) return [`fact ${seq} stands at place ${index + 1}`]
    return position > before ? [] : [`fact ${seq} has position ${position}, after position ${before}`]
  })
}

function outOfFence({ facts }: FoldedRun): readonly string[] {
  const stages = new Map<string, Attempts>()
  return facts.flatMap((fact) => {
    const { event } = fact
    if (!('stage' in event)) return []
    const attempts = stages.get(event.stage) ?? NONE
    stages.set(event.stage, after(attempts, fact))
    const problem = problemOf(attempts, event)
    return problem === undefined ? [] : [`fact ${fact.seq} (${event.type}) of stage ${event.stage}: ${problem}`]
  })
}

function after(attempts: Attempts, { seq, event }: PositionedEvent): Attempts {
  if (event.type === 'attempt-begun')
    return { current: { step: event.step, fence: seq }, begun: [...attempts.begun, seq] }
  return ENDS.has(event.type) ? { ...attempts, current: undefined } : attempts
}

const ENDS: ReadonlySet<RunEvent['type']> = new Set([
  'attempt-answered',
  'review-answered',
  'attempt-failed',
  'attempt-lost',
  'stage-settled',
])

function problemOf({ current, begun }: Attempts, event: RunEvent): string | undefined {
  switch (event.type) {
    case 'attempt-begun':
      return current === undefined ? undefined : `the attempt ${current.fence} was in progress`
    case 'attempt-answered':
      return current?.step === 'primary' ? undefined : 'no attempt of its own work was in progress'
    case 'review-answered':
      return current?.step === 'review' ? undefined : 'no review was in progress'
    case 'attempt-failed':
    case 'attempt-lost':
      return current === undefined ? 'no attempt was in progress' : undefined
    case 'attempt-late':
      return lateProblem(event.fence, { current, begun })
    default:
      return undefined
  }
}

function lateProblem(fence: number, { current, begun }: Attempts): string | undefined {
  if (!begun.includes(fence)) return `no attempt ${fence} was ever begun`
  return current?.fence === fence ? `the attempt ${fence} was in progress` : undefined
}
