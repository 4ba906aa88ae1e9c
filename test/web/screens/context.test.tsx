import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { MemoryItem } from '../../../src/api/contract/memory.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { minutesFromNow } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const SOURCE: MemoryItem['sources'][number] = {
  run: 'r1',
  workChart: { id: 'refunds', name: 'Refunds' },
  stage: { id: 'sort', name: 'Sort the message' },
  performer: 'skill:sort',
  model: null,
  at: minutesFromNow(-5),
}
const ITEM: MemoryItem = {
  id: 'm1',
  revision: 3,
  venture: null,
  type: 'gotcha',
  content: 'The export drops dates.',
  confidence: 0.7,
  status: 'candidate',
  anchors: [],
  sources: [SOURCE, SOURCE],
  tokens: 5,
  createdAt: minutesFromNow(-5),
  updatedAt: minutesFromNow(-5),
  decision: null,
}
const OTHER: MemoryItem = {
  ...ITEM,
  id: 'm2',
  revision: 1,
  content: 'Dates are lost.',
  confidence: null,
  sources: [SOURCE],
}
const ACTIVE: MemoryItem = { ...OTHER, id: 'm3', content: 'Ask first.', status: 'active' }
const MODULE = { ref: 'ctx:a', name: 'Lessons', description: 'Ours.', tokens: 1200, source: 'context/a.json', items: 3 }
const TEXT = { ...MODULE, ref: 'ctx:b', name: 'Tone', items: null }

const PACK = {
  budgetTokens: 20,
  usedTokens: 9,
  modules: [{ ref: 'ctx:a', title: 'Lessons', sha256: 'a', tokens: 9, text: '- Ask first.', memoryIds: ['m3'] }],
  omitted: [{ ref: 'ctx:a', memoryId: 'm4', reason: 'It has 30 tokens, and 11 of 20 are left.' }],
}

function routes(answer: () => unknown = () => ITEM) {
  return {
    ...EVERYTHING,
    '/memory/': answer,
    '/memory?status=candidate': () => ({ items: [ITEM, OTHER], next: 2 }),
    '/memory?status=active': () => ({ items: [ACTIVE], next: null }),
    '/context/pack': () => PACK,
    '/context': () => ({ modules: [MODULE, TEXT] }),
  }
}

async function openRow(answer?: () => unknown, name = 'Found by stages, for you to judge') {
  const { page, sent } = await openScreen('/context', routes(answer))
  const list = await waitFor(() => within(page).getByRole('region', { name }))
  const row = within(list).getAllByRole('listitem')[0] as HTMLElement
  const press = (button: string) => fireEvent.click(within(row).getByRole('button', { name: button }))
  return { page, list, row, sent, press }
}

it('[UI160] what stages found says how sure it is and where it came from, and is approved as it was seen', async () => {
  const { list, row, sent, press } = await openRow()
  expect(row.textContent).toContain('Pitfall70 % surefound by Sort the message in Refunds')
  expect(row.textContent).toContain('and 1 more times')
  expect(list.textContent).toContain('nobody said how sure it is')
  expect(list.textContent).toContain('There are more')
  press('Approve')
  await waitFor(() => expect(sent).toContainEqual({ path: '/memory/m1/approve', body: { revision: 3 } }))
})

it('[UI160] it is edited, rejected with a reason, or merged', async () => {
  const { row, sent, press } = await openRow()
  press('Edit')
  fireEvent.change(within(row).getByLabelText('What it says'), { target: { value: 'Times are lost.' } })
  press('Save')
  await waitFor(() =>
    expect(sent).toContainEqual({ path: '/memory/m1/edit', body: { content: 'Times are lost.', revision: 3 } }),
  )
  await waitFor(() => press('Reject'))
  fireEvent.change(within(row).getByLabelText('Why'), { target: { value: 'Wrong.' } })
  press('Reject it')
  await waitFor(() => expect(sent).toContainEqual({ path: '/memory/m1/reject', body: { note: 'Wrong.', revision: 3 } }))
  await waitFor(() => press('Merge'))
  fireEvent.change(within(row).getByLabelText('Into which one'), { target: { value: 'm2' } })
  fireEvent.change(within(row).getByLabelText('What it says afterwards'), { target: { value: 'combine' } })
  press('Make one of both')
  const body = { into: { id: 'm2', revision: 1 }, strategy: 'combine', revision: 3 }
  await waitFor(() => expect(sent).toContainEqual({ path: '/memory/m1/merge', body }))
})

