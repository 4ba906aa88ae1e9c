import { formatDuration } from '../../basics/duration.ts'
import { SLA_USUAL_MS } from '../../workflow/limits.ts'
import { escalationsInForce } from '../escalations.ts'
import type { Rule } from '../rule.ts'

/** Whoever would be reminded as soon as they are asked, or before, is not reminded at all. */
export const remindBeforeDeadline: Rule = {
  id: 'remind-before-deadline',
  severity: 'error',
  check: ({ workflow }) =>
    escalationsInForce(workflow).flatMap(({ own, whole, pointer }) => {
      const { remindMs, slaMs = SLA_USUAL_MS } = whole
      // What is written for all stages, both of it, is complained of there.
      const key = own.remindMs === undefined ? 'sla' : 'remind'
      const isOwn = own.remindMs !== undefined || own.slaMs !== undefined
      if (!isOwn || remindMs === undefined || remindMs < slaMs) return []
      const [remind, sla] = [formatDuration(remindMs), formatDuration(slaMs)]
      const message = `The reminder comes ${remind} before the deadline, which is ${sla} after people are asked.`
      return [{ pointer: `${pointer}/${key}`, message, help: 'Remind later, or give people more time.' }]
    }),
}
