import type { CloudEvent } from '../../../src/core/event/cloud-event.ts'
import type { Plan, PlannedStage } from '../../../src/core/plan/plan.ts'
import type { EventTrigger, WorkflowId } from '../../../src/core/workflow/workflow.ts'
import type { TriggerRow } from '../../../src/engine/trigger-row.ts'
import { aSchedule, aTriggerRow } from '../../support/rows.ts'
import { aPlan } from '../../support/runs.ts'
import { minuteOf } from './firing-ask.ts'

const HOUSE = 'house' as WorkflowId
/** Its runs begin where those of the house tell something. */
const CHAINED = 'chained' as WorkflowId

/** Each minute; what can not start at once waits. What is filled in waits with it. */
export const QUEUE = `${HOUSE}/queue`
/** Hears every event. */
export const ORDERED = `${HOUSE}/ordered`
/** Hears every event, and leaves out those with an odd number. */
export const EVEN = `${HOUSE}/even`
/** Two that hear what runs tell: one of their good ends, one of all that happens to a run. */
const DONE = `${CHAINED}/done`
const TOLD = `${CHAINED}/told`

export const ROWS: readonly TriggerRow[] = [
  aTriggerRow({
    id: QUEUE,
    workflow: HOUSE,
    digest: HOUSE,
    definition: aSchedule({ id: 'queue', cron: '* * * * *', timezone: 'UTC', overlap: 'queue', inputs: {} }),
    nextFireAt: minuteOf(1),
    since: minuteOf(0),
  }),
  listener(ORDERED, { event: 'com.example.ordered' }),
  listener(EVEN, { event: 'com.example.*', filter: 'event.data.number % 2 == 0' }),
  listener(DONE, { event: 'workcharts.run.succeeded', filter: ofHouse() }),
  listener(TOLD, { event: 'workcharts.run.*', filter: ofHouse() }),
]

/** What a chained run tells starts nothing more, or they would go on in a circle. */
function ofHouse(): string {
  return `event.subject == '${HOUSE}'`
}

function listener(id: string, definition: Pick<EventTrigger, 'event' | 'filter'>): TriggerRow {
  const [workflow = '', name = ''] = id.split('/')
  return aTriggerRow({
    id,
    workflow: workflow as WorkflowId,
    digest: workflow,
    definition: { type: 'event', id: name, inputs: {}, enabled: true, ...definition },
    nextFireAt: null,
    since: minuteOf(0),
  })
}

/** The plan of one of its WorkCharts: the stages are those of the harness. */
export function housePlan({ workflow }: Pick<TriggerRow, 'workflow'>, stages: readonly PlannedStage[]): Plan {
  return aPlan(stages, { workflow: { id: workflow, name: workflow, digest: workflow } })
}

export function houseEvent(number: number): CloudEvent {
  return { id: `e-${number}`, source: '/shop', type: 'com.example.ordered', data: { number }, extensions: {} }
}
