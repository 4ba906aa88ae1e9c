import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { EarlierDecisions } from '../../../src/api/contract/earlier-decisions.ts'
import { ROLES } from '../../../src/core/people/role.ts'
import { keepAnswer } from '../../../src/web/data/kept-answers.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { aTaskDetail, aTaskRow } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

const TASK = aTaskDetail()
const ADDRESS = `/inbox/${TASK.row.id}`

const EARLIER: EarlierDecisions = {
  overall: 'Of 2 answers like this in the last 90 days, 1 was edited and 1 rejected.',
  latest: [
    {
      task: 'a.policy.1',
      run: 'a',
      runTitle: 'order 47903',
      by: { id: 'human:lena', name: 'lena' },
      role: 'ops-manager',
      at: TASK.row.openedAt,
      answer: 'edit',
      note: 'Without postage.',
      confidence: 0.71,
      threshold: 0.9,
    },
    {
      task: 'b.policy.1',
      run: 'b',
      runTitle: null,
      by: { id: 'human:owner', name: 'owner' },
      role: null,
      at: TASK.row.openedAt,
      answer: 'reject',
      note: '',
      confidence: null,
      threshold: null,
    },
  ],
}

const EFFECT = { effect: 'Marks this stage done with refund, 48. Nothing is sent yet.' }

