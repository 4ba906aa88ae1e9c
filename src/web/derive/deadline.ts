import { durationWords } from './duration-words.ts'

/** A deadline as a list shows it. Passed: red, nothing else changes; time never answers a task. */
export interface DeadlineWords {
  readonly words: string
  readonly tone: 'bad' | 'warm' | 'calm'
}

/** Half an hour before its deadline a task is said to be close: time to finish one thing first. */
const CLOSE_MS = 30 * 60_000

/** `Overdue 12 min`, `in 22 min`, or `No deadline` (blind checks have none). Times in milliseconds. */
export function deadlineWords(due: number | null, now: number): DeadlineWords {
  if (due === null) return { words: 'No deadline', tone: 'calm' }
  const left = due - now
  if (left < 0) return { words: `Overdue ${durationWords(-left)}`, tone: 'bad' }
  return { words: `in ${durationWords(left)}`, tone: left < CLOSE_MS ? 'warm' : 'calm' }
}
