import type { RunEvent } from '../../../src/core/run/run-event.ts'
import { looksBack } from '../../../src/core/run/task.ts'
import type { PositionedEvent } from '../../../src/engine/store.ts'
import type { FoldedRun } from '../fold-run.ts'
import { ofEachRun } from './breach.ts'

/** I3: a run ends once, a stage settles once, and what has ended is left alone. */
export const oneEnding = ofEachRun('I3', (run) => [...changedAfterTheEnd(run), ...changedAfterSettling(run)])

function changedAfterTheEnd(run: FoldedRun): readonly string[] {
  const end = run.facts.find(({ event }) => event.type === 'run-finished')
  if (end === undefined) return []
  return run.facts
    .filter(({ seq, event }) => seq > end.seq && !isAllowedAfterwards(run, event))
    .map(({ seq, event }) => `fact ${seq} (${event.type}) comes after the run had ended with fact ${end.seq}`)
}

function changedAfterSettling(run: FoldedRun): readonly string[] {
  const settled = new Map<string, number>()
  return run.facts.flatMap((fact) => {
    const { seq, event } = fact
    if (!('stage' in event)) return []
    const before = settled.get(event.stage)
    if (event.type === 'stage-settled') settled.set(event.stage, before ?? seq)
    if (before === undefined || isAllowedAfterwards(run, event)) return []
    return [`fact ${seq} (${event.type}) comes after stage ${event.stage} had settled with fact ${before}`]
  })
}

/** Results that come late are booked, and what looks back outlives its stage and its run. */
function isAllowedAfterwards({ facts }: FoldedRun, event: RunEvent): boolean {
  if (event.type === 'attempt-late') return true
  return 'task' in event && isLookBack(facts, event.task)
}

function isLookBack(facts: readonly PositionedEvent[], task: string): boolean {
  return facts.some(({ event }) => event.type === 'task-opened' && event.task === task && looksBack(event.reason))
}
