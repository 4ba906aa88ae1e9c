import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTask } from '../../data/tasks.ts'
import { neighbourOf } from '../../derive/neighbour.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { InboxCounts } from './inbox-counts.tsx'
import { BESIDE } from './layout-width.ts'
import { TaskList } from './task-list.tsx'
import { TaskPage } from './task-page.tsx'
import { useShownTasks } from './use-shown-tasks.ts'
import './task-screen.css'

/** One task, with the list it is from beside it where there is room. J and K move in the list, X leads to where several are chosen. */
export function TaskScreen() {
  const { taskId } = useParams({ from: '/inbox/$taskId' })
  const search = useSearch({ from: '/inbox/$taskId' })
  const isBeside = useMediaQuery(BESIDE, false, { getInitialValueInEffect: false })
  const list = useShownTasks(search).data?.tasks ?? []
  const task = useTask(taskId)
  useMoving(
    taskId,
    list.map(({ id }) => id),
  )
  return (
    <main className="task-screen" id="content" tabIndex={-1}>
      <header className="screen-top task-screen-top">
        <Link to="/inbox" search={search} className="task-screen-title">
          Inbox
        </Link>
        <InboxCounts />
      </header>
      <div className="task-columns">
        {isBeside ? <TaskList tasks={list} search={search} current={taskId} empty={null} /> : null}
        <Loaded query={task} what="the task">
          {(detail) => <TaskPage key={taskId} detail={detail} />}
        </Loaded>
      </div>
    </main>
  )
}

function useMoving(current: string, ids: readonly string[]): void {
  const navigate = useNavigate({ from: '/inbox/$taskId' })
  const move = (step: 1 | -1) => () => {
    const id = neighbourOf(ids, current, step)
    if (id !== undefined) void navigate({ params: { taskId: id }, search: (before) => before })
  }
  useHotkeys([
    ['J', move(1)],
    ['K', move(-1)],
    ['X', () => void navigate({ to: '/inbox/several', search: (before) => before })],
  ])
}
