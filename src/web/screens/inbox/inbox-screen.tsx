import { useMediaQuery } from '@mantine/hooks'
import { Link, Navigate, useSearch } from '@tanstack/react-router'
import { Screen } from '../../layout/screen.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { InboxCounts } from './inbox-counts.tsx'
import { BESIDE } from './layout-width.ts'
import { TaskList } from './task-list.tsx'
import { useShownTasks } from './use-shown-tasks.ts'

/**
 * The list of tasks. Where there is room beside it, the first task opens at once; while the list is being fetched anew it
 * may still name one that was just answered.
 */
export function InboxScreen() {
  const search = useSearch({ from: '/inbox' })
  const tasks = useShownTasks(search)
  const isWide = useMediaQuery(BESIDE, false, { getInitialValueInEffect: false })
  const first = tasks.data?.tasks[0]
  if (isWide && first !== undefined && !tasks.isFetching) {
    return <Navigate to="/inbox/$taskId" params={{ taskId: first.id }} search={search} replace />
  }
  return (
    <Screen title="Inbox" aside={<InboxCounts />}>
      <div className="card">
        <Loaded query={tasks} what="the inbox">
          {(list) => (
            <TaskList
              tasks={list.tasks}
              search={search}
              current={null}
              empty={
                <Empty title="No tasks for you" action={<Link to="/runs">See what runs</Link>}>
                  A task comes here when a run needs a person.
                </Empty>
              }
            />
          )}
        </Loaded>
      </div>
    </Screen>
  )
}
