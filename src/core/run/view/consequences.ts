import type { PlannedStage } from '../../plan/plan.ts'
import type { StageId } from '../../workflow/workflow.ts'
import { plannedAt, stageIndex } from '../plan-index.ts'
import type { Run } from '../run.ts'
import type { LaterEvent } from '../run-event.ts'
import { stageAt } from '../stage-table.ts'
import { OUTCOME_WORDS } from './outcome-words.ts'
import { actorName, joined } from './words.ts'

/** A decision about one stage, and the run as it leaves it. */
export interface Consequence {
  readonly stage: PlannedStage
  readonly run: Run
  readonly events: readonly LaterEvent[]
}

/** What a decision about one stage makes of the others, as sentences: what starts, who is asked, what is skipped. */
export function consequences(decided: Consequence): readonly string[] {
  return [...started(decided), ...asked(decided), ...skipped(decided), ...failed(decided), ...finished(decided)]
}

function started({ stage, run, events }: Consequence): readonly string[] {
  const ready = events.flatMap((event) => (event.type === 'stage-ready' ? [event.stage] : []))
  const names = ready
    .filter((id) => id !== stage.id && waitsForSlot(run, id))
    .map((id) => startText(plannedIn(run, id)))
  if (names.length === 0) return []
  const when = run.phase.type === 'paused' ? ' once the run is resumed' : ' next'
  return [`${joined(names)} ${names.length === 1 ? 'starts' : 'start'}${when}.`]
}

function waitsForSlot(run: Run, id: StageId): boolean {
  return stageAt(run.stages, stageIndex(run.plan, id)).state.status === 'ready'
}

function startText({ name, effect }: PlannedStage): string {
  return effect === 'once-or-ask' ? `${name} (done once)` : name
}

function asked({ stage, run, events }: Consequence): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'task-opened') return []
    const people = joined(event.to.map(actorName))
    return [
      event.stage === stage.id
        ? `Asks ${people} again.`
        : `Asks ${people} about ${plannedIn(run, event.stage).name} next.`,
    ]
  })
}

function skipped({ run, events }: Consequence): readonly string[] {
  const names = settledAs(run, events, 'skipped')
  if (names.length === 0) return []
  return [names.length === 1 ? `${joined(names)} is skipped.` : `${names.length} later stages are skipped.`]
}

function failed({ run, events }: Consequence): readonly string[] {
  return settledAs(run, events, 'failed').map((name) => `${name} fails.`)
}

function settledAs(run: Run, events: readonly LaterEvent[], outcome: 'skipped' | 'failed'): readonly string[] {
  return events.flatMap((event) =>
    event.type === 'stage-settled' && event.settlement.outcome === outcome ? [plannedIn(run, event.stage).name] : [],
  )
}

function finished({ run, events }: Consequence): readonly string[] {
  const { phase } = run
  return phase.type === 'finished' && events.some(({ type }) => type === 'run-finished')
    ? [`The run ends as ${OUTCOME_WORDS[phase.outcome]}.`]
    : []
}

function plannedIn({ plan }: Run, id: StageId): PlannedStage {
  return plannedAt(plan, stageIndex(plan, id))
}
