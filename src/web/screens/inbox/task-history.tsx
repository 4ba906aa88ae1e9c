import { useMediaQuery } from '@mantine/hooks'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import { Steps } from '../../parts/steps.tsx'
import { PHONE } from './layout-width.ts'

/** What happened to the task. On a phone it is folded: the answer matters more there. */
export function TaskHistory({ history }: Pick<TaskDetail, 'history'>) {
  const isPhone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false })
  if (history.length === 0) return null
  if (!isPhone) {
    return (
      <section className="task-history">
        <h3>History</h3>
        <Steps steps={history} />
      </section>
    )
  }
  return (
    <details className="task-history task-history-folded">
      <summary>
        <span className="grow">History</span>
        <span className="num">{history.length}</span>
      </summary>
      <Steps steps={history} />
    </details>
  )
}
