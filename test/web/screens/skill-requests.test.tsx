import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { SkillRequest } from '../../../src/api/contract/skill-requests.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { minutesFromNow } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const REQUEST: SkillRequest = {
  id: 'one',
  name: 'Find duplicates',
  purpose: 'Says whether a message came before.',
  inputs: ['Message', 'Order'],
  outputs: [],
  missedAt: { workChart: { id: 'refunds', name: 'Refunds' }, stage: { id: 'check', name: 'Check it' } },
  by: { id: 'human:lena', name: 'lena' },
  at: minutesFromNow(-5),
  status: 'open',
}

it('[UI53] skills people asked for stand under WorkCharts, with the stage they are for, until they are closed', async () => {
  const open = [REQUEST, { ...REQUEST, id: 'two', name: 'Translate', purpose: '', missedAt: null }]
  const routes = {
    ...EVERYTHING,
    '/skill-requests/': () => open.shift() ?? problem(404, 'Gone.'),
    '/skill-requests': () => ({ requests: open }),
  }
  const { page, sent } = await openScreen('/workcharts', routes)
  const list = await waitFor(() => within(page).getByRole('region', { name: 'Skills people asked for' }))
  expect(list.textContent).toContain('Find duplicates asked by lena')
  expect(list.textContent).toContain('for Check it in Refunds')
  expect(list.textContent).toContain('Takes: Message, Order')
  expect(list.textContent).not.toContain('Gives')
  fireEvent.click(within(list).getByRole('button', { name: 'Close the request for Find duplicates' }))
  await waitFor(() => expect(within(page).queryByText('Find duplicates')).toBeNull())
  expect(sent).toContainEqual({ path: '/skill-requests/one/close', body: {} })
  expect(within(page).getByText('Translate')).toBeDefined()
})

it('[UI53] nothing is shown while nobody has asked', async () => {
  const { page } = await openScreen('/workcharts', { ...EVERYTHING, '/skill-requests': () => ({ requests: [] }) })
  expect(within(page).queryByText('Skills people asked for')).toBeNull()
})
