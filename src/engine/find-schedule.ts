import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { ScheduleRow } from './arming.ts'
import { isSchedule } from './arming.ts'
import type { FiringReader } from './trigger-row.ts'
import type { TriggerProblem } from './triggers.ts'

export async function findSchedule(
  { findTrigger }: Pick<FiringReader, 'findTrigger'>,
  trigger: string,
): Promise<Result<ScheduleRow, TriggerProblem>> {
  const row = await findTrigger(trigger)
  if (row === undefined) return err({ code: 'trigger-unknown', trigger })
  return isSchedule(row) ? ok(row) : err({ code: 'trigger-no-schedule', trigger })
}
