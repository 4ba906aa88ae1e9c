import { fireEvent, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { EVERYTHING } from '../../support/web-server.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

it('[UI110] a name of a new WorkChart that is too long stays in its field, and its bound is said', async () => {
  const { page, sent } = await openScreen('/new', EVERYTHING)
  const form = within(within(page).getByRole('region', { name: 'Empty canvas' }))
  const [field, open] = [form.getByRole('textbox'), form.getByRole('button', { name: 'Open the canvas' })]
  fireEvent.change(field, { target: { value: 'n'.repeat(201) } })
  form.getByText('This text has 201 characters; at most 200 can be here.')
  fireEvent.click(open)
  expect(sent).toEqual([])
  fireEvent.change(field, { target: { value: 'n'.repeat(200) } })
  expect(open.hasAttribute('disabled')).toBe(false)
})
