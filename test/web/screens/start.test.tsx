import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RowCheck } from '../../../src/api/contract/row-checks.ts'
import { ROWS_BYTES_MAX } from '../../../src/api/contract/row-limits.ts'
import type { WorkflowDetail } from '../../../src/api/contract/workflows.ts'
import type { Routes } from '../../support/web-server.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { aWorkflowDetail } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const INPUTS: WorkflowDetail['inputs'] = [
  { name: 'message', schema: { type: 'string' }, required: true, default: null, description: null },
  { name: 'order', schema: { type: 'string' }, required: false, default: null, description: null },
]

const CHECK: RowCheck = {
  numbered: 'line',
  columns: ['message', 'order', 'mesage'],
  title: null,
  rows: [
    { at: 2, title: null, inputs: { message: 'The lid broke' } },
    { at: 3, title: null, inputs: { message: 'It leaks' } },
  ],
  misfits: [{ at: 4, problems: [{ column: 'message', message: 'The input "message" is missing.' }] }],
  strangers: [{ column: 'ordre', meant: 'order' }],
  repeats: [{ at: 3, as: 2 }],
}

function ready(given: Partial<WorkflowDetail> = {}): WorkflowDetail {
  const detail = aWorkflowDetail()
  const plan = detail.plan === null ? null : { ...detail.plan, ready: true }
  return { ...detail, inputs: INPUTS, plan, ...given }
}

function site(detail: WorkflowDetail, routes: Routes = {}): Routes {
  return {
    '/workflows/support-desk/runs': () => ({ runs: [{ id: 'run-1', status: 'running' }] }),
    '/workflows/support-desk/row-checks': () => CHECK,
    '/workflows/support-desk/samples': () => ({ rows: [], leftOut: 0 }),
    ...EVERYTHING,
    '/workflows/': () => detail,
    ...routes,
  }
}

function openForm(search = '', detail = ready(), routes: Routes = {}) {
  return openScreen(`/start/support-desk${search}`, site(detail, routes))
}

function textIn(page: HTMLElement, name: RegExp): HTMLInputElement {
  return within(page).getByRole<HTMLInputElement>('textbox', { name })
}

describe('the form that starts a WorkChart', () => {
  it('[UI200][UI202] is a page of its own: it says what will happen, starts it, and says what was started', async () => {
    const { page, sent } = await openForm()
    within(page).getByRole('heading', { level: 1, name: 'Support desk replies' })
    within(page).getByText('Sorts messages, writes the answers, and asks a person where it is not sure.')
    within(page).getByText('It goes through 5 stages.')
    expect(within(page).queryByRole('navigation')).toBeNull()
    fireEvent.change(textIn(page, /^Message/), { target: { value: 'The lid broke' } })
    fireEvent.click(within(page).getByRole('button', { name: 'Start' }))
    await waitFor(() => within(page).getByRole('heading', { level: 1, name: 'Started' }))
    expect(sent).toEqual([{ path: '/workflows/support-desk/runs', body: { inputs: { message: 'The lid broke' } } }])
    expect(within(page).getByRole('link', { name: 'See how it goes' }).getAttribute('href')).toBe('/runs/run-1')
    expect(document.activeElement?.textContent).toBe('Support desk replies is under way.')
    fireEvent.click(within(page).getByRole('button', { name: 'Start another' }))
    expect(textIn(page, /^Message/).value).toBe('')
  })

  it('[UI201] says in plain words that there is none, that it can not be run, and that it is not published', async () => {
    const unknown = { ...(await problem(404, 'No.').json()), code: 'workflow-unknown' }
    const gone = () =>
      new Response(JSON.stringify(unknown), { status: 404, headers: { 'content-type': 'application/problem+json' } })
    const none = await openScreen('/start/support-desk', { ...EVERYTHING, '/workflows/': gone })
    within(none.page).getByRole('heading', { name: 'There is no form here' })
    const broken = await openForm('', ready({ plan: null }))
    within(broken.page).getByText('It can not be started now.')
    expect(within(broken.page).queryByRole('button', { name: 'Start' })).toBeNull()
    const { summary } = ready()
    const draft = await openForm('', ready({ summary: { ...summary, published: null }, inputs: [] }))
    within(draft.page).getByText(/^It is not published yet/)
    within(draft.page).getByText('It needs nothing to begin with.')
  })

  it('[UI201] says what went wrong where the server does not answer as it should', async () => {
    const { page } = await openScreen('/start/support-desk', {
      ...EVERYTHING,
      '/workflows/': () => problem(503, 'The engine stands still.'),
    })
    await waitFor(() => within(page).getByText('The engine stands still.'))
  })

  it('[UI203] is filled in by its address, as written, and starts nothing by it', async () => {
    const { page, sent } = await openForm('?message=1.0&order=00712345678901234567890&title=x&amount=3')
    expect(textIn(page, /^Message/).value).toBe('1.0')
    expect(textIn(page, /^Order/).value).toBe('00712345678901234567890')
    expect(textIn(page, /^Title/).value).toBe('')
    expect(sent).toEqual([])
  })

  it('[UI204] begins with what its manual trigger gives, under what the address says', async () => {
    const beginnings = [{ id: 'manual', inputs: { message: 'Please look', order: 'none' } }]
    const { page } = await openForm('?order=48211', ready({ beginnings }))
    expect([textIn(page, /^Message/).value, textIn(page, /^Order/).value]).toEqual(['Please look', '48211'])
    expect(within(page).queryByLabelText('Begin with')).toBeNull()
  })

  it('[UI204] of several beginnings one is chosen', async () => {
    const beginnings = [
      { id: 'by-mail', inputs: { message: 'A mail' } },
      { id: 'by-phone', inputs: { message: 'A call' } },
    ]
    const { page } = await openForm('', ready({ beginnings }))
    expect(textIn(page, /^Message/).value).toBe('A mail')
    fireEvent.change(within(page).getByLabelText('Begin with'), { target: { value: '1' } })
    expect(textIn(page, /^Message/).value).toBe('A call')
  })
})

