import type { Actor } from '../../api/contract/basics.ts'
import type { TaskRow } from '../../api/contract/tasks.ts'
import { TASK_REASONS } from '../words/task-reasons.ts'
import { limitPercent } from './confidence-words.ts'

/** Why a task came to a person, with the limit where there is one: `Less than 90 % sure`. */
export function whyWords({ reason, threshold }: Pick<TaskRow, 'reason' | 'threshold'>): string {
  if (reason === 'low-confidence' && threshold !== null) return `Less than ${limitPercent(threshold)} sure`
  return TASK_REASONS[reason].word
}

/** Only these reasons are about how sure an answer is; for the others a bar would say nothing. */
export function isAboutConfidence({ reason }: Pick<TaskRow, 'reason'>): boolean {
  return ABOUT_CONFIDENCE.has(reason)
}

const ABOUT_CONFIDENCE: ReadonlySet<TaskRow['reason']> = new Set([
  'low-confidence',
  'no-confidence',
  'requested',
  'review',
])

/** `Check the refund policy · order 48211` */
export function taskTitle({ stage, runTitle }: Pick<TaskRow, 'stage' | 'runTitle'>): string {
  return runTitle === null ? stage.name : `${stage.name} · ${runTitle}`
}

/** Names in a row: `tom, lena, you`. The local owner is whoever reads this. */
export function actorNames(actors: readonly Actor[]): string {
  return actors.map(actorName).join(', ')
}

/** The name at the beginning of a sentence. */
export function actorNameFirst(actor: Actor): string {
  const name = actorName(actor)
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

export function actorName({ id, name }: Actor): string {
  return id === OWNER ? 'you' : name
}

/** Until there are people with accounts, everyone who can open the app acts as the local owner. */
const OWNER = 'human:owner'
