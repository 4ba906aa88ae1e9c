import { err, ok } from '../basics/result.ts'
import type { Decided } from './attempts.ts'
import type { Command } from './command.ts'
import { withdrawTasks } from './control-run.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import { stageAt } from './stage-table.ts'

/**
 * Takes what the run was given, gave and was told out of its history, for good. Whoever stores the fact rewrites those
 * before it by `erasedFact`. What was to be checked afterwards is there no more. Erasing twice is the same as once.
 */
export function eraseRun(log: Log, { by }: Extract<Command, { readonly type: 'erase-run' }>): Decided {
  if (log.run.phase.type !== 'finished') return err({ code: 'run-not-finished' })
  if (log.run.erased !== undefined) return ok(undefined)
  for (const [index, stage] of log.run.plan.stages.entries()) withdrawTasks(log, stage, stageAt(log.run.stages, index))
  return ok(record(log, { type: 'run-erased', by }))
}