describe('many at once', () => {
  async function openMany(routes: Routes = {}) {
    const opened = await openForm('', ready(), routes)
    fireEvent.click(within(opened.page).getByRole('button', { name: 'Many at once' }))
    return opened
  }

  async function checkedIn(page: HTMLElement) {
    fireEvent.change(textIn(page, /^Rows/), { target: { value: 'message\nThe lid broke\nIt leaks\n,x' } })
    fireEvent.click(within(page).getByRole('button', { name: 'Check the rows' }))
    return await waitFor(() => within(page).getByRole('region', { name: 'What was found in the rows' }))
  }

  it('[UI206][UI207] rows are checked, what does not fit is named, and the button says what it does', async () => {
    const { page, sent } = await openMany()
    const found = within(await checkedIn(page))
    found.getByText('2 rows fit, 1 does not.')
    found.getByText('Line 4, message: The input "message" is missing.')
    found.getByText('ordre. Did you mean order?')
    found.getByText('Line 3 says the same as line 2. Each starts a run of its own.')
    found.getByText('Line 2: The lid broke')
    expect(sent).toEqual([
      { path: '/workflows/support-desk/row-checks', body: { text: 'message\nThe lid broke\nIt leaks\n,x' } },
    ])
    fireEvent.change(found.getByLabelText('What each run is called'), { target: { value: 'order' } })
    await waitFor(() => expect(sent.at(-1)?.body).toMatchObject({ title: 'order' }))
    found.getByRole('button', { name: 'Start 2 runs, leave 1 out' })
  })

  it('[UI207] rows that were changed have to be checked again', async () => {
    const { page } = await openMany()
    await checkedIn(page)
    fireEvent.change(textIn(page, /^Rows/), { target: { value: 'message\nIt leaks' } })
    expect(within(page).queryByRole('button', { name: /^Start 2/ })).toBeNull()
  })

  it('[UI207] of very many problems the first are shown, and all on demand', async () => {
    const problems = [{ column: 'message', message: 'Too short.' }]
    const misfits = Array.from({ length: 25 }, (_, row) => ({ at: row + 2, problems }))
    const { page } = await openMany({
      '/workflows/support-desk/row-checks': () => ({ ...CHECK, rows: [], misfits, strangers: [], repeats: [] }),
    })
    const found = within(await checkedIn(page))
    expect(found.getAllByText(/Too short/)).toHaveLength(20)
    expect(found.queryByRole('button', { name: /^Start/ })).toBeNull()
    fireEvent.click(found.getByRole('button', { name: 'Show all 25' }))
    expect(found.getAllByText(/Too short/)).toHaveLength(25)
  })

  it('[UI208] what is sent again after no answer has the same ids', async () => {
    const answers = [
      () => new Response('gone', { status: 502 }),
      () => ({
        runs: [
          { id: 'run-1', status: 'running' },
          { id: 'run-2', status: 'running' },
        ],
      }),
    ]
    const { page, sent } = await openMany({ '/workflows/support-desk/runs': () => answers.shift()?.() })
    const found = within(await checkedIn(page))
    fireEvent.click(found.getByRole('button', { name: 'Start 2 runs, leave 1 out' }))
    await waitFor(() => within(page).getByText('The server does not answer.'))
    const again = within(await checkedIn(page))
    fireEvent.click(again.getByRole('button', { name: 'Start 2 runs, leave 1 out' }))
    await waitFor(() => within(page).getByText('2 runs of Support desk replies are under way.'))
    const starts = sent.filter(({ path }) => path.endsWith('/runs'))
    expect(starts).toHaveLength(2)
    expect(starts[1]).toEqual(starts[0])
    const ids = JSON.stringify(starts[0]?.body).match(/"id":"[0-9a-f-]{36}"/g) ?? []
    expect(new Set(ids).size).toBe(2)
    expect(within(page).getByRole('link', { name: 'See the runs' }).getAttribute('href')).toBe(
      '/runs?workchart=support-desk',
    )
  })

  it('[UI209] a file is taken in, and one that is too large is not', async () => {
    const { page } = await openMany()
    const chooser = page.querySelector<HTMLInputElement>('input[type="file"]')
    const choose = (file: File) => fireEvent.change(chooser ?? page, { target: { files: [file] } })
    choose(new File(['message\nIt leaks'], 'rows.csv'))
    await waitFor(() => expect(textIn(page, /^Rows/).value).toBe('message\nIt leaks'))
    choose(new File(['x'.repeat(ROWS_BYTES_MAX + 1)], 'large.csv'))
    await waitFor(() => within(page).getByText('large.csv is larger than 4 MiB. Split it.'))
    expect(textIn(page, /^Rows/).value).toBe('message\nIt leaks')
  })

  it('[UI209] rows that can not be read are refused with the reason', async () => {
    const { page } = await openMany({ '/workflows/support-desk/row-checks': () => problem(422, 'It has two columns.') })
    fireEvent.change(textIn(page, /^Rows/), { target: { value: 'a,a\n1,2' } })
    fireEvent.click(within(page).getByRole('button', { name: 'Check the rows' }))
    await waitFor(() => within(page).getByText('It has two columns.'))
    expect(textIn(page, /^Rows/).value).toBe('a,a\n1,2')
  })
})

