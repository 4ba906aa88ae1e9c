import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { Connection } from '../../../src/api/contract/connections.ts'
import { connectionWords, toAddConnection } from '../../../src/web/derive/connection-form.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { minutesFromNow } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const ADDED = { isDefault: true, hasKey: true, by: { id: 'human:lena', name: 'lena' }, at: minutesFromNow(-5) }
const CLAUDE: Connection = {
  ...ADDED,
  type: 'model',
  name: 'claude',
  provider: 'anthropic',
  baseUrl: null,
  model: 'claude-1',
  aliases: {},
}
const CODEX: Connection = {
  ...ADDED,
  type: 'program',
  name: 'codex',
  isDefault: false,
  hasKey: false,
  dialect: 'codex',
  argv: ['codex', 'exec'],
  folder: null,
  env: [],
}

it('[UI120] says what a connection is for while there is none', async () => {
  const { page } = await openScreen('/settings', { ...EVERYTHING, '/connections': () => ({ connections: [] }) })
  expect(page.textContent).toContain('Without one, a person does what an agent would do.')
})

it('[UI120] tells what each is', () => {
  expect(connectionWords(CLAUDE)).toBe('claude-1 at Anthropic, with a key')
  expect(connectionWords({ ...CLAUDE, baseUrl: 'http://localhost', hasKey: false })).toBe(
    'claude-1 at http://localhost, without a key',
  )
  expect(connectionWords(CODEX)).toBe('The command codex exec')
})

it('[UI121] sends the fields of the kind', () => {
  const draft = { name: ' a ', model: ' m ', address: ' http://b ', key: ' k ', command: 'codex\n exec \n\n' }
  expect(toAddConnection({ ...draft, kind: 'anthropic' })).toEqual({
    type: 'model',
    name: 'a',
    provider: 'anthropic',
    baseUrl: null,
    model: 'm',
    key: 'k',
  })
  expect(toAddConnection({ ...draft, kind: 'openai-compatible', key: '' })).toEqual({
    type: 'model',
    name: 'a',
    provider: 'openai-compatible',
    baseUrl: 'http://b',
    model: 'm',
  })
  const program = { type: 'program', name: 'a', dialect: 'codex', argv: ['codex', 'exec'] }
  expect(toAddConnection({ ...draft, kind: 'codex' })).toEqual(program)
})

it('[UI121] keeps what was refused, and nothing of what was taken', async () => {
  let answer: () => unknown = () => ({ connections: [] })
  const { page } = await openScreen('/settings', { ...EVERYTHING, '/connections': () => answer() })
  const form = within(within(page).getByText('Add a connection').closest('section') ?? page)
  const field = (label: string) => form.getByLabelText(label) as HTMLInputElement
  fireEvent.change(field('Name'), { target: { value: 'claude' } })
  fireEvent.change(field('Model'), { target: { value: 'claude-1' } })
  fireEvent.change(field('Key'), { target: { value: 'sk-1' } })
  answer = () => problem(422, 'Mend it.')
  fireEvent.click(within(page).getByRole('button', { name: 'Add' }))
  await waitFor(() => expect(page.textContent).toContain('Mend it.'))
  expect(field('Key').value).toBe('sk-1')
  answer = () => ({ ...CLAUDE, connections: [CLAUDE] })
  fireEvent.click(within(page).getByRole('button', { name: 'Add' }))
  await waitFor(() => expect(field('Name').value).toBe(''))
  expect(page.innerHTML).not.toContain('sk-1')
})

it('[UI122] tests, makes default, and removes after a question', async () => {
  HTMLDialogElement.prototype.showModal ??= () => undefined
  const { page, sent } = await openScreen('/settings', {
    ...EVERYTHING,
    '/connections/codex/test': () => ({ isWell: false, detail: 'The command codex is not there.' }),
    '/connections/': () => ({ connections: [] }),
    '/connections': () => ({ connections: [CLAUDE, CODEX] }),
  })
  expect(within(page).queryByRole('button', { name: 'Make claude the default' })).toBeNull()
  fireEvent.click(within(page).getByRole('button', { name: 'Test codex' }))
  await waitFor(() => expect(within(page).getByRole('status').textContent).toBe('The command codex is not there.'))
  fireEvent.click(within(page).getByRole('button', { name: 'Make codex the default' }))
  await waitFor(() => expect(sent).toContainEqual({ path: '/connections/codex/default', body: {} }))
  fireEvent.click(within(page).getByRole('button', { name: 'Remove codex' }))
  expect(sent.filter(({ path }) => path.endsWith('/remove'))).toEqual([])
  fireEvent.click(within(page).getByText('Remove it'))
  await waitFor(() => expect(sent).toContainEqual({ path: '/connections/codex/remove', body: {} }))
})
