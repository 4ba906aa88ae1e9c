import type { Plan } from '../../plan/plan.ts'
import type { Run } from '../run.ts'
import type { RunEvent } from '../run-event.ts'
import type { LogLine } from './log-line.ts'
import { beginningsIn, linesOfSteps, startLine } from './log-lines.ts'
import type { Step } from './retell.ts'
import { retellTo } from './retell.ts'
import type { TimelineRow } from './timeline.ts'
import { openTimeline } from './timeline.ts'

/** Which facts of a run its log is told from. */
export interface LogPart {
  /** Facts before this one: its number, from 1. */
  readonly before: number
  /** At most so many of them, the last. */
  readonly facts: number
}

/** A run as its history leaves it, where its time went, and a part of its log. */
export interface ToldRun {
  readonly run: Run
  readonly timeline: readonly TimelineRow[]
  /** In the order of the facts. */
  readonly log: readonly LogLine[]
  /** The number of the first fact that `log` tells: what was before it is left out. */
  readonly logFrom: number
}

/** Tells a run in one passage through its history. Throws where that does not begin with the start of a run. */
export function tellRun(plan: Plan, history: readonly RunEvent[], part: LogPart): ToldRun {
  const from = Math.max(1, Math.min(part.before, history.length + 1) - part.facts)
  const timeline = openTimeline(plan)
  const steps: Step[] = []
  const told = retellTo(plan, history, (step) => {
    timeline.hear(step)
    if (step.seq >= from && step.seq < part.before) steps.push(step)
  })
  const start = from === 1 ? [startLine(told)] : []
  const log = [...start, ...linesOfSteps(steps, beginningsIn(history.slice(1)))]
  return { run: told.last, timeline: timeline.rows(), log, logFrom: from }
}
