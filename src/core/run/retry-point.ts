import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { Refusal } from './refusal.ts'
import type { Run } from './run.ts'
import { stagesThatStopped } from './settle.ts'

/** Where a run that failed is taken up where nobody names a stage: at the only one that failed and stopped it. */
export function retryPoint(run: Run): Result<StageId, Refusal> {
  if (run.phase.type !== 'finished') return err({ code: 'run-not-finished' })
  if (run.phase.outcome !== 'failed') return err({ code: 'run-not-failed' })
  const failed = stagesThatStopped(run, 'failed')
  const [first] = failed
  if (first === undefined || failed.length > 1) return err({ code: 'retry-unclear', stages: failed.map(nameOf) })
  return ok(first.id)
}

function nameOf({ name }: { readonly name: string }): string {
  return name
}
