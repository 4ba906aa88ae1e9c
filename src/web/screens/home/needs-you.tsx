import { Link } from '@tanstack/react-router'
import type { Home } from '../../../api/contract/home.ts'
import type { TaskRow } from '../../../api/contract/tasks.ts'
import { useNow } from '../../data/use-now.ts'
import { zoneWord } from '../../derive/clock-words.ts'
import { actorNames, isAboutConfidence, taskTitle, whyWords } from '../../derive/task-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { Confidence } from '../../parts/confidence.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Deadline, Moment, READER_ZONE } from '../../parts/moment.tsx'
import { Count } from '../../parts/tag.tsx'
import { TASK_REASONS } from '../../words/task-reasons.ts'
import '../../parts/table.css'

/** The tasks that wait for a person, the most urgent first. */
export function NeedsYou({ home }: { readonly home: Home }) {
  const { tasks, openTasks, overdueTasks } = home
  return (
    <Card title="Needs you" aside={<TaskCounts open={openTasks} overdue={overdueTasks} />} actions={<InboxLink />}>
      {tasks.length === 0 ? <NoTasks home={home} /> : <TaskTable tasks={tasks} />}
    </Card>
  )
}

function InboxLink() {
  return (
    <Link to="/inbox" className="small">
      Open inbox
    </Link>
  )
}

function TaskCounts({ open, overdue }: { readonly open: number; readonly overdue: number }) {
  if (open === 0) return null
  return (
    <>
      <Count of={open} tone="warm" />
      <span className="small faint">by deadline{overdue === 0 ? '' : `, ${overdue} overdue`}</span>
    </>
  )
}

function NoTasks({ home }: { readonly home: Home }) {
  const [next] = home.runningNow
  return (
    <Empty title="No tasks for you" action={<Link to="/runs">See what runs</Link>}>
      {next === undefined
        ? 'A task comes here when a run needs a person.'
        : `The next one may come from ${next.workflow.name}, now running.`}
    </Empty>
  )
}

const HALF_MINUTE_MS = 30_000

function TaskTable({ tasks }: { readonly tasks: readonly TaskRow[] }) {
  const now = useNow(HALF_MINUTE_MS)
  return (
    <table className="table" aria-label="Tasks by deadline">
      <thead>
        <tr>
          <th scope="col">Deadline ({zoneWord(now, READER_ZONE)})</th>
          <th scope="col">What</th>
          <th scope="col">Why it came here</th>
          <th scope="col">How sure</th>
          <th scope="col" className="needs-you-asked">
            Asked
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <TaskTableRow key={task.id} task={task} />
        ))}
      </tbody>
    </table>
  )
}

function TaskTableRow({ task }: { readonly task: TaskRow }) {
  return (
    <tr>
      <td className="nowrap">
        <div className="two-lines">
          <Deadline due={task.due} />
          {task.due === null ? null : (
            <span className="tiny faint">
              <Moment at={task.due} />
            </span>
          )}
        </div>
      </td>
      <td className="needs-you-what">
        <div className="two-lines">
          <Link to="/inbox/$taskId" params={{ taskId: task.id }} className="name-link clip">
            {taskTitle(task)}
          </Link>
          <span className="tiny soft clip">{task.workflow.name}</span>
        </div>
      </td>
      <td>
        <span className="row small nowrap">
          <Icon name={TASK_REASONS[task.reason].icon} tone="soft" />
          {whyWords(task)}
        </span>
      </td>
      <td className={isAboutConfidence(task) ? undefined : 'needs-you-no-number'}>
        {isAboutConfidence(task) ? <TaskConfidence task={task} /> : <span className="faint">–</span>}
      </td>
      <td className="small soft needs-you-asked clip">{actorNames(task.to)}</td>
    </tr>
  )
}

function TaskConfidence({ task: { confidence, threshold } }: { readonly task: TaskRow }) {
  return <Confidence value={confidence} threshold={threshold} source={confidence === null ? 'none' : 'reported'} />
}
