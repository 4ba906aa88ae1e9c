import { MantineProvider } from '@mantine/core'
import { fireEvent, render, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FILE_BYTES_MAX } from '../../../src/core/run/given-file.ts'
import { pickedFileProblem } from '../../../src/web/derive/picked-files.ts'
import { sizeWords } from '../../../src/web/derive/size-words.ts'
import { StagePassed } from '../../../src/web/screens/run/stage-passed.tsx'
import type { Routes } from '../../support/web-server.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { aRunDetail, aStageRun, aTaskDetail, aTaskRow } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

const TASK = aTaskDetail()
const ADDRESS = `/inbox/${TASK.row.id}`
const PLAN = { name: 'plan.pdf', mediaType: 'application/pdf', size: 2_048, sha256: 'a'.repeat(64) }

/** A server that takes every file but those called `no`. */
const TAKING: Routes = {
  ...EVERYTHING,
  '/tasks/': (path) => {
    const [, name] = path.split('/files?name=')
    if (name === undefined) return path.endsWith('/answer') ? { task: '', run: '', runStatus: '', next: null } : TASK
    return name === 'no' ? problem(409, 'You have given 40 files already.') : { ...PLAN, name }
  },
}

function choose(page: HTMLElement, ...files: readonly File[]): void {
  const input = page.querySelector('input[type="file"]')
  if (input === null) throw new Error('There is no field for files')
  fireEvent.change(input, { target: { files } })
}

function named(page: HTMLElement): readonly string[] {
  const list = within(page).getByRole('list', { name: 'Files that go with the decision' })
  return within(list)
    .queryAllByRole('listitem')
    .map(({ textContent }) => textContent ?? '')
}

describe('files of a decision', () => {
  it('[UI273] are sent as they are chosen, and named by the decision', async () => {
    const { page, sent } = await openScreen(ADDRESS, TAKING)
    choose(page, new File(['abc'], 'plan.pdf'), new File(['abcd'], 'notes.txt'))
    expect(named(page)).toEqual(['plan.pdf3 bytes', 'notes.txt4 bytes'])
    expect(within(page).getAllByRole('progressbar')).toHaveLength(2)
    const approve = within(page).getByRole<HTMLButtonElement>('button', { name: 'Approve as it is' })
    expect(approve.disabled).toBe(true)
    await waitFor(() => expect(approve.disabled).toBe(false))
    fireEvent.click(within(page).getByRole('button', { name: 'Remove notes.txt' }))
    fireEvent.click(approve)
    await waitFor(() =>
      expect(sent.find(({ path }) => path.endsWith('/answer'))?.body).toEqual({
        answer: { type: 'approve', note: '' },
        version: TASK.version,
        files: [{ name: 'plan.pdf', sha256: PLAN.sha256 }],
      }),
    )
  })

  it('[UI273] can be dropped', async () => {
    const { page } = await openScreen(ADDRESS, TAKING)
    const place = within(page).getByText(/or drop them here/)
    fireEvent.dragOver(place)
    fireEvent.drop(place, { dataTransfer: { files: [new File(['a'], 'plan.pdf')] } })
    expect(named(page)).toEqual(['plan.pdf1 byte'])
    await waitFor(() => expect(within(page).queryByRole('progressbar')).toBeNull())
  })

  it('[UI274] say why they can not be added', async () => {
    const { page } = await openScreen(ADDRESS, TAKING)
    choose(page, new File(['a'], 'no'), new File(['a'], 'plan.pdf'), new File(['b'], 'plan.pdf'))
    await waitFor(() => within(page).getByText('Not added: You have given 40 files already.'))
    within(page).getByText(/^Not added: A file of this name is there already/)
    await waitFor(() => expect(within(page).queryByRole('progressbar')).toBeNull())
  })

  it('[UI274] are judged before they are sent', () => {
    const there = Array.from({ length: 10 }, (_, index) => ({ name: `${index}`, size: 1 }))
    expect(pickedFileProblem(there.slice(1), { name: 'a', size: FILE_BYTES_MAX })).toBeUndefined()
    expect(pickedFileProblem(there, { name: 'a', size: 1 })).toMatch(/^At most 10 files/)
    expect(pickedFileProblem([], { name: 'a', size: FILE_BYTES_MAX + 1 })).toMatch(/^It is larger than 10 MB/)
    expect(pickedFileProblem([], { name: 'a\u202eb', size: 1 })).toMatch(/hidden characters/)
    expect(sizeWords(4_300)).toBe('4.2 KB')
  })

  it('[UI275] go with no answer that hands nothing on', async () => {
    const { page, sent } = await openScreen(ADDRESS, TAKING)
    choose(page, new File(['abc'], 'plan.pdf'))
    await waitFor(() => expect(within(page).queryByRole('progressbar')).toBeNull())
    fireEvent.click(within(page).getByRole('button', { name: 'Reject' }))
    await waitFor(() =>
      expect(sent.find(({ path }) => path.endsWith('/answer'))?.body).toEqual({
        answer: { type: 'reject', note: '' },
        version: TASK.version,
      }),
    )
    const audit = aTaskDetail({ row: aTaskRow({ reason: 'audit' }) })
    const other = await openScreen(ADDRESS, { ...EVERYTHING, '/tasks/': () => audit })
    expect(within(other.page).queryByText('Add files')).toBeNull()
  })
})

describe('files that were handed on', () => {
  const address = (page: HTMLElement) =>
    within(page)
      .getAllByRole('link', { name: 'plan.pdf' })
      .map((link) => [link.getAttribute('href'), link.getAttribute('download')])
  const ofTask = [`/api/v1/tasks/${TASK.row.id}/artifacts/${PLAN.sha256}`, 'plan.pdf']

  it('[UI276] are saved from the page of a task', async () => {
    const { answered, evidence } = TASK
    const given = aTaskDetail({
      answered: answered && { ...answered, artifacts: [PLAN] },
      evidence: { ...evidence, handoffs: evidence.handoffs.slice(0, 1).map((one) => ({ ...one, artifacts: [PLAN] })) },
    })
    const { page } = await openScreen(ADDRESS, { ...EVERYTHING, '/tasks/': () => given })
    expect(address(page)).toEqual([ofTask, ofTask])
    const closed = aTaskDetail({ row: aTaskRow({ status: 'answered', answer: 'approve' }), files: [PLAN] })
    const after = await openScreen(ADDRESS, { ...EVERYTHING, '/tasks/': () => closed })
    expect(address(after.page)).toEqual([ofTask])
  })

  it('[UI276] are saved from a stage of a run', () => {
    const detail = aRunDetail({ stages: [aStageRun({ id: 'sort', name: 'Sort', artifacts: [PLAN] })] })
    const passed = <StagePassed detail={detail} selected={null} onSelect={() => {}} />
    const { container } = render(passed, { wrapper: MantineProvider })
    expect(address(container)).toEqual([[`/api/v1/runs/${detail.summary.id}/artifacts/${PLAN.sha256}`, 'plan.pdf']])
    expect(container.textContent).toContain('2 KB')
  })
})
