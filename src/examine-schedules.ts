import type { Finding } from './api/contract/system.ts'
import { stoppedView } from './api/views/trigger.ts'
import type { Clock } from './engine/ports.ts'
import type { FiringReader, TriggerRow } from './engine/trigger-row.ts'

export interface SchedulesExamined {
  readonly reader: Pick<FiringReader, 'listTriggers'>
  readonly clock: Clock
}

/** Whether each schedule that is on has a next start, and none has paused itself. */
export async function examineSchedules({ reader, clock }: SchedulesExamined): Promise<Finding> {
  const rows = await reader.listTriggers()
  const stopped = rows.flatMap((row) => stoppedView(row, { now: clock.now(), names: new Map() }) ?? [])
  const [first] = stopped
  const title = 'Schedules'
  if (first === undefined)
    return {
      id: 'schedules',
      title,
      state: 'ok',
      detail: `${onOf(rows)} switched on, and no start is missing.`,
      mend: null,
    }
  const detail = stopped.map(({ trigger, detail: why }) => `${trigger}: ${why}`).join(' ')
  const mend =
    first.state === 'paused'
      ? `See what it did with: workcharts triggers log ${first.trigger}. Then: workcharts triggers resume ${first.trigger}`
      : 'Start the program again; if that does not help, publish the WorkChart again.'
  return { id: 'schedules', title, state: 'wrong', detail, mend }
}

function onOf(rows: readonly TriggerRow[]): number {
  return rows.filter(({ definition, enabled, pause }) => definition.type === 'schedule' && enabled && pause === null)
    .length
}