describe('the page of a task', () => {
  it('[UI19] below each answer stands its effect', async () => {
    const { page } = await openScreen(ADDRESS, EVERYTHING)
    for (const { effect } of TASK.answers.filter(({ type }) => type !== 'edit')) {
      expect(within(page).getByText(effect)).toBeDefined()
    }
  })

  it('[UI13] a changed value makes its button the first and says what it does', async () => {
    const { page, sent } = await openScreen(ADDRESS, { ...EVERYTHING, '/tasks/': answerTo })
    fireEvent.change(within(page).getByLabelText('Amount, £'), { target: { value: '48' } })
    await waitFor(() => within(page).getByText(EFFECT.effect))
    const [first] = within(page).getAllByRole('button', { name: /Edit and approve|Approve as it is/ })
    expect(first?.textContent).toContain('Edit and approve')
    fireEvent.click(within(page).getByRole('button', { name: /Edit and approve/ }))
    await waitFor(() =>
      expect(sent.find(({ path }) => path.endsWith('/answer'))).toEqual({
        path: `/tasks/${TASK.row.id}/answer`,
        body: {
          answer: { type: 'edit', outputs: { decision: 'refund', amount: 48 }, note: '' },
          version: TASK.version,
        },
      }),
    )
  })

  it('[UI19] an answer that changed meanwhile waits until the person has looked again', async () => {
    const versions = ['1', '2']
    const detail = () => aTaskDetail({ version: versions.length > 1 ? (versions.shift() ?? '') : '2' })
    const taking = { '/tasks/': (path: string) => (path.endsWith('/claim') ? {} : detail()) }
    const { page } = await openScreen(ADDRESS, { ...EVERYTHING, ...taking })
    fireEvent.click(within(page).getByRole('button', { name: 'Take it' }))
    await waitFor(() => within(page).getByText('The answer or the case has changed'))
    const reject = () => within(page).getByRole<HTMLButtonElement>('button', { name: 'Reject' })
    expect(reject().disabled).toBe(true)
    fireEvent.click(within(page).getByRole('button', { name: 'I have looked again' }))
    expect(reject().disabled).toBe(false)
  })

  it('[UI19] who was slower is told who decided, and keeps what they typed', async () => {
    const sentence = 'lena has already answered this task (approve). Nothing was changed.'
    const decided = (path: string) => (path.endsWith('/answer') ? problem(409, sentence) : aTaskDetail())
    const { page } = await openScreen(ADDRESS, { ...EVERYTHING, '/tasks/': decided })
    fireEvent.change(within(page).getByLabelText(/^Reason/), { target: { value: 'Postage is not part of it.' } })
    fireEvent.click(within(page).getByRole('button', { name: 'Reject' }))
    await waitFor(() => within(page).getByText(sentence))
    expect(within(page).getByLabelText<HTMLTextAreaElement>(/^Reason/).value).toBe('Postage is not part of it.')
  })

  it('[UI250] what was typed is there after a reload, and can be thrown away', async () => {
    const before = await openScreen(ADDRESS, EVERYTHING)
    fireEvent.change(within(before.page).getByLabelText('Amount, £'), { target: { value: '48' } })
    fireEvent.change(within(before.page).getByLabelText(/^Reason/), { target: { value: 'Postage.' } })
    within(before.page).getByText(/^Draft: nobody else sees it/)
    const { page } = await openScreen(ADDRESS, EVERYTHING)
    const shown = () => [
      within(page).getByLabelText<HTMLInputElement>('Amount, £').value,
      within(page).getByLabelText<HTMLTextAreaElement>(/^Reason/).value,
    ]
    expect(shown()).toEqual(['48', 'Postage.'])
    fireEvent.click(within(page).getByRole('button', { name: 'Throw it away' }))
    expect(shown()).toEqual(['52', ''])
    expect(within(page).queryByText(/^Draft:/)).toBeNull()
    expect(localStorage.length).toBe(0)
  })

  it('[UI250] what was typed for an older version waits until the person has looked, and what no longer fits is named', async () => {
    const before = await openScreen(ADDRESS, EVERYTHING)
    fireEvent.change(within(before.page).getByLabelText('Amount, £'), { target: { value: '48' } })
    const form = {
      schema: { type: 'object', properties: { amount: { type: 'boolean', title: 'Amount, £' } } },
      values: {},
      profile: 'portable',
      reasons: [],
    } as const
    const { page } = await openScreen(ADDRESS, { ...EVERYTHING, '/tasks/': () => aTaskDetail({ version: '2', form }) })
    within(page).getByText(/no longer asks like that for Amount, £/)
    within(page).getByText('The answer or the case has changed')
    expect(within(page).getByRole<HTMLButtonElement>('button', { name: 'Reject' }).disabled).toBe(true)
  })

  it('[UI251] what was typed ends with the decision, here or elsewhere', async () => {
    const { page } = await openScreen(ADDRESS, { ...EVERYTHING, '/tasks/': answerTo })
    fireEvent.change(within(page).getByLabelText(/^Reason/), { target: { value: 'Postage.' } })
    expect(localStorage.length).toBe(1)
    fireEvent.click(within(page).getByRole('button', { name: 'Reject' }))
    await waitFor(() => expect(localStorage.length).toBe(0))
    keepAnswer({ person: 'human:owner', task: TASK.row.id }, { version: '1', note: 'Late.', values: {} })
    const row = aTaskRow({ status: 'answered', answer: 'reject' })
    await openScreen(ADDRESS, { ...EVERYTHING, '/tasks/': () => aTaskDetail({ row, answers: [] }) })
    await waitFor(() => expect(localStorage.length).toBe(0))
  })

  it('[UI251] signing out leaves nothing of what was typed', async () => {
    keepAnswer({ person: 'human:lena', task: TASK.row.id }, { version: '1', note: 'Late.', values: {} })
    const session = { actor: { id: 'human:lena', name: 'lena' }, roles: [...ROLES], expiresAt: null }
    const routes = { ...EVERYTHING, '/session': () => session, '/connections': () => ({ connections: [] }) }
    const { page } = await openScreen('/settings', routes)
    fireEvent.click(await within(page).findByRole('button', { name: 'Sign out' }))
    await waitFor(() => expect(localStorage.length).toBe(0))
  })

  it('[UI249] shows what was decided about the same stage before', async () => {
    const { page } = await openScreen(ADDRESS, { ...EVERYTHING, '*/earlier': () => EARLIER })
    const section = within(page).getByRole('heading', { name: 'Earlier decisions' }).parentElement
    if (section === null) throw new Error('It stands alone.')
    expect(within(section).getByText(String(EARLIER.overall))).toBeDefined()
    const [first, second] = within(section).getAllByRole('listitem')
    expect(first?.textContent).toContain('Lena (Ops Manager) edited and approved it: “Without postage.”')
    expect(first?.textContent).toContain('71 %')
    expect(second?.textContent).toContain('You rejected it')
    expect(within(section).getByRole('link', { name: 'order 47903' }).getAttribute('href')).toBe('/inbox/a.policy.1')
  })

  it('[UI249] says where nothing was decided before, and what is too long ago to be counted', async () => {
    const { page } = await openScreen(ADDRESS, EVERYTHING)
    within(page).getByText('Nobody has decided this stage before, as far as you may see.')
    const old = await openScreen(ADDRESS, { ...EVERYTHING, '*/earlier': () => ({ ...EARLIER, overall: null }) })
    within(old.page).getByText('Nobody has decided this stage in the last 90 days.')
  })

  it('[UI19] a task that is closed says who closed it, and offers nothing', async () => {
    const row = aTaskRow({
      status: 'answered',
      answer: 'reject',
      decidedBy: { id: 'human:lena', name: 'lena' },
      decidedAt: TASK.row.openedAt,
    })
    const { page } = await openScreen(ADDRESS, { ...EVERYTHING, '/tasks/': () => aTaskDetail({ row, answers: [] }) })
    expect(within(page).getByText('Lena rejected it.')).toBeDefined()
    expect(within(page).queryByRole('button', { name: 'Reject' })).toBeNull()
  })
})

