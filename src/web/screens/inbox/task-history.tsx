import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import { Steps } from '../../parts/steps.tsx'
import { TaskSection } from './task-section.tsx'

/** What happened to the task. */
export function TaskHistory({ history }: Pick<TaskDetail, 'history'>) {
  if (history.length === 0) return null
  return (
    <TaskSection title="History" count={history.length}>
      <Steps steps={history} />
    </TaskSection>
  )
}
