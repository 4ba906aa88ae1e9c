import { parseCron } from '../../schedule/cron.ts'
import type { Rule } from '../rule.ts'

/** A cron expression of five fields that fires some day. */
export const cronInvalid: Rule = {
  id: 'cron-invalid',
  severity: 'error',
  check: ({ workflow: { triggers } }) =>
    triggers.flatMap((trigger, index) => {
      const cron = trigger.type === 'schedule' ? parseCron(trigger.cron) : undefined
      if (cron === undefined || cron.ok) return []
      return [{ pointer: `/triggers/${index}/cron`, message: cron.error.message, help: cron.error.help }]
    }),
}
