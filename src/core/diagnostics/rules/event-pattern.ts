import { quoted } from '../../basics/quoted.ts'
import { isEventPattern } from '../../workflow/event-pattern.ts'
import type { Rule } from '../rule.ts'

/** An event type is matched whole, or by its beginning when it ends in `*`. */
export const eventPattern: Rule = {
  id: 'event-pattern',
  severity: 'error',
  check: ({ workflow: { triggers } }) =>
    triggers.flatMap((trigger, index) => {
      if (trigger.type !== 'event' || isEventPattern(trigger.event)) return []
      const message = `${quoted(trigger.event)} is not an event type, nor the beginning of one.`
      const help = 'Write for example `com.example.mail.received`, or `com.example.*` for all that begin so.'
      return [{ pointer: `/triggers/${index}/event`, message, help }]
    }),
}
