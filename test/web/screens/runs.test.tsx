import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ChangedRuns, RunList } from '../../../src/api/contract/runs.ts'
import type { Routes } from '../../support/web-server.ts'
import { EVERYTHING, problem, QuietEventSource } from '../../support/web-server.ts'
import { aRunSummary } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

// What a browser has and the stand-in for one has not.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true
  }
})
afterEach(() => vi.unstubAllGlobals())

const ROWS = (['running', 'failed', 'failed', 'succeeded'] as const).map((status, index) =>
  aRunSummary({ id: `run-${index}`, title: `order ${index}`, status }),
)

function listOf(given: Partial<RunList> = {}): RunList {
  return { runs: ROWS, next: null, looked: ROWS.length, ...given }
}

/** A server with these runs; `asked` gets the query of each list that was asked for. */
function runsServer(given: Routes = {}, list: (path: string) => unknown = () => listOf()) {
  const asked: string[] = []
  const runs = (path: string) => {
    asked.push(path.slice('/runs?'.length))
    return list(path)
  }
  return { routes: { ...given, ...EVERYTHING, ...given, '/runs?': runs }, asked }
}

describe('filters', () => {
  it('[UI374] that are set are said above the list, and are taken out with a click', async () => {
    const { routes, asked } = runsServer()
    const { page } = await openScreen('/runs?days=7&waits=overdue&workchart=support-desk&failedStage=sort', routes)
    const chips = within(page).getByRole('list', { name: 'Filters that are set' })
    await waitFor(() => within(chips).getByText('Failed at Sort the message'))
    expect(
      within(chips)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Take out: A person is late',
      'Take out: Failed at Sort the message',
      'Take out: Begun in the last 7 days',
    ])
    expect(asked[0]).toBe('days=7&failedStage=sort&waits=overdue&workflow=support-desk')
    fireEvent.click(within(chips).getByRole('button', { name: /A person is late/ }))
    expect(document.activeElement?.textContent).toBe('Take out: Failed at Sort the message')
    await waitFor(() => expect(asked.at(-1)).toBe('days=7&failedStage=sort&workflow=support-desk'))
    for (const name of [/Failed at/, /Begun in/]) {
      fireEvent.click(within(chips).getByRole('button', { name }))
      await waitFor(() => expect(within(page).queryByRole('button', { name })).toBeNull())
    }
    expect(document.activeElement?.id).toBe('content')
  })

  it('[UI375] are behind one button, and each counts as soon as it is chosen', async () => {
    const { routes, asked } = runsServer()
    const { page } = await openScreen('/runs', routes)
    const choose = (label: string, value: string) =>
      fireEvent.change(within(page).getByLabelText(label), { target: { value } })
    const last = () => asked.at(-1)
    expect(within(page).queryByLabelText('Failed at')).toBeNull()
    choose('Waiting', 'for-person')
    await waitFor(() => expect(last()).toBe('waits=for-person'))
    choose('Waiting', '')
    choose('Started', 'schedule')
    await waitFor(() => expect(last()).toBe('cause=schedule'))
    choose('Started', '')
    choose('Started by', 'human:owner')
    await waitFor(() => expect(last()).toBe('startedBy=human%3Aowner'))
    choose('Started by', '')
    choose('Begun', '30')
    await waitFor(() => expect(last()).toBe('days=30'))
    choose('Begun', 'between')
    choose('From', '2026-11-01')
    await waitFor(() => expect(last()).toMatch(/^from=2026-1/))
    choose('Begun', '')
    choose('Took longer than, in minutes', '2.5')
    await waitFor(() => expect(last()).toBe('tookMinutes=2.5'))
    choose('Took longer than, in minutes', 'long')
    within(page).getByText('Type a number of minutes, such as 90.')
    await waitFor(() => expect(within(page).queryByText(/^Took longer than 2/)).toBeNull())
    choose('WorkChart', 'support-desk')
    await waitFor(() => within(within(page).getByLabelText('Failed at')).getByText('Sort the message'))
    choose('Failed at', 'sort')
    await waitFor(() => expect(last()).toBe('failedStage=sort&workflow=support-desk'))
    choose('Version', within(page).getByLabelText<HTMLSelectElement>('Version').options[1]?.value ?? '')
    await waitFor(() => expect(last()).toMatch(/version=\d+&workflow=support-desk$/))
    choose('WorkChart', '')
    await waitFor(() => expect(within(page).queryByLabelText('Version')).toBeNull())
    expect(within(page).queryByRole('list', { name: 'Filters that are set' })).toBeNull()
  })

  it('[UI375] what is typed stays while the list follows, until a view says something else', async () => {
    const view = { id: 'v1', name: 'Kettles', filter: { search: 'kettle' } }
    const { routes, asked } = runsServer({ '/run-views': () => ({ views: [view] }) })
    const { page } = await openScreen('/runs?search=order', routes)
    const field = within(page).getByLabelText<HTMLInputElement>('Search runs')
    fireEvent.change(field, { target: { value: 'order 4' } })
    await waitFor(() => expect(asked.at(-1)).toBe('search=order+4'))
    expect(field.value).toBe('order 4')
    fireEvent.change(await within(page).findByLabelText('View'), { target: { value: 'v1' } })
    await waitFor(() => expect(field.value).toBe('kettle'))
    fireEvent.change(within(page).getByLabelText('View'), { target: { value: '' } })
    await waitFor(() => expect(field.value).toBe(''))
  })

  it('[UI375] several states, that a view may ask for, are one choice', async () => {
    const { routes } = runsServer()
    const { page } = await openScreen('/runs?status=failed,rejected&days=3', routes)
    expect(within(page).getByLabelText<HTMLSelectElement>('State').selectedOptions[0]?.text).toBe('Failed or Rejected')
    expect(within(page).getByLabelText<HTMLSelectElement>('Begun').selectedOptions[0]?.text).toBe('In the last 3 days')
  })
})

