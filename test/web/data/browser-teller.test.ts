import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { NoticePreference } from '../../../src/api/contract/notices.ts'
import type { StreamMessage } from '../../../src/api/contract/stream.ts'
import { createTeller } from '../../../src/web/data/browser-teller.ts'
import { KEYS } from '../../../src/web/data/keys.ts'
import { RUNS_ASKED_MAX } from '../../../src/web/data/my-open-tasks.ts'
import { NOTICE_PREFERENCE } from '../../../src/web/data/notices.ts'
import { createQueryClient } from '../../../src/web/data/query-client.ts'
import { REFRESH_GAP_MS } from '../../../src/web/data/refresh-in-batches.ts'
import { fakeServer, problem } from '../../support/web-server.ts'
import { aTaskRow } from '../../support/web-views.ts'
import { aNotifyingBrowser } from '../notifying-browser.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const SAID: NoticePreference = {
  email: 'never',
  browser: 'at-once',
  timezone: 'UTC',
  dailyAt: '08:00',
  address: null,
  isSaid: true,
  mailsTo: null,
  isMailSent: false,
  givesAddress: false,
}

interface Given {
  readonly reader?: string
  readonly browser?: NoticePreference['browser']
  readonly permission?: NotificationPermission
  readonly tasks?: () => unknown
}

function aTeller({
  reader = 'human:mei',
  browser = 'at-once',
  permission = 'granted',
  tasks = () => LIST,
}: Given = {}) {
  const { shown } = aNotifyingBrowser(permission)
  const asked: string[] = []
  const server = fakeServer({
    '/tasks?': (path) => {
      asked.push(path)
      return tasks()
    },
    '/people/accounts': () => ({ people: [] }),
  })
  vi.stubGlobal('fetch', server.fetch)
  const client = createQueryClient()
  client.setQueryData(KEYS.session, { actor: { id: reader, name: reader }, roles: ['approver'], expiresAt: null })
  client.setQueryData(NOTICE_PREFERENCE.queryKey, { ...SAID, browser })
  const opened: (string | null)[] = []
  const hear = createTeller(client, (task) => opened.push(task))
  return { hear, shown, asked, opened }
}

const TASK = aTaskRow({ id: 'r1.agree.1', run: 'r1', stage: { id: 'agree', name: 'Agree to it' } })
const LIST = { tasks: [TASK], next: null }

function taskOpened(run = 'r1'): StreamMessage {
  return { position: 1, run, seq: 1, type: 'task-opened', stage: 'agree' }
}

it('[UI265] has the browser show a task that opened, asking for the reader’s of that run', async () => {
  const { hear, shown, asked } = aTeller()
  hear(taskOpened())
  await vi.advanceTimersByTimeAsync(REFRESH_GAP_MS)
  expect(asked).toEqual(['/tasks?status=open&whose=mine&limit=200&run=r1'])
  expect(shown.map(({ title, options }) => [title, options.body])).toEqual([
    ['For you: Agree to it', 'Support desk replies'],
  ])
})

it('[UI265] asks once for the tasks of many runs', async () => {
  const { hear, asked } = aTeller()
  for (let run = 0; run <= RUNS_ASKED_MAX; run += 1) hear(taskOpened(`r${run}`))
  await vi.advanceTimersByTimeAsync(REFRESH_GAP_MS)
  expect(asked).toEqual(['/tasks?status=open&whose=mine&limit=200'])
})

it.each([
  ['they do not want it', { browser: 'never' }],
  ['the browser may not', { permission: 'denied' }],
] as const)('[UI265] asks for nothing and shows nothing where %s', async (_why, given) => {
  const { hear, shown, asked } = aTeller(given)
  hear(taskOpened())
  await vi.advanceTimersByTimeAsync(REFRESH_GAP_MS)
  expect([...shown, ...asked]).toEqual([])
})

it('[UI265] shows nothing where the server refuses, and goes on with the next', async () => {
  let answer: unknown = problem(403, 'No.')
  const { hear, shown } = aTeller({ tasks: () => answer })
  hear(taskOpened())
  await vi.advanceTimersByTimeAsync(REFRESH_GAP_MS)
  expect(shown).toEqual([])
  answer = LIST
  hear(taskOpened())
  await vi.advanceTimersByTimeAsync(REFRESH_GAP_MS)
  expect(shown).toHaveLength(1)
})

it('[UI267] a click brings the page to the front and opens the task', async () => {
  const focus = vi.spyOn(window, 'focus').mockImplementation(() => undefined)
  const { hear, shown, opened: went } = aTeller()
  hear(taskOpened())
  await vi.advanceTimersByTimeAsync(REFRESH_GAP_MS)
  expect(went).toEqual([])
  shown[0]?.click()
  expect(went).toEqual(['r1.agree.1'])
  expect(focus).toHaveBeenCalledTimes(1)
})

it('[UI268] the owner of the machine is asked for as whom all tasks are', async () => {
  const { hear, shown, asked } = aTeller({ reader: 'human:owner' })
  hear(taskOpened())
  await vi.advanceTimersByTimeAsync(REFRESH_GAP_MS)
  expect(asked).toEqual(['/tasks?status=open&whose=all&limit=200&run=r1'])
  expect(shown).toHaveLength(1)
})

it('[UI265] a browser that refuses what a page shows by itself breaks nothing', async () => {
  const { hear, asked } = aTeller()
  class Refusing {
    static permission = 'granted'
    constructor() {
      throw new TypeError('Illegal constructor')
    }
  }
  vi.stubGlobal('Notification', Refusing)
  hear(taskOpened())
  await vi.advanceTimersByTimeAsync(REFRESH_GAP_MS)
  hear(taskOpened())
  await vi.advanceTimersByTimeAsync(REFRESH_GAP_MS)
  expect(asked).toHaveLength(2)
})
