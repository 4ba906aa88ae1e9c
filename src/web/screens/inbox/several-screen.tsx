import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { TaskRow } from '../../../api/contract/tasks.ts'
import { useSession } from '../../data/session.ts'
import { Screen } from '../../layout/screen.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { SeveralChoice } from './several-choice.tsx'
import { SeveralResults } from './several-results.tsx'
import type { TaskSearch } from './task-search.ts'
import { useSeveral } from './use-several.ts'
import { useShownTasks } from './use-shown-tasks.ts'
import './several.css'

/** What was answered is not decided again. */
const OWN: TaskSearch = {}

/** Several tasks of the inbox, decided with one note. */
export function SeveralScreen() {
  const asked = useSearch({ from: '/inbox/several' })
  const search = asked.show === 'answered' ? OWN : asked
  const session = useSession()
  const tasks = useShownTasks(search)
  return (
    <Screen
      title="Several at once"
      parent={
        <Link to="/inbox" search={search}>
          Inbox
        </Link>
      }
    >
      <div className="card several">
        <Loaded query={session} what="who you are">
          {({ actor }) => (
            <Loaded query={tasks} what="the inbox">
              {(list) => <SeveralTasks tasks={list.tasks} person={actor.id} search={search} />}
            </Loaded>
          )}
        </Loaded>
      </div>
    </Screen>
  )
}

interface SeveralTasksProps {
  readonly tasks: readonly TaskRow[]
  readonly person: string
  readonly search: TaskSearch
}

function SeveralTasks({ tasks, person, search }: SeveralTasksProps) {
  const several = useSeveral(person)
  const [sent, setSent] = useState<readonly TaskRow[]>([])
  if (several.phase !== 'choosing') return <SeveralResults several={several} tasks={sent} search={search} />
  if (tasks.length === 0) {
    return (
      <Empty title="No tasks for you" action={<Link to="/inbox">Back to the inbox</Link>}>
        A task comes here when a run needs a person.
      </Empty>
    )
  }
  return (
    <SeveralChoice
      tasks={tasks}
      onDecide={(orders) => {
        setSent(orders.cases.map(({ row }) => row))
        several.begin(orders)
      }}
    />
  )
}
