import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { Home } from '../../../src/api/contract/home.ts'
import type { Stall } from '../../../src/api/contract/stalls.ts'
import { KIND_WORDS, nowWords, STALL_DEFINITION, usedWords } from '../../../src/web/derive/stall-words.ts'
import { EVERYTHING } from '../../support/web-server.ts'
import { aHome, aLiveWorkChart, aStallBudget, minutesFromNow, NO_STALLS } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const TASK: NonNullable<Stall['task']> = {
  id: 'task-1',
  status: 'open',
  to: [{ id: 'human:lena', name: 'lena' }],
  takenBy: null,
  decidedBy: null,
}

function aStall(given: Partial<Stall> = {}): Stall {
  return {
    number: 7,
    run: { id: 'run-7', title: 'order 7', status: 'waiting' },
    stage: { id: 'approve', name: 'Approve the reply' },
    kind: 'overdue',
    at: minutesFromNow(-50),
    response: 'asked',
    task: TASK,
    ...given,
  }
}

async function numbersOf(home: Home) {
  const { page } = await openScreen('/', { ...EVERYTHING, '/home': () => home })
  return await waitFor(() => within(page).getByRole('region', { name: 'Numbers' }))
}

it('[UI370] Home shows how many stalled, of how many, against what is allowed', async () => {
  const numbers = await numbersOf(aHome({ stalls: aStallBudget() }))
  expect(numbers.textContent).toContain('0 % n = 400 runs3 of 20 allowed stalls used in 30 days; between 0 and 3 %')
  expect(within(numbers).getByRole('meter').getAttribute('value')).toBe('3')
})

it('[UI370] of no run it is not known', async () => {
  const numbers = await numbersOf(aHome({ stalls: NO_STALLS }))
  expect(numbers.textContent).toContain('not known yet Appears when the first run has ended')
  expect(within(numbers).queryByRole('meter')).toBeNull()
})

it('[UI370] each WorkChart says how many of its own are used', async () => {
  const workCharts = [aLiveWorkChart(), aLiveWorkChart({ id: 'b', name: 'B', stalls: NO_STALLS })]
  const { page } = await openScreen('/', { ...EVERYTHING, '/home': () => aHome({ workCharts }) })
  const table = await waitFor(() => within(page).getByRole('table', { name: 'WorkCharts' }))
  expect(within(table).getByText('3 of 20 allowed stalls used')).toBeDefined()
  expect(within(table).getByText('No run has ended yet')).toBeDefined()
})

it('[UI371] what is meant belongs to the word, and Escape closes it', async () => {
  const numbers = await numbersOf(aHome())
  const word = within(numbers).getByRole('button', { name: 'Runs that stalled', description: STALL_DEFINITION })
  const isOpen = () => word.closest('.defined-open') !== null
  fireEvent.focus(word)
  expect(isOpen()).toBe(true)
  fireEvent.keyDown(word, { key: 'Escape' })
  expect(isOpen()).toBe(false)
})

it('[UI372] the page of a WorkChart lists what stalled and who has it now, earlier ones on demand', async () => {
  const asked: string[] = []
  const budget = aStallBudget()
  const stalls = (path: string) => {
    asked.push(path)
    return path.includes('before=7')
      ? { budget, stalls: [aStall({ number: 3, run: { id: 'run-3', title: null, status: 'failed' } })], before: null }
      : { budget, stalls: [aStall()], before: 7 }
  }
  const { page } = await openScreen('/workcharts/support-desk', {
    '/workflows/support-desk/stalls?': stalls,
    ...EVERYTHING,
  })
  const table = await waitFor(() => within(page).getByRole('table', { name: 'Runs that stalled' }))
  expect(table.textContent).toContain('order 7Approve the replyPast its deadline')
  expect(within(table).getByRole('link', { name: 'order 7' }).getAttribute('href')).toContain('/runs/run-7')
  expect(within(table).getByRole('link', { name: 'Asked: lena' }).getAttribute('href')).toContain('/inbox/task-1')
  fireEvent.click(within(page).getByRole('button', { name: 'Show earlier ones' }))
  await waitFor(() => within(table).getByRole('link', { name: 'run-3' }))
  expect(within(page).queryByRole('button', { name: 'Show earlier ones' })).toBeNull()
})

it('[UI372] says in words why, and who has it', () => {
  expect(Object.values(KIND_WORDS)).toEqual([
    'Past its time limit',
    'The program stopped meanwhile',
    'Past its deadline',
  ])
  const tom = { id: 'human:tom', name: 'tom' }
  const words = (given: Partial<Stall>) => nowWords(aStall(given))
  expect(words({ response: 'tried-again', task: null })).toBe('Tried again by itself')
  expect(words({ response: 'ended', task: null })).toBe('Ended, as the WorkChart says')
  expect(words({ task: { ...TASK, takenBy: tom } })).toBe('tom has taken it')
  expect(words({ task: { ...TASK, status: 'answered', decidedBy: tom } })).toBe('Decided by tom')
  expect(words({ task: { ...TASK, status: 'answered' } })).toBe('Decided by somebody')
  expect(words({ task: { ...TASK, status: 'withdrawn' } })).toBe('Nobody is asked any more')
})

it.each([
  [aStallBudget(), '3 of 20 allowed stalls used'],
  [aStallBudget({ stalled: 1, of: 20, allowed: 1 }), '1 of 1 allowed stall used'],
  [aStallBudget({ stalled: 1, of: 3, allowed: 0 }), '1 stalled, none allowed of so few'],
  [aStallBudget({ stalled: 0, of: 3, allowed: 0 }), 'None stalled'],
  [NO_STALLS, 'No run has ended yet'],
])('[UI370] %o is told as %s', (budget, words) => {
  expect(usedWords(budget)).toBe(words)
})
