import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { TaskRow } from '../../../api/contract/tasks.ts'
import { useSeesOthersTasks } from '../../data/session.ts'
import { actorName, isAboutConfidence, whyWords } from '../../derive/task-words.ts'
import { Confidence } from '../../parts/confidence.tsx'
import { Ago, Deadline } from '../../parts/moment.tsx'
import { PriorityTag } from '../../parts/priority-tag.tsx'
import { SegmentLinks } from '../../parts/segment-links.tsx'
import { TaskFilters } from './task-filters.tsx'
import type { TaskSearch } from './task-search.ts'
import { chosenOf } from './task-search.ts'
import './task-list.css'

export interface TaskListProps {
  readonly tasks: readonly TaskRow[]
  readonly search: TaskSearch
  /** The id of the task that is open beside the list. */
  readonly current: string | null
  readonly empty: ReactNode
}

export function TaskList({ tasks, search, current, empty }: TaskListProps) {
  const seesOthers = useSeesOthersTasks()
  const chosen = chosenOf(search)
  return (
    <section className="task-list" aria-label="Tasks">
      <SegmentLinks label="Which tasks">
        <Link
          to="/inbox"
          search={chosen}
          activeOptions={EXACTLY}
          aria-current={search.show === undefined ? 'true' : undefined}
        >
          For you
        </Link>
        {seesOthers ? (
          <Link
            to="/inbox"
            search={{ ...chosen, show: 'all' }}
            activeOptions={EXACTLY}
            aria-current={search.show === 'all' ? 'true' : undefined}
          >
            All
          </Link>
        ) : null}
        <Link
          to="/inbox"
          search={{ ...chosen, show: 'answered' }}
          activeOptions={EXACTLY}
          aria-current={search.show === 'answered' ? 'true' : undefined}
        >
          Done
        </Link>
      </SegmentLinks>
      <TaskFilters search={search} />
      {tasks.length > 1 && search.show !== 'answered' ? (
        <Link to="/inbox/several" search={search} className="task-list-several small">
          Decide several at once
        </Link>
      ) : null}
      {tasks.length === 0 ? <NoTasks search={search} empty={empty} /> : null}
      <ul className="task-list-rows">
        {tasks.map((task) => (
          <TaskListItem key={task.id} task={task} search={search} isCurrent={task.id === current} />
        ))}
      </ul>
      <Keys search={search} />
    </section>
  )
}

/** A choice that leaves nothing is said, or the list would look done. */
function NoTasks({ search, empty }: Pick<TaskListProps, 'search' | 'empty'>) {
  if (search.priority === undefined) return empty
  return <p className="task-list-none small soft">No task here has this priority.</p>
}

function Keys({ search }: Pick<TaskListProps, 'search'>) {
  return (
    <p className="task-list-keys tiny faint">
      <kbd>J</kbd> <kbd>K</kbd> move
      {search.show === 'answered' ? null : (
        <>
          {' · '}
          <kbd>X</kbd> several
        </>
      )}
    </p>
  )
}

/** The same address with another search is another list. */
const EXACTLY = { exact: true, includeSearch: true } as const

interface ItemProps {
  readonly task: TaskRow
  readonly search: TaskSearch
  readonly isCurrent: boolean
}

function TaskListItem({ task, search, isCurrent }: ItemProps) {
  return (
    <li>
      <Link
        to="/inbox/$taskId"
        params={{ taskId: task.id }}
        search={search}
        className="task-list-item"
        aria-current={isCurrent ? 'true' : undefined}
      >
        <span className="row">
          <b className="grow clip small">{task.stage.name}</b>
          <PriorityTag priority={task.priority} />
          <span className="tiny">
            {task.decidedAt === null ? <Deadline due={task.due} /> : <Ago at={task.decidedAt} />}
          </span>
        </span>
        <span className="row">
          <span className="grow clip tiny soft">{subtitle(task)}</span>
          {isAboutConfidence(task) ? <ListConfidence task={task} /> : null}
        </span>
      </Link>
    </li>
  )
}

function ListConfidence({ task: { confidence, threshold } }: { readonly task: TaskRow }) {
  const source = confidence === null ? 'none' : 'reported'
  return <Confidence value={confidence} threshold={threshold} source={source} size="mini" />
}

/** Where it belongs; and why it came, where no bar says so. */
function subtitle(task: TaskRow): string {
  const place = task.runTitle ?? task.workflow.name
  const asked = task.questionOf === null ? '' : ` · ${actorName(task.questionOf)} was asked`
  const holder = `${task.claimedBy === null ? '' : ` · ${actorName(task.claimedBy)} has it`}${asked}`
  return isAboutConfidence(task) ? `${place}${holder}` : `${place} · ${whyWords(task).toLowerCase()}${holder}`
}
