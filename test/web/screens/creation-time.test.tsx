import { waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { Home } from '../../../src/api/contract/home.ts'
import { EVERYTHING } from '../../support/web-server.ts'
import { aCreationTime, aFirstOpenHome, aHome } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

async function open(home: Home) {
  const { page } = await openScreen('/', { ...EVERYTHING, '/home': () => home })
  await waitFor(() => within(page).getByRole('heading', { level: 1, name: 'Home' }))
  return page
}

const TOO_LONG = aCreationTime({ isTooLong: true, averageMs: 1_801_000, averageActiveMs: 900_000, of: 4 })

it.each([
  { when: 'after the first run', base: aHome() },
  { when: 'on the first visit', base: aFirstOpenHome() },
])('[UI106] an average over 30 minutes is said at the top of Home $when, and only then', async ({ base }) => {
  const page = await open({ ...base, creationTime: TOO_LONG })
  const banner = await waitFor(() => within(page).getByRole('alert'))
  expect(banner.textContent).toContain('takes too long here: 30 min 1 s on average from New to live (n = 4), 15 min')
})

it('[UI106] an average of 29:59 is not', async () => {
  const page = await open(aHome({ creationTime: aCreationTime({ averageMs: 1_799_000 }) }))
  await waitFor(() => within(page).getByText('From New to live, on average'))
  expect(within(page).queryByRole('alert')).toBeNull()
})

it('[UI107] creation time and the share made without code stand on Home with their n, unknown where there is none', async () => {
  const known = await open(aHome({ creationTime: aCreationTime({ abandoned: 2 }) }))
  const numbers = await waitFor(() => within(known).getByRole('region', { name: 'Numbers' }))
  expect(numbers.textContent).toContain('From New to live, on average14 min n = 3')
  expect(numbers.textContent).toContain(
    '8 min of it at work, half took at most 10 min; 1 first one left out, 2 abandoned',
  )
  expect(numbers.textContent).toContain('Made without code, and it worked75 % n = 4 WorkCharts')
  known.remove()
  const none = { of: 0, averageMs: null, medianMs: null, averageActiveMs: null, onboarding: 0 }
  const page = await open(aHome({ creationTime: aCreationTime(none), noCode: { share: null, of: 0 } }))
  await waitFor(() => within(page).getByText('From New to live'))
  expect(within(page).getByText("Appears with a person's second WorkChart")).toBeDefined()
  expect(within(page).getByText('Appears when one made here is live')).toBeDefined()
})