it('[UI160] what was refused is told, and a form can be left', async () => {
  const { row, press } = await openRow(() => problem(409, 'Somebody has changed it.'))
  press('Edit')
  press('Leave it')
  press('Approve')
  await waitFor(() => expect(row.textContent).toContain('Somebody has changed it. Nothing was decided.'))
})

it('[UI161] what was approved is settled or taken out of use, and modules say what they are made of', async () => {
  const { page, sent, press } = await openRow(undefined, 'Approved')
  press('Call it settled')
  await waitFor(() => expect(sent).toContainEqual({ path: '/memory/m3/approve', body: { revision: 1 } }))
  await waitFor(() => press('Take out of use'))
  press('Take it out of use')
  await waitFor(() => expect(sent).toContainEqual({ path: '/memory/m3/deprecate', body: { note: '', revision: 1 } }))
  const table = within(page).getByRole('table', { name: 'What stages can be given to know' })
  expect(table.textContent).toContain('3 approved of what stages found')
  expect(table.textContent).toContain('its own text')
})

it('[UI173] the file of a module is edited where it is listed, or it says where it is changed', async () => {
  const file = { name: 'a.json', file: 'collections/default/context/a.json', text: '{}', digest: '1'.repeat(64) }
  const { page, sent } = await openScreen('/context', {
    '/capabilities/ctx%3Aa/source': () => ({ files: [file], fixed: null }),
    '/capabilities/ctx%3Ab/source': () => ({ files: [], fixed: 'It came with the program.' }),
    ...routes(),
  })
  const press = (name: string) => fireEvent.click(within(page).getByRole('button', { name }))
  press('Edit source of Tone')
  await waitFor(() => expect(page.textContent).toContain('It came with the program.'))
  press('Close')
  press('Edit source of Lessons')
  const field = await waitFor(() => within(page).getByRole('textbox', { name: file.file }))
  expect(within(page).getByRole<HTMLButtonElement>('button', { name: 'Edit source of Tone' }).disabled).toBe(true)
  fireEvent.change(field, { target: { value: '{"name":"Ours"}' } })
  press('Save')
  const body = { name: 'a.json', text: '{"name":"Ours"}', seen: file.digest }
  await waitFor(() => expect(sent).toContainEqual({ path: '/capabilities/ctx%3Aa/source', body }))
})

it('[UI162] where nothing is there, it says what will be and what to do', async () => {
  const nothing = { '/memory?': () => ({ items: [], next: null }), '/context': () => ({ modules: [] }) }
  const { page } = await openScreen('/context', { ...EVERYTHING, ...nothing })
  expect(page.textContent).toContain('Nothing to judge')
  expect(page.textContent).toContain('Write what your stages should know into a file')
  expect(within(page).queryByRole('region', { name: 'Approved' })).toBeNull()
})

it('[UI185] what a stage would be given of one module is read, within the room that is typed', async () => {
  const { page } = await openRow()
  const card = within(
    await waitFor(() => within(page).getByRole('region', { name: 'Read what a stage would be given' })),
  )
  fireEvent.change(card.getByLabelText('Room, in tokens'), { target: { value: '0' } })
  expect(card.getByText('Write a whole number from 1 to 100,000.')).toBeTruthy()
  fireEvent.change(card.getByLabelText('Room, in tokens'), { target: { value: '20' } })
  expect(card.queryByText('- Ask first.')).toBeNull()
  fireEvent.change(card.getByLabelText('Of'), { target: { value: 'ctx:a' } })
  await waitFor(() => expect(card.getByText('- Ask first.')).toBeTruthy())
  expect(card.getByRole('img', { name: '9 of 20 tokens' })).toBeTruthy()
  expect(card.getByText('It has 30 tokens, and 11 of 20 are left.')).toBeTruthy()
})
