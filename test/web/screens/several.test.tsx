import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { keepAnswer, readKeptAnswer } from '../../../src/web/data/kept-answers.ts'
import type { Routes } from '../../support/web-server.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { aTaskDetail, aTaskRow } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

const ROWS = ['a', 'b', 'c', 'd'].map((id) => aTaskRow({ id: `${id}.policy.1`, run: id, runTitle: `order ${id}` }))
const FIRST = ROWS[0]?.id ?? ''

/** A server with four tasks of a stage: what is answered leaves its list, but for what `keeps` names. */
function fourTasks(given: Routes = {}, keeps: readonly string[] = []): Routes {
  const gone = new Set<string>()
  const of = (path: string) => ROWS.find(({ id }) => path.includes(id)) ?? aTaskRow()
  return {
    ...given,
    ...EVERYTHING,
    '/tasks/': (path) => {
      if (!path.endsWith('/answer')) return aTaskDetail({ row: of(path), version: `v-${of(path).id}` })
      gone.add(of(path).id)
      return { task: of(path).id, run: '', runStatus: 'running', next: null }
    },
    '/tasks?': () => ({ tasks: ROWS.filter(({ id }) => !gone.has(id) || keeps.includes(id)), next: null }),
  }
}

function box(page: HTMLElement, name: string): HTMLInputElement {
  return within(page).getByRole<HTMLInputElement>('checkbox', { name: `Check the refund policy · ${name}` })
}

/** The approval, once all that was chosen is shown. */
async function approval(page: HTMLElement, count: number): Promise<HTMLElement> {
  return await waitFor(() => {
    const button = within(page).getByRole<HTMLButtonElement>('button', { name: `Approve as it is: ${count}` })
    if (button.disabled) throw new Error('Not everything is shown yet.')
    return button
  })
}

describe('several tasks at once', () => {
  it('[UI252] are chosen one by one, from one to another, and by their stage', async () => {
    const { page } = await openScreen('/inbox/several', fourTasks())
    const checked = () => ['a', 'b', 'c', 'd'].filter((id) => box(page, `order ${id}`).checked)
    fireEvent.click(box(page, 'order b'))
    fireEvent.click(box(page, 'order d'), { shiftKey: true })
    expect(checked()).toEqual(['b', 'c', 'd'])
    fireEvent.click(box(page, 'order c'))
    expect(checked()).toEqual(['b', 'd'])
    const stage = within(page).getByRole('button', { name: /^All of this stage: Check the refund policy/ })
    fireEvent.click(stage)
    expect(checked()).toEqual(['a', 'b', 'c', 'd'])
    expect(stage.getAttribute('aria-pressed')).toBe('true')
    fireEvent.click(stage)
    expect(checked()).toEqual([])
    within(page).getByText(/^0 chosen of 4/)
  })

  it('[UI253][UI254] are decided with one note, each for what was shown, and looked up in the list afterwards', async () => {
    keepAnswer({ person: 'human:owner', task: FIRST }, { version: '1', note: 'Half a sentence', values: {} })
    const { page, sent } = await openScreen('/inbox/several', fourTasks())
    fireEvent.click(box(page, 'order a'))
    fireEvent.click(box(page, 'order c'))
    const approve = await approval(page, 2)
    within(page).getAllByText('Policy checker answered Decision: refund, Amount, £: 52.')
    fireEvent.change(within(page).getByLabelText(/^Reason/), { target: { value: 'As always.' } })
    fireEvent.click(approve)
    await waitFor(() => within(page).getByText('2 of 2 decided, as the list says too.'))
    const answer = { type: 'approve', note: 'As always.' }
    expect(sent).toEqual(
      ['a', 'c'].map((id) => ({
        path: `/tasks/${id}.policy.1/answer`,
        body: { answer, version: `v-${id}.policy.1` },
      })),
    )
    expect(readKeptAnswer({ person: 'human:owner', task: FIRST })).toBeUndefined()
    fireEvent.click(within(page).getByRole('button', { name: 'Choose others' }))
    await waitFor(() => within(page).getByText(/^0 chosen of 2/))
  })

  it('[UI254] what is said to be done and is still in the list is not done', async () => {
    const { page } = await openScreen('/inbox/several', fourTasks({}, [FIRST]))
    for (const id of ['a', 'b']) fireEvent.click(box(page, `order ${id}`))
    fireEvent.click(await approval(page, 2))
    await waitFor(() => within(page).getByText('1 of 2 decided, as the list says too.'))
    within(page).getByText(/it was said to be done, and is still in the list/)
    expect(within(page).getAllByRole('link', { name: /^Look at it/ })).toHaveLength(1)
  })

  it('[UI253] what somebody else decided first says who, and leads there', async () => {
    const sentence = 'lena has already answered this task (approve). Nothing was changed.'
    const { page } = await openScreen(
      '/inbox/several',
      fourTasks({ '/tasks/a.policy.1/answer': () => problem(409, sentence) }),
    )
    for (const id of ['a', 'b']) fireEvent.click(box(page, `order ${id}`))
    fireEvent.click(await approval(page, 2))
    await waitFor(() => within(page).getByText('1 of 2 decided, as the list says too.'))
    expect(within(page).getByText(new RegExp(sentence.slice(0, 30)))).toBeDefined()
    expect(
      within(page)
        .getByRole('link', { name: /^Look at it/ })
        .getAttribute('href'),
    ).toBe('/inbox/a.policy.1')
  })

  it('[UI253] what nobody knows of is sent again when somebody asks for it', async () => {
    const tries = [new Response('', { status: 502 }), Response.json({})]
    const answer = { '/tasks/a.policy.1/answer': () => tries.shift() ?? Response.json({}) }
    const { page, sent } = await openScreen('/inbox/several', fourTasks(answer, []))
    fireEvent.click(box(page, 'order a'))
    fireEvent.click(await approval(page, 1))
    fireEvent.click(await within(page).findByRole('button', { name: 'Try those again' }))
    await waitFor(() => expect(sent).toHaveLength(2))
    expect(sent[1]).toEqual(sent[0])
    await waitFor(() => within(page).getByText(/it was said to be done/))
  })

  it('[UI252] an answer that one of them does not offer says so', async () => {
    const answers = aTaskDetail().answers.filter(({ type }) => type !== 'approve')
    const routes = fourTasks({ '/tasks/b.policy.1': () => aTaskDetail({ row: ROWS[1] ?? aTaskRow(), answers }) })
    const { page } = await openScreen('/inbox/several', routes)
    for (const id of ['a', 'b']) fireEvent.click(box(page, `order ${id}`))
    await waitFor(() => within(page).getByText(/Not offered by Check the refund policy · order b/))
    expect(within(page).getByRole<HTMLButtonElement>('button', { name: /^Approve/ }).disabled).toBe(true)
    expect(within(page).getByRole<HTMLButtonElement>('button', { name: /^Reject/ }).disabled).toBe(false)
  })

  it('[UI252] begin in the inbox', async () => {
    const { page } = await openScreen('/inbox', EVERYTHING)
    const link = within(page).getByRole('link', { name: 'Decide several at once' })
    expect(link.getAttribute('href')).toBe('/inbox/several')
    const done = await openScreen('/inbox?show=answered', EVERYTHING)
    expect(within(done.page).queryByRole('link', { name: 'Decide several at once' })).toBeNull()
  })
})
