import type { Money } from '../core/basics/money.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import { quarterOf, startOfQuarter } from '../core/insights/quarter.ts'
import { countOf, sumOf } from '../core/insights/tally.ts'
import type { PlannedStage } from '../core/plan/plan.ts'
import { answersSince } from '../engine/gate-watch.ts'
import type { GateView } from '../engine/gates.ts'
import type { AssumptionsRow } from '../engine/tally-row.ts'
import type { WorkflowReading } from '../engine/workflows.ts'
import type { ApiParts } from './api-parts.ts'

const DAY_MS = 86_400_000
/** What a day brings is the mean of so many. */
const DAYS = 30

type Parts = Pick<ApiParts, 'workflows' | 'engine' | 'reader' | 'clock'>

/** The stages of a WorkChart as they would be run now: of the published version, else of the file. */
export async function plannedStages({ workflows }: Parts, reading: WorkflowReading): Promise<readonly PlannedStage[]> {
  const id = reading.document?.workflow.id
  const published = id === undefined ? undefined : await workflows.planPublished(id)
  if (published?.ok === true) return published.value.stages
  const report = await workflows.plan(reading, {})
  return report.ok ? report.value.stages : []
}

/** Everything about one kind of answers of a stage. */
export interface GateData {
  readonly stage: PlannedStage
  readonly segment: string | null
  readonly view: GateView
  readonly assumed: AssumptionsRow | undefined
  readonly answersPerDay: number | null
  readonly aiEach: Money | null
  readonly now: Timestamp
}

export interface GateSubject {
  readonly workflow: AssumptionsRow['workflow']
  readonly stage: PlannedStage
  readonly segment: string | null
}

export async function readGate(parts: Parts, { workflow, stage, segment }: GateSubject): Promise<GateData> {
  const now = parts.clock.now()
  const [view, assumed, aiEach] = await Promise.all([
    parts.engine.lookAtGate({ workflow, stage, segment }),
    parts.reader.findAssumptions(workflow),
    costOfAnswer(parts, { workflow, stage }, now),
  ])
  return { stage, segment, view, assumed, answersPerDay: answersPerDay(view, now), aiEach, now }
}

/** Null: there was none. */
function answersPerDay({ watch }: GateView, now: Timestamp): number | null {
  const first = watch.answers.get(watch.order[0] ?? '')
  if (first === undefined) return null
  const since = Math.max(first.at, addMs(now, -DAYS * DAY_MS)) as Timestamp
  const days = Math.max(1, (now - since) / DAY_MS)
  return answersSince(watch, since) / days
}

/** What an answer of the stage cost on average, of those whose cost is known in the currency that most have. */
async function costOfAnswer(
  { reader }: Parts,
  { workflow, stage }: Pick<GateSubject, 'workflow' | 'stage'>,
  now: Timestamp,
): Promise<Money | null> {
  const edges = [addMs(now, -DAYS * DAY_MS), addMs(now, DAY_MS)].map((at) => startOfQuarter(quarterOf(at)))
  const [sums = []] = await reader.sumTallies({ measures: ['stage'], edges })
  const own = sums.flatMap(({ group, ...sum }) =>
    group.measure === 'stage' && group.workflow === workflow && group.stage === stage.id
      ? [{ ...sum, cost: group.cost }]
      : [],
  )
  const known = own.filter(({ cost }) => cost !== 'unknown' && cost !== 'free')
  const [most] = known.toSorted((one, other) => other.count - one.count)
  if (most === undefined) return null
  const same = known.filter(({ cost }) => cost === most.cost)
  return { currency: most.cost, microUnits: sumOf(same) / countOf(same) }
}
