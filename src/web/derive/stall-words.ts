import type { Stall, StallBudget } from '../../api/contract/stalls.ts'
import { counted, countWords } from './number-words.ts'
import { percentWords } from './percent.ts'
import { actorName } from './task-words.ts'

/** What the number says, for whoever points at it. */
export const STALL_DEFINITION =
  'Runs that stopped moving: past a stage’s time limit, lost with the program, or with a task past its deadline. Of all runs that finished or stalled in the last 30 days, at most 5 % may.'

/** `3 of 20 allowed stalls used` */
export function usedWords({ stalled, of, allowed }: StallBudget): string {
  if (of === 0) return 'No run has ended yet'
  if (allowed > 0) return `${countWords(stalled)} of ${counted(allowed, 'allowed stall')} used`
  return stalled === 0 ? 'None stalled' : `${countWords(stalled)} stalled, none allowed of so few`
}

/** `between 0 and 2 %`: where the true share lies, with 95 % certainty. Empty: nothing is known. */
export function betweenWords({ low, high }: StallBudget): string {
  if (low === null || high === null) return ''
  return `between ${percentWords(low).replace(' %', '')} and ${Math.ceil(high * 100)} %`
}

export const KIND_WORDS = {
  timeout: 'Past its time limit',
  lost: 'The program stopped meanwhile',
  overdue: 'Past its deadline',
} as const satisfies Record<Stall['kind'], string>

/** Who has it now, or what became of it. */
export function nowWords({ response, task }: Stall): string {
  if (task === null) return response === 'tried-again' ? 'Tried again by itself' : 'Ended, as the WorkChart says'
  if (task.status === 'withdrawn') return 'Nobody is asked any more'
  if (task.status === 'answered')
    return `Decided by ${task.decidedBy === null ? 'somebody' : actorName(task.decidedBy)}`
  return task.takenBy === null
    ? `Asked: ${task.to.map(actorName).join(', ')}`
    : `${actorName(task.takenBy)} has taken it`
}
