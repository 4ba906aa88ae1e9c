import { assertNever } from '../../core/basics/assert-never.ts'
import type { WebhookProblem } from '../../engine/webhooks.ts'
import type { ApiProblem } from './refuse.ts'

/** Why a webhook was not changed, as the API answers it. */
export function fromWebhookProblem(problem: WebhookProblem): ApiProblem {
  switch (problem.code) {
    case 'trigger-unknown':
      return { code: problem.code, detail: `There is no trigger "${problem.trigger}". Look at the list of triggers.` }
    case 'trigger-no-event':
      return {
        code: problem.code,
        detail: `"${problem.trigger}" does not wait for events. Publish a trigger with \`type: event\`, then try again.`,
      }
    case 'webhook-exists':
      return {
        code: problem.code,
        detail: `"${problem.trigger}" has an address already. Give it a new secret, or remove it first.`,
      }
    case 'webhook-unknown':
      return { code: problem.code, detail: `"${problem.trigger}" has no address. Create one first.` }
    case 'webhook-changed':
      return {
        code: problem.code,
        detail: `Somebody else changed the address of "${problem.trigger}" at the same moment. Look at it again, then try once more.`,
      }
    case 'key-file-missing':
    case 'key-file-exposed':
    case 'key-file-invalid':
    case 'secret-unreadable':
      return problem
    default:
      return assertNever(problem)
  }
}
