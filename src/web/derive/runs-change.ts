import type { ChangedRun, RunSummary } from '../../api/contract/runs.ts'
import type { RunsChange } from '../../core/run/several-runs.ts'
import { canChange } from '../../core/run/several-runs.ts'
import { counted } from './number-words.ts'

/** What will be done to how many of the chosen runs, before it is. */
export interface ChangeOutlook {
  readonly ids: readonly string[]
  /** `3 of 5 can be canceled; 2 have ended.` */
  readonly words: string
}

type Chosen = Pick<RunSummary, 'id' | 'status'>

export function changeOutlook(change: RunsChange, chosen: readonly Chosen[]): ChangeOutlook {
  const able = chosen.filter(({ status }) => canChange(change, status))
  const others = chosen.length - able.length
  const { done, unable } = CHANGE_WORDS[change]
  const rest = others === 0 ? '' : `; ${unable(others)}`
  const count = others === 0 ? counted(able.length, 'run') : `${able.length} of ${chosen.length}`
  return { ids: able.map(({ id }) => id), words: `${count} can be ${done}${rest}.` }
}

export const CHANGE_WORDS = {
  cancel: {
    verb: 'Cancel',
    done: 'canceled',
    unable: (count: number) => (count === 1 ? '1 has ended' : `${count} have ended`),
  },
  retry: {
    verb: 'Retry',
    done: 'retried',
    unable: (count: number) => `${count} did not fail`,
  },
} as const satisfies Record<RunsChange, object>

/** What came of one of them. */
export type ChangeOutcome =
  | { readonly type: 'done' }
  /** It was said to be done, and it does not stand so. */
  | { readonly type: 'not-confirmed' }
  | { readonly type: 'refused'; readonly detail: string }

export function changeOutcome(change: RunsChange, { result, status, next }: ChangedRun): ChangeOutcome {
  if (result.type === 'refused') return { type: 'refused', detail: result.detail }
  const isSo = change === 'cancel' ? status === 'canceled' : next !== null
  return { type: isSo ? 'done' : 'not-confirmed' }
}

/** `2 of 3 canceled, looked up afterwards.` */
export function changedWords(change: RunsChange, runs: readonly ChangedRun[]): string {
  const done = runs.filter((run) => changeOutcome(change, run).type === 'done').length
  return `${done} of ${counted(runs.length, 'run')} ${CHANGE_WORDS[change].done}, looked up afterwards.`
}
