import type { RunStatus, RunSummary } from '../../api/contract/runs.ts'
import { assertNever } from '../../core/basics/assert-never.ts'
import type { ExitCode } from '../exit-code.ts'
import { EXIT } from '../exit-code.ts'

/** `for-people`: nothing happens until a person acts. */
export type Ending = 'finished' | 'for-people' | 'none'

export function endingOf({ status, counts }: Pick<RunSummary, 'status' | 'counts'>): Ending {
  switch (status) {
    case 'running':
      return 'none'
    case 'waiting':
      return counts['backing-off'] > 0 ? 'none' : 'for-people'
    case 'paused':
      return 'for-people'
    case 'succeeded':
    case 'failed':
    case 'rejected':
    case 'canceled':
      return 'finished'
    default:
      return assertNever(status)
  }
}

/** What a script is told about runs: a failure counts before a person who is needed. */
export function exitFor(statuses: readonly RunStatus[]): ExitCode {
  if (statuses.some((status) => status === 'failed' || status === 'rejected' || status === 'canceled'))
    return EXIT.failed
  return statuses.every((status) => status === 'succeeded') ? EXIT.ok : EXIT.waiting
}
