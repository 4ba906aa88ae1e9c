import type { Share } from '../basics/share.ts'
import { shareOf } from '../basics/share.ts'
import { countsBy, sumsOf } from './sums.ts'
import type { SumsOf, TallySum } from './tally.ts'
import { countOf } from './tally.ts'
import { STEP_MS, STEPS_MAX } from './tally-task.ts'

interface DecidedBin {
  readonly fromMinutes: number
  /** Null: it has no end. */
  readonly toMinutes: number | null
  readonly inTime: number
  readonly late: number
  readonly noDeadline: number
}

export interface DecidedInTime {
  readonly share: Share
  readonly openLate: number
  /** Up to the last one in which something was decided. */
  readonly bins: readonly DecidedBin[]
  readonly askedAgain: number
  /** The most frequent first. */
  readonly deadlines: readonly { readonly minutes: number; readonly tasks: number }[]
}

const STEP_MINUTES = STEP_MS / 60_000

/** `openLate`: tasks that are open past their deadline. They count as late, or only those that came to an end would. */
export function decidedInTime(sums: readonly TallySum[], openLate: number): DecidedInTime {
  const tasks = sumsOf(sums, 'task')
  const decided = tasks.filter(({ group }) => group.standing !== 'undecided')
  const timed = decided.filter(({ group }) => group.took !== null)
  const last = Math.max(-1, ...decided.flatMap(({ group }) => (group.took === null ? [] : [group.took])))
  return {
    share: inTimeShare(sums, openLate),
    openLate,
    bins: Array.from({ length: last + 1 }, (_, step) => binOf(step, timed)),
    askedAgain: countOf(decided) - countOf(timed),
    deadlines: countsBy(tasks, ({ group }) => group.allowed ?? 0)
      .filter(({ key }) => key > 0)
      .map(({ key, count }) => ({ minutes: key * STEP_MINUTES, tasks: count })),
  }
}

export function inTimeShare(sums: readonly TallySum[], openLate: number): Share {
  const tasks = sumsOf(sums, 'task')
  const inTime = standingAt(tasks, 'in-time')
  return shareOf(inTime, inTime + standingAt(tasks, 'late') + openLate)
}

function standingAt(tasks: SumsOf<'task'>, standing: SumsOf<'task'>[number]['group']['standing']): number {
  return countOf(tasks.filter(({ group }) => group.standing === standing))
}

function binOf(step: number, timed: SumsOf<'task'>): DecidedBin {
  const inStep = timed.filter(({ group }) => group.took === step)
  return {
    fromMinutes: step * STEP_MINUTES,
    toMinutes: step === STEPS_MAX ? null : (step + 1) * STEP_MINUTES,
    inTime: standingAt(inStep, 'in-time'),
    late: standingAt(inStep, 'late'),
    noDeadline: standingAt(inStep, 'no-deadline'),
  }
}
