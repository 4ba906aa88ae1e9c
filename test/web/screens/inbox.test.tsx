import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { chosenOf, isChosen, readTaskSearch } from '../../../src/web/screens/inbox/task-search.ts'
import type { Routes } from '../../support/web-server.ts'
import { EVERYTHING } from '../../support/web-server.ts'
import { aTaskDetail, aTaskRow } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const LATER = aTaskRow({ id: 'a.policy.1', run: 'a', runTitle: 'order a', priority: 'urgent' })
const SOONER = aTaskRow({ id: 'b.policy.1', run: 'b', runTitle: 'order b' })

/** A server whose list is as it is asked for; what was asked is kept. */
function aDesk(asked: string[]): Routes {
  return {
    ...EVERYTHING,
    '/tasks/': (path) => {
      if (path.endsWith('/answer')) return { task: LATER.id, run: 'a', runStatus: 'running', next: SOONER.id }
      return aTaskDetail({ row: path.includes(SOONER.id) ? SOONER : LATER })
    },
    '/tasks?': (path) => {
      asked.push(path)
      const tasks = path.includes('sort=priority') ? [LATER, SOONER] : [SOONER, LATER]
      const priority = /priority=(\w+)/.exec(path.replace('sort=priority', ''))?.[1] ?? null
      return { tasks: tasks.filter((task) => priority === null || task.priority === priority), next: null }
    },
  }
}

function rows(page: HTMLElement): readonly string[] {
  return [...page.querySelectorAll('.task-list-item')].map(({ textContent }) => /order \w/.exec(textContent)?.[0] ?? '')
}

it('[UI281] lists the most urgent first, or those of one priority, as the reader chooses', async () => {
  const asked: string[] = []
  const { page } = await openScreen('/inbox', aDesk(asked))
  expect(rows(page)).toEqual(['order b', 'order a'])
  fireEvent.change(within(page).getByLabelText('Order'), { target: { value: 'priority' } })
  await waitFor(() => expect(rows(page)).toEqual(['order a', 'order b']))
  fireEvent.change(within(page).getByLabelText('Priority'), { target: { value: 'urgent' } })
  await waitFor(() => expect(rows(page)).toEqual(['order a']))
  expect(asked.at(-1)).toContain('priority=urgent&sort=priority')
  const links = [...page.querySelectorAll('.segments a, .task-list-item')].map(
    (link) => link.getAttribute('href') ?? '',
  )
  expect(links.filter((link) => !link.includes('priority=urgent&sort=priority'))).toEqual([])
  fireEvent.change(within(page).getByLabelText('Priority'), { target: { value: 'low' } })
  await within(page).findByText('No task here has this priority.')
  fireEvent.change(within(page).getByLabelText('Priority'), { target: { value: '' } })
  await waitFor(() => expect(rows(page)).toEqual(['order a', 'order b']))
})

it('[UI281] has no order to choose for what was decided', async () => {
  const { page } = await openScreen('/inbox?show=answered', aDesk([]))
  expect(within(page).queryByLabelText('Order')).toBeNull()
  within(page).getByLabelText('Priority')
})

it('[UI281] reads the address, and nothing else from it', () => {
  const all = { show: 'all', priority: 'high', sort: 'priority' }
  expect(readTaskSearch({ ...all, other: 1 })).toEqual(all)
  expect(readTaskSearch({ show: 'none', priority: 'most', sort: 'deadline' })).toEqual({})
  expect(chosenOf(readTaskSearch(all))).toEqual({ priority: 'high', sort: 'priority' })
  expect(
    [{}, { show: 'all' }, { sort: 'priority' }, { priority: 'low' }].map((one) => isChosen(readTaskSearch(one))),
  ).toEqual([false, false, true, true])
})

it('[UI282] after a decision the list goes on as it was chosen', async () => {
  const { page } = await openScreen(`/inbox/${LATER.id}?sort=priority`, aDesk([]))
  fireEvent.click(await within(page).findByRole('button', { name: /^Approve/ }))
  await waitFor(() => expect(page.querySelector('.task-page')).toBeNull())
  expect(within(page).getByLabelText<HTMLSelectElement>('Order').value).toBe('priority')
})