describe('a list that is empty so far', () => {
  const nothing = listOf({ runs: [], next: 'run-9', looked: 5_000 })

  it('[UI376] looks further back by itself, and finds what is there', async () => {
    const { routes, asked } = runsServer({}, (path) => (path.includes('before=run-9') ? listOf() : nothing))
    const { page } = await openScreen('/runs?status=failed', routes)
    await waitFor(() => within(page).getByRole('table', { name: 'Runs, the newest first' }))
    expect(asked).toEqual(['status=failed', 'status=failed&before=run-9'])
  })

  it('[UI376] says how far it came, and goes on when it is asked to', async () => {
    let pages = 0
    const { routes } = runsServer({}, () => {
      pages += 1
      return pages > 5 ? { ...nothing, next: null } : nothing
    })
    const { page } = await openScreen('/runs?status=failed', routes)
    await waitFor(() => within(page).getByText('No run is like that among the newest 25,000 runs'))
    expect(within(page).queryByText('No run is like that')).toBeNull()
    fireEvent.click(within(page).getByRole('button', { name: 'Look further back' }))
    await waitFor(() => within(page).getByText('No run is like that'))
  })

  it('[UI376] a page that is full offers older runs', async () => {
    const { routes } = runsServer({}, () => listOf({ next: 'run-9' }))
    const { page } = await openScreen('/runs', routes)
    within(page).getByRole('button', { name: 'Show older runs' })
  })

  it('[UI376] says at once where nothing has run', async () => {
    const { page } = await openScreen('/runs', runsServer({}, () => listOf({ runs: [], looked: 0 })).routes)
    within(page).getByText('Nothing has run yet')
  })
})

it('[UI384] runs of the filter before are marked until those of the new one are there', async () => {
  const { promise, resolve } = Promise.withResolvers<RunList>()
  const { routes } = runsServer({}, (path) => (path.includes('status') ? promise : listOf()))
  const { page } = await openScreen('/runs', routes)
  const isBefore = () => within(page).getByRole('table').classList.contains('runs-table-before')
  fireEvent.change(within(page).getByLabelText('State'), { target: { value: 'failed' } })
  await waitFor(() => within(page).getByText('Looking for these runs.'))
  expect(isBefore()).toBe(true)
  resolve(listOf())
  await waitFor(() => expect(isBefore()).toBe(false))
})

describe('how fresh the list is', () => {
  /** A stream that is open until the test cuts it. */
  class CutEventSource extends QuietEventSource {
    static last: CutEventSource | undefined
    constructor() {
      super()
      CutEventSource.last = this
    }
  }

  it('[UI377] it is live, and from when the connection was cut', async () => {
    const { routes } = runsServer()
    const opened = openScreen('/runs', routes)
    vi.stubGlobal('EventSource', CutEventSource)
    const { page } = await opened
    const stream = CutEventSource.last
    stream?.onopen?.()
    await waitFor(() => within(page).getByText('Live'))
    stream?.onerror?.()
    await waitFor(() => within(page).getByText(/^From \d\d:\d\d:\d\d, /))
    within(page).getByText('The server does not answer.')
    expect(within(page).queryByText('Live')).toBeNull()
  })

  it('[UI378] far back it is not looked again with every change, and says from when it is', async () => {
    let looksAtHome = 0
    const home = (path: string) => {
      looksAtHome += 1
      return EVERYTHING['/home']?.(path)
    }
    const { routes, asked } = runsServer({ '/home': home }, () => listOf({ looked: 50_001, next: 'run-9' }))
    const opened = openScreen('/runs?days=7', routes)
    vi.stubGlobal('EventSource', CutEventSource)
    const { page } = await opened
    CutEventSource.last?.onopen?.()
    await waitFor(() => within(page).getByText(/^From \d\d:\d\d:\d\d, /))
    await waitFor(() => expect(looksAtHome).toBe(2))
    expect(asked).toHaveLength(1)
    fireEvent.click(within(page).getByRole('button', { name: 'Look again' }))
    await waitFor(() => expect(asked).toHaveLength(2))
  })
})

