import type { QueryClient } from '@tanstack/react-query'
import type { StreamMessage } from '../../api/contract/stream.ts'
import type { HeardTask, Shown } from '../derive/told-in-browser.ts'
import { heardTask, toShow } from '../derive/told-in-browser.ts'
import { browserPermission } from './browser-permission.ts'
import { myOpenTasks } from './my-open-tasks.ts'
import { NOTICE_PREFERENCE } from './notices.ts'
import { refreshInBatches } from './refresh-in-batches.ts'

/** Where to go when somebody clicks on what is shown; null: to the Inbox. */
export type OpenTask = (task: string | null) => void

/** Takes each message of the live stream, and has the browser show what it says of the reader's tasks. */
export function createTeller(client: QueryClient, open: OpenTask): (message: StreamMessage) => void {
  let waiting: HeardTask[] = []
  const batches = refreshInBatches(async () => {
    const heard = waiting
    waiting = []
    const { reader, tasks } = await myOpenTasks(client, new Set(heard.map(({ run }) => run)))
    for (const one of toShow(heard, tasks, reader)) show(one, open)
  })
  return (message) => {
    const heard = isWanted(client) ? heardTask(message) : undefined
    if (heard === undefined) return
    waiting.push(heard)
    batches.add({ run: heard.run })
  }
}

/** The wish first: for its permission a page waits until the whole browser has answered. */
function isWanted(client: QueryClient): boolean {
  return client.getQueryData(NOTICE_PREFERENCE.queryKey)?.browser === 'at-once' && browserPermission() === 'granted'
}

function show({ title, body, tag, task }: Shown, open: OpenTask): void {
  const shown = asked(title, { body, tag })
  if (shown === undefined) return
  shown.onclick = () => {
    window.focus()
    shown.close()
    open(task)
  }
}

/** Undefined: browsers of phones refuse what a page asks for by itself. */
function asked(title: string, options: NotificationOptions): Notification | undefined {
  try {
    return new Notification(title, options)
  } catch {
    return undefined
  }
}
