import { quoted } from '../../basics/quoted.ts'
import { isTimezone, timezoneNames } from '../../schedule/timezone.ts'
import { didYouMean } from '../../workflow/nearest.ts'
import type { Workflow } from '../../workflow/workflow.ts'
import { escalations } from '../escalations.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** Nine o'clock means nothing without a zone that knows when clocks change. */
export const timezoneInvalid: Rule = {
  id: 'timezone-invalid',
  severity: 'error',
  check: ({ workflow }) => [
    ...zonesOfHours(workflow).flatMap(refuseUnknown),
    ...zonesOfSchedules(workflow).flatMap(refuseUnknown),
  ],
}

type NamedZone = readonly [name: string, pointer: string]

function zonesOfSchedules({ triggers }: Workflow): readonly NamedZone[] {
  return triggers.flatMap((trigger, index) =>
    trigger.type === 'schedule' ? [[trigger.timezone, `/triggers/${index}/timezone`] as const] : [],
  )
}

function zonesOfHours(workflow: Workflow): readonly NamedZone[] {
  return escalations(workflow).flatMap(([{ calendar }, pointer]) =>
    calendar === undefined ? [] : [[calendar.timezone, `${pointer}/calendar/timezone`] as const],
  )
}

function refuseUnknown([name, pointer]: NamedZone): readonly Finding[] {
  if (isTimezone(name)) return []
  const message = `${quoted(name)} is not a time zone of the IANA database.`
  return [{ pointer, message, help: didYouMean(name, timezoneNames(), 'Write for example `Europe/London`.') }]
}