describe('views', () => {
  const VIEW = { id: 'v1', name: 'Failed this week', filter: { status: ['failed'], days: 7 } }

  it('[UI379] are chosen above the list, and what is looked at is saved as one', async () => {
    const saved = [VIEW]
    const { routes, asked } = runsServer({
      '/run-views': () => {
        const view = { id: 'v2', name: 'Late', filter: { waits: 'overdue' } }
        return saved.length === 1 ? { ...view, views: saved } : { views: saved }
      },
    })
    const { page, sent } = await openScreen('/runs', routes)
    fireEvent.change(await within(page).findByLabelText('View'), { target: { value: 'v1' } })
    await waitFor(() => expect(asked.at(-1)).toBe('days=7&status=failed'))
    fireEvent.change(within(page).getByLabelText('View'), { target: { value: '' } })
    fireEvent.change(within(page).getByLabelText('Waiting'), { target: { value: 'overdue' } })
    const name = await within(page).findByLabelText('Name of a new view')
    expect(within(page).getByLabelText<HTMLSelectElement>('View').selectedOptions[0]?.text).toBe('Not saved yet')
    fireEvent.change(name, { target: { value: 'Late' } })
    saved.push({ id: 'v2', name: 'Late', filter: { waits: 'overdue' } } as never)
    fireEvent.click(within(page).getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(sent.map(({ path }) => path)).toEqual(['/run-views']))
    expect(sent[0]?.body).toEqual({ name: 'Late', filter: { waits: 'overdue' } })
  })

  it('[UI380] are given other filters and another name, and deleted after a question', async () => {
    const { routes } = runsServer({ '/run-views/v1': () => VIEW, '/run-views': () => ({ views: [VIEW] }) })
    const { page, sent } = await openScreen('/runs?view=v1&status=failed&days=30', routes)
    await waitFor(() => within(page).getByText('Failed this week, changed'))
    fireEvent.click(within(page).getByRole('button', { name: 'Save the filters in this view' }))
    await waitFor(() => expect(sent).toHaveLength(1))
    expect(sent[0]).toEqual({
      path: '/run-views/v1',
      body: { name: 'Failed this week', filter: { status: ['failed'], days: 30 } },
    })
    fireEvent.change(within(page).getByLabelText('Its name'), { target: { value: 'Failed' } })
    fireEvent.click(within(page).getByRole('button', { name: 'Rename' }))
    await waitFor(() => expect(sent[1]?.body).toEqual({ ...VIEW, id: undefined, name: 'Failed' }))
    fireEvent.click(within(page).getByRole('button', { name: 'Delete this view' }))
    within(page).getByText('Delete the view “Failed this week”?')
    expect(sent).toHaveLength(2)
    fireEvent.click(within(page).getByRole('button', { name: 'Delete the view' }))
    await waitFor(() => expect(sent[2]?.path).toBe('/run-views/v1/remove'))
  })

  it('[UI380] what is refused is said, and what was typed stays', async () => {
    const sentence = 'You have a view "Late" already. Choose another name.'
    let answers = 0
    const { routes } = runsServer({
      '/run-views': () => {
        answers += 1
        return answers === 2 ? problem(409, sentence) : { views: [] }
      },
    })
    const { page } = await openScreen('/runs?status=failed', routes)
    const name = within(page).getByLabelText<HTMLInputElement>('Name of a new view')
    fireEvent.change(name, { target: { value: 'Late' } })
    fireEvent.click(within(page).getByRole('button', { name: 'Save' }))
    await waitFor(() => within(page).getByText(sentence))
    expect(name.value).toBe('Late')
  })
})

