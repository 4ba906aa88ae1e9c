import { quoted } from '../../basics/quoted.ts'
import { eachStage } from '../each-stage.ts'
import type { Rule } from '../rule.ts'

/** People make no attempts: their work has a deadline, and nobody retries or cancels them. */
export const attemptsOnPerson: Rule = {
  id: 'attempts-on-person',
  severity: 'error',
  check: (subject) =>
    eachStage(subject, ({ id, roles: { primary }, timeoutMs, retry, onError }, pointer) => {
      if (primary.kind !== 'human') return []
      const settings = { timeout: timeoutMs, retry, on_error: onError }
      return Object.entries(settings).flatMap(([key, value]) => {
        if (value === undefined) return []
        const message = `A person, \`human:${primary.name}\`, does the stage ${quoted(id)}, so \`${key}\` has nothing to act on.`
        return [
          {
            pointer: `${pointer}/${key}`,
            at: 'key',
            message,
            help: 'Remove it, or set a deadline: `escalation: { sla: 4h }`.',
          },
        ]
      })
    }),
}
