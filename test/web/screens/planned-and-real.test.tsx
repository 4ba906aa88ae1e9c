import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { PlannedAndReal } from '../../../src/api/contract/planned-and-real.ts'
import { plannedView } from '../../../src/web/derive/planned-view.ts'
import { EVERYTHING } from '../../support/web-server.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const TRIES = { topic: 'tries', planned: { atMost: 3 } } as const
const TOLD: PlannedAndReal = {
  id: 'r1',
  status: 'running',
  run: [{ topic: 'time', planned: null, real: null, differs: false }],
  stages: [
    { stage: { id: 'sort', name: 'Sort' }, status: 'succeeded', lines: [{ ...TRIES, real: 2, differs: true }] },
    { stage: { id: 'reply', name: 'Reply' }, status: 'pending', lines: [{ ...TRIES, real: null, differs: false }] },
  ],
  differing: 1,
  omitted: 0,
}

async function openPlanned(told: PlannedAndReal): Promise<HTMLElement> {
  const { page } = await openScreen('/runs/r1', { '*/planned': () => told, ...EVERYTHING })
  fireEvent.click(screen.getByRole('button', { name: 'Planned and real' }))
  await screen.findByRole('table', { name: 'The run' })
  return page
}

function cells(table: Element | null): readonly (string | null)[] {
  return [...(table?.querySelectorAll('tbody td') ?? [])].map(({ textContent }) => textContent?.trim() ?? null)
}

it('[UI391] a run has a view of what was planned and what happened: the run, then what differs, and the rest folded away', async () => {
  const page = await openPlanned(TOLD)
  expect(cells(screen.getByRole('table', { name: 'The run' }))).toEqual(['time', 'not known', 'not yet'])
  const different = screen.getByRole('table', { name: 'Went another way' })
  expect(cells(different)).toEqual(['Sort', 'tries', '1, at most 3', '2'])
  expect(different.querySelector('[aria-label="Another way than planned"]')).not.toBeNull()
  const same = page.querySelector('.planned-same') as HTMLDetailsElement
  expect(same.textContent).toBe('1 thing as planned, or not known')
  same.open = true
  fireEvent(same, new Event('toggle'))
  expect(cells(same)).toEqual(['Reply', 'tries', '1, at most 3', 'not yet'])
})

it('[UI391] where nothing differs, it says so', async () => {
  const page = await openPlanned({ ...TOLD, stages: TOLD.stages.slice(1), differing: 0 })
  expect(page.textContent).toContain('No stage went another way than planned.')
  expect(screen.queryByRole('table', { name: 'Went another way' })).toBeNull()
  const none = await openPlanned({ ...TOLD, stages: [], differing: 0 })
  expect(none.querySelector('.planned-same')).toBeNull()
})

it('[UI391] stages that are left out are counted, and those that differ among them', async () => {
  expect(plannedView(TOLD).more).toBe('')
  expect(plannedView({ ...TOLD, omitted: 1 }).more).toBe('1 more stage not shown here.')
  expect(plannedView({ ...TOLD, omitted: 40, differing: 3 }).more).toBe(
    '40 more stages not shown here, 2 stages of them another way than planned.',
  )
  expect((await openPlanned({ ...TOLD, omitted: 40 })).textContent).toContain('40 more stages not shown here.')
})
