import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Routes } from '../../support/web-server.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { aFirstOpenHome, aTemplate, aWorkflowDetail } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

function listing(...templates: readonly ReturnType<typeof aTemplate>[]): Routes {
  return { ...EVERYTHING, '/templates': () => ({ templates }) }
}

describe('the templates', () => {
  it('[UI61] say what they are and who is asked, and one click begins a draft', async () => {
    const { page, sent } = await openScreen('/new', {
      '/drafts': () => problem(507, 'The disk is full.'),
      ...EVERYTHING,
    })
    const card = within(within(page).getByRole('article', { name: 'Refunds and returns' }))
    card.getByText('Works without AI')
    card.getByText('3 stages · 22 sample rows · asks support and support lead')
    card.getByRole('img', { name: 'Stages: Sort the message, Find the order, Decide the refund' })
    fireEvent.click(card.getByRole('button', { name: 'Use this template Refunds and returns' }))
    await waitFor(() => card.getByText('The disk is full.'))
    expect(sent).toEqual([{ path: '/drafts', body: { name: 'Refunds and returns', template: 'refund-requests' } }])
  })

  it('[UI61] with agents say that AI makes them better', async () => {
    const { page } = await openScreen('/new', listing(aTemplate({ agentStages: 2 })))
    within(page).getByText('Better with AI')
  })

  it('[UI62] say which of their parts the user has changed', async () => {
    const { page } = await openScreen(
      '/new',
      listing(aTemplate({ kept: ['sort-refund-request', 'write-refund-letter'] })),
    )
    within(page).getByText(/You have changed sort refund request and write refund letter/)
  })

  it('[UI64] are offered on the first visit', async () => {
    const { page } = await openScreen('/', { ...EVERYTHING, '/home': aFirstOpenHome })
    expect(within(page).getByRole('link', { name: 'See the templates' }).getAttribute('href')).toBe('/new')
  })
})

describe('samples on the form of a run', () => {
  const detail = () =>
    aWorkflowDetail({
      inputs: [
        { name: 'message', schema: { type: 'string' }, required: true, default: null, description: null },
        { name: 'remark', schema: { type: 'string' }, required: false, default: 'as usual', description: null },
      ],
    })

  function formWith(samples: () => unknown) {
    return openScreen('/workcharts/support-desk', {
      ...EVERYTHING,
      '/workflows/support-desk/samples': samples,
      '/workflows/': detail,
    })
  }

  it('[UI63] fill it, empty what they leave out, and start nothing', async () => {
    const { page, sent } = await formWith(() => ({ rows: [{ inputs: { message: 'The lid broke' } }], leftOut: 0 }))
    await waitFor(() => within(page).getByLabelText('Fill in a sample'))
    fireEvent.change(within(page).getByLabelText('Fill in a sample'), { target: { value: '0' } })
    expect(within(page).getByRole<HTMLInputElement>('textbox', { name: /^Message/ }).value).toBe('The lid broke')
    expect(within(page).getByRole<HTMLInputElement>('textbox', { name: /^Remark/ }).value).toBe('')
    expect(sent).toEqual([])
  })

  it('[UI63] that can not be read say why, and leave the form to be filled in by hand', async () => {
    const { page } = await formWith(() => problem(422, 'samples.csv does not fit.'))
    await waitFor(() => within(page).getByText('samples.csv does not fit.'))
    expect(within(page).getByRole<HTMLInputElement>('textbox', { name: /^Remark/ }).value).toBe('as usual')
  })

  it('[UI63] nobody has written are not spoken of', async () => {
    const { page } = await formWith(() => ({ rows: [], leftOut: 0 }))
    expect(within(page).queryByLabelText('Fill in a sample')).toBeNull()
  })
})
