import { fireEvent, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { EVERYTHING } from '../../support/web-server.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

it('[UI75] each version says what it changed, and any two are compared', async () => {
  const { page } = await openScreen('/workcharts/support-desk/versions', EVERYTHING)
  await within(page).findByText(/^Sort now asks a person below 87 % \(was: asks a person below 86 %\)\.$/)
  expect(page.textContent).toContain('The first version.')
  await within(page).findByText(/^now asks a person below 87 %/)
  fireEvent.change(within(page).getByLabelText('From'), { target: { value: '7' } })
  await within(page).findByText('Nothing is different.')
})

it('[UI75] an old version becomes the draft, once that is confirmed', async () => {
  const draft = { id: 'support-desk', text: 'name: D', revision: 4, base: 'b', saved: null }
  const routes = { '/drafts/': () => draft, ...EVERYTHING }
  const { page, sent } = await openScreen('/workcharts/support-desk/versions', routes)
  fireEvent.click(await within(page).findByRole('button', { name: 'Restore version 6' }))
  const dialog = within(await within(page).findByRole('dialog', { name: 'Restore version 6?' }))
  expect(sent).toEqual([])
  fireEvent.click(dialog.getByRole('button', { name: 'Restore' }))
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sent).toEqual([
    {
      path: '/drafts/support-desk',
      body: { text: expect.stringContaining('threshold: 0.86'), revision: 4, base: 'b', made: 'by-gestures' },
    },
  ])
})
