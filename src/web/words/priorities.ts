import type { TaskRow } from '../../api/contract/tasks.ts'
import type { Tone } from '../icons/icon.tsx'

interface PriorityLook {
  readonly word: string
  readonly tone: Tone | undefined
}

export const PRIORITIES: Readonly<Record<TaskRow['priority'], PriorityLook>> = {
  low: { word: 'Low', tone: undefined },
  normal: { word: 'Normal', tone: undefined },
  high: { word: 'High', tone: 'warm' },
  urgent: { word: 'Urgent', tone: 'bad' },
}
