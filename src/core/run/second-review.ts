import type { FoundTask } from './find-task.ts'
import type { Log } from './log.ts'
import { openTask } from './open-task.ts'
import { SECOND_SHARE } from './ruling.ts'
import type { TaskAnswer, TaskReason } from './task.ts'

/** Asks another person about some of the answers that people looked at: how often they agree says what a verdict is worth. */
export function askSecond(log: Log, { stage, stageRun, task }: FoundTask, answer: TaskAnswer): void {
  // Nothing begins once somebody has stopped all of it.
  const { phase } = log.run
  if (phase.type === 'finished' && phase.outcome === 'canceled') return
  const { judged, round } = stageRun
  if (judged === undefined || round > 0 || judged.secondCoin >= SECOND_SHARE) return
  if (!LOOKED_AT.has(task.reason) || (answer.type !== 'approve' && answer.type !== 'edit')) return
  openTask(log, stage, { reason: 'second-review', because: 'Of a few answers another person is asked too.' })
}

const LOOKED_AT: ReadonlySet<TaskReason> = new Set(['low-confidence', 'no-confidence', 'no-certificate', 'audit'])
