import { quoted } from '../../basics/quoted.ts'
import { isTimezone, timezoneNames } from '../../schedule/timezone.ts'
import { didYouMean } from '../../workflow/nearest.ts'
import type { Rule } from '../rule.ts'

/** Nine o'clock means nothing without a zone that knows when clocks change. */
export const timezoneInvalid: Rule = {
  id: 'timezone-invalid',
  severity: 'error',
  check: ({ workflow: { triggers } }) =>
    triggers.flatMap((trigger, index) => {
      if (trigger.type !== 'schedule' || isTimezone(trigger.timezone)) return []
      const message = `${quoted(trigger.timezone)} is not a time zone of the IANA database.`
      const help = didYouMean(trigger.timezone, timezoneNames(), 'Write for example `Europe/London`.')
      return [{ pointer: `/triggers/${index}/timezone`, message, help }]
    }),
}