describe('the form on the page of a WorkChart', () => {
  it('[UI205] has an address that is copied', async () => {
    const copied: string[] = []
    vi.stubGlobal('navigator', {
      ...navigator,
      clipboard: { writeText: async (text: string) => void copied.push(text) },
    })
    const { page } = await openScreen('/workcharts/support-desk', site(ready()))
    fireEvent.click(within(page).getByRole('button', { name: 'Copy link to this form' }))
    await waitFor(() => within(page).getByRole('button', { name: 'Link copied' }))
    expect(copied).toEqual([`${window.location.origin}/start/support-desk`])
  })

  it('[UI205] shows its address where it can not be copied', async () => {
    vi.stubGlobal('navigator', { ...navigator, clipboard: undefined })
    const { page } = await openScreen('/workcharts/support-desk', site(ready()))
    fireEvent.click(within(page).getByRole('button', { name: 'Copy link to this form' }))
    await waitFor(() => within(page).getByText(`${window.location.origin}/start/support-desk`))
  })

  it('[UI200][UI206] leads to the run that was started, and to the list where there are many', async () => {
    const { page } = await openScreen('/workcharts/support-desk', site(ready()))
    fireEvent.change(textIn(page, /^Message/), { target: { value: 'It leaks' } })
    fireEvent.click(within(page).getByRole('button', { name: 'Run' }))
    await waitFor(() => expect(page.querySelector('h1')?.textContent).not.toBe('Support desk replies'))
  })
})