describe('a question about a task', () => {
  const ASKED = {
    by: { id: 'human:lena', name: 'lena' },
    of: { id: 'human:tom', name: 'tom' },
    text: 'Did it arrive?',
    at: TASK.row.openedAt,
  }

  it('[UI256] is asked of one person, with what to ask', async () => {
    const { page, sent } = await openScreen(ADDRESS, EVERYTHING)
    fireEvent.click(within(page).getByRole('button', { name: 'Ask someone about it' }))
    const ask = within(page).getByRole<HTMLButtonElement>('button', { name: 'Ask' })
    fireEvent.change(within(page).getByLabelText('Who may know'), { target: { value: 'tom, mei-lin' } })
    fireEvent.change(within(page).getByLabelText('Your question'), { target: { value: ' Did it arrive? ' } })
    expect(ask.disabled).toBe(true)
    fireEvent.change(within(page).getByLabelText('Who may know'), { target: { value: 'Tom' } })
    fireEvent.click(ask)
    await waitFor(() =>
      expect(sent.find(({ path }) => path.endsWith('/ask'))?.body).toEqual({ of: 'human:tom', text: 'Did it arrive?' }),
    )
  })

  it('[UI256] stands on the page until it is answered there', async () => {
    const detail = aTaskDetail({ question: ASKED })
    const { page, sent } = await openScreen(ADDRESS, { ...EVERYTHING, '/tasks/': () => detail })
    expect(within(page).getByText('Did it arrive?')).toBeDefined()
    expect(within(page).queryByRole('button', { name: 'Ask someone about it' })).toBeNull()
    fireEvent.change(within(page).getByLabelText('What is known about it'), { target: { value: 'It did.' } })
    fireEvent.click(within(page).getByRole('button', { name: 'Answer the question' }))
    await waitFor(() => expect(sent.find(({ path }) => path.endsWith('/tell'))?.body).toEqual({ text: 'It did.' }))
  })

  it('[UI257] whoever does not decide reads why, and what they were asked; no answer is offered', async () => {
    const barred = 'This task is for lena. Ask them to pass it on to you.'
    const detail = aTaskDetail({ barred, question: ASKED, answers: [], row: aTaskRow({ priority: 'urgent' }) })
    const { page } = await openScreen(ADDRESS, { ...EVERYTHING, '/tasks/': () => detail })
    expect(within(page).getByText(barred)).toBeDefined()
    expect(within(page).getByText('Urgent')).toBeDefined()
    expect(within(page).getByLabelText('What is known about it')).toBeDefined()
    for (const name of [/Approve/, /Reject/, 'Pass to someone'])
      expect(within(page).queryByRole('button', { name })).toBeNull()
  })
})

function answerTo(path: string): unknown {
  if (path.endsWith('/effect')) return EFFECT
  return path.endsWith('/answer') ? { task: '', run: '', runStatus: 'running', next: null } : aTaskDetail()
}