describe('many runs', () => {
  const box = (page: HTMLElement, order: number) =>
    within(page).getByRole<HTMLInputElement>('checkbox', { name: `Choose Support desk replies · order ${order}` })
  const chosen = (page: HTMLElement) => [0, 1, 2, 3].filter((order) => box(page, order).checked)
  const button = (page: HTMLElement, name: string | RegExp) =>
    within(page).getByRole<HTMLButtonElement>('button', { name })

  it('[UI381] are chosen one by one, from one to another, and all of a page', async () => {
    const { page } = await openScreen('/runs', runsServer().routes)
    expect(within(page).queryByRole('region', { name: 'Chosen runs' })).toBeNull()
    fireEvent.click(box(page, 1))
    fireEvent.click(box(page, 3), { shiftKey: true })
    expect(chosen(page)).toEqual([1, 2, 3])
    within(page).getByText('3 chosen')
    fireEvent.click(button(page, 'All on this page'))
    expect(chosen(page)).toEqual([0, 1, 2, 3])
    fireEvent.click(button(page, 'Choose none'))
    expect(chosen(page)).toEqual([])
    fireEvent.click(within(page).getByRole('checkbox', { name: 'Choose all 4 on this page' }))
    expect(chosen(page)).toEqual([0, 1, 2, 3])
  })

  it('[UI381] are chosen by nobody who may not change them', async () => {
    const session = { actor: { id: 'human:mei', name: 'mei' }, roles: ['viewer'], expiresAt: null }
    const viewer = await openScreen('/runs', runsServer({ '/session': () => session }).routes)
    expect(within(viewer.page).queryByRole('checkbox')).toBeNull()
  })

  it('[UI382][UI383] are canceled after a question, and what came of each is told', async () => {
    const answer: ChangedRuns = {
      runs: [{ id: 'run-0', result: { type: 'done' }, status: 'running', next: null }],
    }
    const { page, sent } = await openScreen('/runs', runsServer({ '/runs/cancel': () => answer }).routes)
    fireEvent.click(box(page, 3))
    within(page).getByText('0 of 1 can be canceled; 1 has ended. 0 of 1 can be retried; 1 did not fail.')
    expect(button(page, 'Cancel…').disabled).toBe(true)
    fireEvent.click(box(page, 0))
    fireEvent.click(button(page, 'Cancel…'))
    within(page).getByText('1 of 2 can be canceled; 1 has ended.')
    fireEvent.change(within(page).getByLabelText('Reason, for the history of each run'), {
      target: { value: 'Wrong.' },
    })
    expect(sent).toEqual([])
    fireEvent.click(button(page, 'Cancel 1 run'))
    await waitFor(() => within(page).getByText('0 of 1 run canceled, looked up afterwards.'))
    expect(sent).toEqual([{ path: '/runs/cancel', body: { runs: ['run-0'], note: 'Wrong.' } }])
    within(page).getByText('said to be done, and it is not: Running')
    expect(chosen(page)).toEqual([])
    expect(document.activeElement).toBe(button(page, 'Close'))
    fireEvent.click(button(page, 'Close'))
    expect(document.activeElement?.id).toBe('content')
    expect(within(page).queryByRole('region', { name: 'Chosen runs' })).toBeNull()
  })

  it('[UI383] are retried, and lead to their new runs', async () => {
    const detail = 'More than one stage failed: Sort, Send. Choose on the page of the run where to begin.'
    const answer: ChangedRuns = {
      runs: [
        { id: 'run-1', result: { type: 'done' }, status: 'failed', next: { id: 'new-1', status: 'running' } },
        { id: 'run-2', result: { type: 'refused', code: 'retry-unclear', detail }, status: 'failed', next: null },
      ],
    }
    const { page, sent } = await openScreen('/runs', runsServer({ '/runs/retry': () => answer }).routes)
    fireEvent.click(box(page, 1))
    fireEvent.click(box(page, 2))
    fireEvent.click(button(page, 'Retry…'))
    fireEvent.click(button(page, 'Retry 2 runs'))
    await waitFor(() => within(page).getByText('1 of 2 runs retried, looked up afterwards.'))
    expect(sent).toEqual([{ path: '/runs/retry', body: { runs: ['run-1', 'run-2'] } }])
    within(page).getByText('taken up; the new run: Running')
    within(page).getByText(detail)
    const link = within(page).getByRole('link', { name: /^The new run/ })
    expect(link.getAttribute('href')).toBe('/runs/new-1')
  })

  it('[UI383] where the server did not answer, the same is sent again', async () => {
    const done: ChangedRuns = { runs: [{ id: 'run-0', result: { type: 'done' }, status: 'canceled', next: null }] }
    const answers: unknown[] = [new Response('', { status: 502 }), done]
    const { page, sent } = await openScreen('/runs', runsServer({ '/runs/cancel': () => answers.shift() }).routes)
    fireEvent.click(box(page, 0))
    fireEvent.click(button(page, 'Cancel…'))
    fireEvent.click(button(page, 'Cancel 1 run'))
    fireEvent.click(await within(page).findByRole('button', { name: 'Try now' }))
    await waitFor(() => within(page).getByText('1 of 1 run canceled, looked up afterwards.'))
    expect(sent[1]).toEqual(sent[0])
  })
})
