import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { RetryPreview } from '../../../src/api/contract/run-retry.ts'
import { retryView } from '../../../src/web/derive/retry-view.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { aRunDetail, aStageRun } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const DETAIL = aRunDetail({
  stages: [aStageRun({ id: 'sort', name: 'Sort' }), aStageRun({ id: 'reply', name: 'Reply' })],
  actions: { cancel: false, pause: false, resume: false, erase: false, retryFrom: ['sort', 'reply'] },
})
const PREVIEW: RetryPreview = {
  version: 1,
  inputs: [{ name: 'message', schema: { type: 'string' }, required: true, default: null, description: null }],
  values: { message: 'The lid never closed.' },
  stages: [
    { stage: { id: 'reply', name: 'Reply' }, fate: 'chosen' },
    { stage: { id: 'sort', name: 'Sort' }, fate: 'kept' },
  ],
  kept: 1,
  omitted: 0,
  cost: { basis: 'free' },
}

async function openDialog(preview: (path: string) => unknown = () => PREVIEW) {
  HTMLDialogElement.prototype.showModal ??= () => undefined
  const routes = {
    '*/retry/preview': preview,
    '*/retry': () => ({ id: 'r2', status: 'running', version: 1 }),
    ...EVERYTHING,
    '/runs/': () => DETAIL,
  }
  const { page, sent } = await openScreen('/runs/r1', routes)
  fireEvent.change(screen.getByLabelText('Stage to retry from'), { target: { value: 'reply' } })
  fireEvent.click(screen.getByRole('button', { name: 'Change inputs or version' }))
  const dialog = page.querySelector('dialog') as HTMLDialogElement
  await vi.waitFor(() => expect(dialog.textContent).toContain('1 stage is kept, 1 is done.'))
  const previews = () => sent.filter(({ path }) => path.endsWith('/preview')).map(({ body }) => body)
  return { dialog, sent, previews }
}

it('[UI392] a retry shows what it would keep and do again before it begins, and begins with what was typed', async () => {
  const { dialog, sent, previews } = await openDialog()
  expect(dialog.querySelector('h2')?.textContent).toBe('Retry from Reply')
  expect([...dialog.querySelectorAll('.retry-stages > li')].map(({ textContent }) => textContent)).toEqual([
    'Reply done again: it was chosen',
    'Sort kept as it is',
  ])
  expect(previews()).toEqual([{ from: 'reply', version: 'same' }])
  const field = within(dialog).getByDisplayValue('The lid never closed.')
  fireEvent.change(field, { target: { value: 'Lost.' } })
  const wished = { from: 'reply', version: 'same', inputs: { message: 'Lost.' } }
  await vi.waitFor(() => expect(previews().at(-1)).toEqual(wished))
  fireEvent.submit(dialog.querySelector('form') as HTMLFormElement)
  await vi.waitFor(() =>
    expect(sent.filter(({ path }) => path.endsWith('/retry')).map(({ body }) => body)).toEqual([wished]),
  )
})

it('[UI392] another version is asked about anew, and begins with its own inputs', async () => {
  const { dialog, previews } = await openDialog()
  fireEvent.change(within(dialog).getByLabelText('Version'), { target: { value: 'newest' } })
  await vi.waitFor(() => expect(previews().at(-1)).toEqual({ from: 'reply', version: 'newest' }))
})

it('[UI392] what can not be done is said, and can not be begun', async () => {
  const answers = [PREVIEW]
  const { dialog, previews } = await openDialog(
    () => answers.shift() ?? problem(409, 'It is not published. Publish it first.'),
  )
  fireEvent.change(within(dialog).getByDisplayValue('The lid never closed.'), { target: { value: 'Lost.' } })
  fireEvent.change(within(dialog).getByLabelText('Version'), { target: { value: 'newest' } })
  await vi.waitFor(() => expect(dialog.textContent).toContain('It is not published. Publish it first.'))
  expect(within(dialog).getByRole('button', { name: 'Retry', hidden: true }).hasAttribute('disabled')).toBe(true)
  // What was typed in between was not waited for, and so not asked about.
  expect(previews()).toHaveLength(2)
})

it('[UI392] says in words how many are kept, what the rest cost, and what is left out', () => {
  expect(retryView({ ...PREVIEW, kept: 3, omitted: 4, cost: null })).toMatchObject({
    sum: '3 stages are kept, 3 are done.',
    cost: 'What is done again cost this in the run: not known.',
    more: 'And 4 more stages.',
  })
  expect(retryView({ ...PREVIEW, kept: 0 }).sum).toBe('No stage is kept, 2 are done.')
  expect(retryView(PREVIEW).more).toBe('')
})
