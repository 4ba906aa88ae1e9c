import type { WorkingCalendar } from '../workflow/workflow.ts'

const MINUTE_MS = 60_000

/** The working time of a week without a holiday. */
export function weekMs({ hours }: Pick<WorkingCalendar, 'hours'>): number {
  const minutes = hours.map(({ days, fromMinute, untilMinute }) => days.length * (untilMinute - fromMinute))
  return minutes.reduce((sum, one) => sum + one, 0) * MINUTE_MS
}
