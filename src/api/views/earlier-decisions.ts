import type { FoundTask } from '../../core/run/find-task.ts'
import type { Run } from '../../core/run/run.ts'
import type { TaskAnswerType } from '../../core/run/task.ts'
import { joined } from '../../core/run/view/words.ts'
import type { DecidedCount } from '../../engine/decided-row.ts'
import { DECISIONS_LOOKED_MAX } from '../../engine/decided-row.ts'
import { taskRow } from '../../engine/rows.ts'
import type { EarlierDecision } from '../contract/earlier-decisions.ts'
import { iso } from './instants.ts'
import { actorView } from './names.ts'

/** How it went is told of so many days: what is older was decided by other rules, or by other people. */
export const OVERALL_DAYS = 90

/** A decision in its run, which knows the note and the role; undefined: it was not decided. */
export function earlierDecision(run: Run, found: FoundTask): EarlierDecision | undefined {
  const { state } = found.task
  if (state.status !== 'answered') return undefined
  const { confidence, threshold } = taskRow(run, found)
  return {
    task: found.task.id,
    run: run.id,
    runTitle: run.title ?? null,
    by: actorView(state.by),
    role: state.role ?? null,
    at: iso(state.at),
    answer: state.answer.type,
    note: state.answer.note,
    confidence,
    threshold,
  }
}

/** `Of 24 answers like this in the last 90 days, 20 were approved, 3 edited and 1 rejected.` Null: there were none. */
export function overallSentence({ answers, isWhole }: DecidedCount): string | null {
  const parts = ORDER.filter((type) => answers[type] > 0)
  const total = parts.reduce((sum, type) => sum + answers[type], 0)
  const [first] = parts
  if (first === undefined) return null
  const counts = parts.map(
    (type) => `${counted(answers[type])} ${type === first ? verb(answers[type]) : ''}${WORDS[type]}`,
  )
  const where = isWhole ? `in the last ${OVERALL_DAYS} days` : `among the last ${counted(DECISIONS_LOOKED_MAX)}`
  return `Of ${counted(total)} ${total === 1 ? 'answer' : 'answers'} like this ${where}, ${joined(counts)}.`
}

const ORDER = ['approve', 'edit', 'reject', 'retry'] as const satisfies readonly TaskAnswerType[]

const WORDS = {
  approve: 'approved',
  edit: 'edited',
  reject: 'rejected',
  retry: 'sent back',
} as const satisfies Record<TaskAnswerType, string>

function verb(count: number): string {
  return count === 1 ? 'was ' : 'were '
}

function counted(count: number): string {
  return count.toLocaleString('en-US')
}
