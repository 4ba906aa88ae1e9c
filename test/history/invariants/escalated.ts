import { plannedAt, stageIndex } from '../../../src/core/run/plan-index.ts'
import type { PositionedEvent } from '../../../src/engine/store.ts'
import type { FoldedRun } from '../fold-run.ts'
import { ofEachRun } from './breach.ts'

/** I18: what stops moving is counted once, and comes to a person or to a try that is left; or its document ends it. */
export const escalated = ofEachRun('I18', (run) => {
  const stops = run.facts.filter((fact, index) => hasStopped(fact, run.facts[index - 1]))
  const [found, kept] = [stops.map(({ event }) => event.at), run.stalls.map(({ at }) => at)].map((times) =>
    times?.toSorted((left, right) => left - right).join(),
  )
  return [
    ...stops.flatMap((stop) => leadsNowhere(run, stop)),
    ...(found === kept ? [] : [`it stopped moving at ${found}, and at ${kept} by what is counted`]),
  ]
})

function hasStopped({ event }: PositionedEvent, before: PositionedEvent | undefined): boolean {
  switch (event.type) {
    case 'attempt-lost':
      return true
    case 'attempt-failed':
      return event.error.code === 'timeout'
    case 'task-overdue':
      return event.step === 1
    case 'stage-settled':
      return event.settlement.outcome === 'failed' && before?.event.type === 'task-withdrawn'
    default:
      return false
  }
}

const LEADS_ON: ReadonlySet<string> = new Set(['backing-off', 'task-opened'])

function leadsNowhere(run: FoldedRun, { seq, event }: PositionedEvent): readonly string[] {
  if (!('stage' in event) || event.type === 'stage-settled') return []
  if (event.type === 'task-overdue') {
    const task = run.tasks.find(({ id }) => id === event.task)
    return task === undefined || task.to.length === 0 ? [`nobody is asked by the task that fact ${seq} is about`] : []
  }
  const next = run.facts.find((fact) => fact.seq > seq && 'stage' in fact.event && fact.event.stage === event.stage)
  if (next !== undefined && LEADS_ON.has(next.event.type)) return []
  const { onError } = plannedAt(run.plan, stageIndex(run.plan, event.stage))
  const isEnded = next?.event.type === 'stage-settled' && onError !== 'escalate'
  return isEnded ? [] : [`fact ${seq} (${event.type}) leads to no person and to no other try`]
}
