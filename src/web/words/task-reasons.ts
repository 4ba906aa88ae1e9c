import type { TaskReason } from '../../core/run/task.ts'
import type { IconName } from '../icons/shapes.tsx'

/** Why a task came to a person, in the few words that fit a list. */
export const TASK_REASONS = {
  'human-stage': { word: 'A person decides this', icon: 'person' },
  'low-confidence': { word: 'Not sure enough', icon: 'speech' },
  'no-confidence': { word: 'No confidence given', icon: 'unknown' },
  'no-certificate': { word: 'Not certified yet', icon: 'seal' },
  requested: { word: 'Someone asked to see it', icon: 'eye' },
  review: { word: 'A person checks this', icon: 'eye' },
  error: { word: 'It failed', icon: 'failed' },
  'no-performer': { word: 'Nobody here can do it', icon: 'ai' },
  stall: { word: 'No progress', icon: 'clock' },
  budget: { word: 'Budget used up', icon: 'canceled' },
  'unknown-outcome': { word: 'Outcome not known', icon: 'warn' },
  audit: { word: 'Blind check', icon: 'seal' },
  'second-review': { word: 'Second look', icon: 'seal' },
} as const satisfies Record<TaskReason, { readonly word: string; readonly icon: IconName }>
