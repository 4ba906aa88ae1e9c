import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { SkillRequest } from '../../../src/api/contract/skill-requests.ts'
import { problem } from '../../support/web-server.ts'
import { registryOf } from '../../support/web-skills.ts'
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

function askedFor(open: SkillRequest[], close: () => unknown) {
  const done: SkillRequest[] = [{ ...REQUEST, id: 'old', name: 'Read a letter', status: 'closed' }]
  return registryOf({
    '/skill-requests/': close,
    '/skill-requests?status=open': () => ({ requests: open }),
    '/skill-requests?status=closed': () => ({ requests: done }),
  })
}

it('[UI53] skills people asked for stand under Skills, with the stage they are for, until they are closed', async () => {
  const open = [REQUEST, { ...REQUEST, id: 'two', name: 'Translate', purpose: '', missedAt: null }]
  const { page, sent } = await openScreen(
    '/skills?view=asked',
    askedFor(open, () => open.shift()),
  )
  const list = await waitFor(() => within(page).getByRole('region', { name: 'Skills people asked for' }))
  await waitFor(() => expect(list.textContent).toContain('Find duplicates asked by lena'))
  expect(list.textContent).toContain('for Check it in Refunds')
  expect(list.textContent).toContain('Takes: Message, Order')
  expect(list.textContent).not.toContain('Gives')
  expect(within(page).getByRole('link', { name: 'Asked for (2)' }).getAttribute('aria-current')).toBe('page')
  fireEvent.click(within(list).getByRole('button', { name: 'Close the request for Find duplicates' }))
  await waitFor(() => expect(within(page).queryByText('Find duplicates')).toBeNull())
  expect(sent).toContainEqual({ path: '/skill-requests/one/close', body: {} })
  expect(within(page).getByText('Translate')).toBeDefined()
})

it('[UI53] those that are closed stand below, and what could not be closed stays open', async () => {
  const { page } = await openScreen(
    '/skills?view=asked',
    askedFor([REQUEST], () => problem(404, 'Gone.')),
  )
  const closed = await waitFor(() => within(page).getByRole('region', { name: 'Closed' }))
  expect(closed.textContent).toContain('Read a letter')
  fireEvent.click(within(page).getByRole('button', { name: 'Close the request for Find duplicates' }))
  await waitFor(() => expect(page.textContent).toContain('Gone. The request is still open.'))
})

it('[UI53] while nobody has asked, it says what will stand there', async () => {
  const { page } = await openScreen('/skills?view=asked', registryOf())
  await waitFor(() => expect(page.textContent).toContain('Nobody asks for a skill'))
  expect(within(page).queryByRole('region', { name: 'Closed' })).toBeNull()
})
