import type { TaskRow } from '../../api/contract/tasks.ts'
import { PRIORITIES } from '../words/priorities.ts'
import { Tag } from './tag.tsx'

/** Nothing where it is the usual one. */
export function PriorityTag({ priority }: Pick<TaskRow, 'priority'>) {
  if (priority === 'normal') return null
  const { word, tone } = PRIORITIES[priority]
  return <Tag {...(tone === undefined ? {} : { tone })}>{word}</Tag>
}
