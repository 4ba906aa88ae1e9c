import type { QueryClient } from '@tanstack/react-query'
import type { Session } from '../../api/contract/system.ts'
import type { TaskList, TaskRow } from '../../api/contract/tasks.ts'
import { LOCAL_OWNER } from '../../core/people/local-owner.ts'
import { isForOwner } from '../derive/told-in-browser.ts'
import { getJson, RequestFailed } from './http.ts'
import { KEYS } from './keys.ts'
import { ACCOUNTS } from './people.ts'
import { TASKS_SHOWN_MAX } from './tasks.ts'

/** Of more runs at once the soonest tasks of all are looked at: a request for each would be too many. */
export const RUNS_ASKED_MAX = 5

/** Whoever reads here, and their open tasks in these runs. */
export interface MyOpenTasks {
  readonly reader: string
  readonly tasks: readonly TaskRow[]
}

/** Empty where the server does not answer, or nobody is signed in: the Inbox shows them all the same. */
export async function myOpenTasks(client: QueryClient, runs: ReadonlySet<string>): Promise<MyOpenTasks> {
  const reader = client.getQueryData<Session>(KEYS.session)?.actor.id
  if (reader === undefined) return { reader: '', tasks: [] }
  try {
    return { reader, tasks: reader === LOCAL_OWNER.id ? await ownersTasks(client, runs) : await asked('mine', runs) }
  } catch (error) {
    if (error instanceof RequestFailed) return { reader, tasks: [] }
    throw error
  }
}

/** No task names the owner of the machine: theirs are those that nobody else hears of. */
async function ownersTasks(client: QueryClient, runs: ReadonlySet<string>): Promise<readonly TaskRow[]> {
  const [tasks, { people }] = await Promise.all([asked('all', runs), client.ensureQueryData(ACCOUNTS)])
  return tasks.filter((task) => isForOwner(task, people))
}

async function asked(whose: 'mine' | 'all', runs: ReadonlySet<string>): Promise<readonly TaskRow[]> {
  const parts = runs.size > RUNS_ASKED_MAX ? [{}] : [...runs].map((run) => ({ run }))
  const lists = await Promise.all(
    parts.map((part) => {
      const query = new URLSearchParams({ status: 'open', whose, limit: String(TASKS_SHOWN_MAX), ...part })
      return getJson<TaskList>(`/tasks?${query}`)
    }),
  )
  return lists.flatMap(({ tasks }) => tasks)
}
