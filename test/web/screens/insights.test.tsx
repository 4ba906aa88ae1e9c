import { fireEvent, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { aGateRow, someGates } from '../../support/web-gates.ts'
import { A_RUN, aListedReceipt, quietInsights, someAssumptions, someInsights } from '../../support/web-insights.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { aFirstOpenHome } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const ROUTES = {
  ...EVERYTHING,
  '/insights?': () => someInsights(),
  '/receipts?': () => ({ receipts: [aListedReceipt()], next: null }),
}

/** The card with this title. */
function cardOf(page: HTMLElement, title: string): HTMLElement {
  const heading = [...page.querySelectorAll('h2')].find(({ textContent }) => textContent === title)
  const card = heading?.closest<HTMLElement>('.card')
  if (card === null || card === undefined) throw new Error(`There is no card "${title}".`)
  return card
}

function buttonOf(part: HTMLElement, name: string): HTMLButtonElement {
  const button = [...part.querySelectorAll('button')].find(({ textContent }) => textContent === name)
  if (button === undefined) throw new Error(`There is no button "${name}".`)
  return button
}

function hrefs(part: HTMLElement): readonly (string | null)[] {
  return [...part.querySelectorAll('a')].map((link) => link.getAttribute('href'))
}

/** What a body row says, cell by cell. */
function rowOf(part: HTMLElement, place: number): readonly string[] {
  return [...(part.querySelectorAll('tbody tr')[place]?.children ?? [])].map(({ textContent }) => textContent)
}

describe('Insights', () => {
  it('[UI325] each card has its number, the interval, of how many it is, and a drawing with a name', async () => {
    const { page } = await openScreen('/insights', ROUTES)
    const said = (title: string) => cardOf(page, title).textContent
    expect(said('Automation share')).toContain('74 % 71.8 to 76.3 % · n = 1,648 stages')
    expect(said('Confidence against verdicts')).toContain('On average 4.3 % apart (n = 674)')
    expect(said('Cost per success')).toContain('£1.01 n = 380 · people £0.92, AI £0.09')
    expect(said('Cost per success')).toContain('The cost of people is an assumption')
    expect(said('Decided in time')).toContain('1 late task still open. 2 tasks asked more than once, not drawn.')
    expect(said('Stall budget')).toContain('n = 412 runs · at most 5 %')
    expect(said('Stall budget')).toContain(
      'All 8 went to a person. With 95 % certainty at most 3.5 % stall. 1 stand still now.',
    )
    expect(said('Time saved')).toContain('26 h in 30 days, n = 404 successful runs')
    expect(said('Time saved')).toContain('Before, your assumption6.5 min a case')
    expect(page.querySelectorAll('svg.chart-drawing[role="img"][aria-label]')).toHaveLength(5)
  })

  it('[UI428] each stage with a limit leads to what it comes to, with how far its promise is', async () => {
    const gates = someGates({
      gates: [
        ...someGates().gates,
        aGateRow({ segment: 'post', status: null }),
        aGateRow({ setting: { kind: 'none' } }),
      ],
    })
    const { page } = await openScreen('/insights', { '/workflows/support-desk/gates': () => gates, ...ROUTES })
    const list = await waitFor(() => {
      const found = page.querySelector<HTMLElement>('.insights-gates')
      if (found === null) throw new Error('There are no gates yet.')
      return found
    })
    expect([...list.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
      'Sort the messageCertified',
      'Check the refund policyasks below 85 %',
      'Sort the message: postat most 2 wrong in 100',
    ])
    expect(hrefs(list)).toEqual([
      '/insights/gates/support-desk/sort',
      '/insights/gates/support-desk/policy',
      '/insights/gates/support-desk/sort?segment=post',
    ])
  })

  it('[UI428] of very many some are listed; where no stage asks, it says where that is set', async () => {
    const rows = Array.from({ length: 9 }, (_, place) => aGateRow({ segment: `kind ${place}` }))
    const many = () => someGates({ gates: rows })
    const { page } = await openScreen('/insights', { '/workflows/support-desk/gates': many, ...ROUTES })
    await waitFor(() => expect(cardOf(page, 'Confidence against verdicts').textContent).toContain('and 3 more'))
    const none = await openScreen('/insights', {
      '/workflows/support-desk/gates': () => someGates({ gates: [] }),
      ...ROUTES,
    })
    await waitFor(() =>
      expect(cardOf(none.page, 'Confidence against verdicts').textContent).toContain(
        'No stage asks how sure it is yet.',
      ),
    )
  })

  it('[UI325] what is not known is said so, never 0, and each card says what did not happen', async () => {
    const { page } = await openScreen('/insights?days=7', { ...ROUTES, '/insights?': () => quietInsights() })
    for (const title of [
      'Automation share',
      'Confidence against verdicts',
      'Cost per success',
      'Decided in time',
      'Stall budget',
      'Time saved',
    ])
      expect(cardOf(page, title).textContent, title).toContain('not known yet')
    expect(page.textContent).toContain('Nothing was decided in these 30 days.')
    expect(page.querySelectorAll('svg.chart-drawing')).toHaveLength(0)
    expect(page.textContent).not.toMatch(/\b0 %/)
  })

  it('[UI325] AI that was free is said to be free, and other currencies stand beside', async () => {
    const [gbp] = someInsights().costs.currencies
    if (gbp === undefined) throw new Error('The numbers of the tests cost something.')
    const costs = { runs: 10, unknown: 2, untimedDecisions: 0, currencies: [] }
    const free = await openScreen('/insights', { ...ROUTES, '/insights?': () => someInsights({ costs }) })
    expect(cardOf(free.page, 'Cost per success').textContent).toContain('AI: free n = 8 runs · people not known')
    const both = { ...costs, currencies: [gbp, { ...gbp, currency: 'EUR', perSuccess: 1_500_000, successes: 4 }] }
    const { page } = await openScreen('/insights', { ...ROUTES, '/insights?': () => someInsights({ costs: both }) })
    expect(cardOf(page, 'Cost per success').textContent).toContain('In EUR: €1.50 (n = 4).')
  })

  it('[UI325] before anything has run it says what will be there; what does not come is told', async () => {
    const none = { ...ROUTES, '/home': aFirstOpenHome, '/insights?': () => quietInsights() }
    expect((await openScreen('/insights', none)).page.textContent).toContain('Nothing has run yet')
    const refused = { ...ROUTES, '/insights?': () => problem(403, 'You may not see this.') }
    expect((await openScreen('/insights', refused)).page.textContent).toContain('You may not see this.')
  })

  it('[UI321] days and WorkCharts stand in the address, and the same goes into the export', async () => {
    const asked: string[] = []
    const routes = {
      ...ROUTES,
      '/insights?': (path: string) => {
        asked.push(path)
        return someInsights()
      },
    }
    const { page } = await openScreen('/insights?days=90&workcharts=support-desk', routes)
    expect(asked[0]).toMatch(/^\/insights\?period=90&workflow=support-desk&zone=/)
    const [current] = page.querySelectorAll('.segments [aria-current]')
    expect(current?.textContent).toBe('90 days')
    expect(hrefs(page.querySelector<HTMLElement>('.segments') ?? page)).toEqual([
      '/insights?workcharts=support-desk&days=7',
      '/insights?workcharts=support-desk',
      '/insights?workcharts=support-desk&days=90',
    ])
    const [csv, jsonl] = hrefs(page).filter((href) => href?.includes('/insights/export'))
    expect(csv).toMatch(/period=90&workflow=support-desk&zone=.+&format=csv$/)
    expect(jsonl).toMatch(/format=jsonl$/)
    expect(page.textContent).toContain('What was assumed is in the file')
    fireEvent.click(page.querySelector<HTMLElement>('.drop-down input[type=checkbox]') ?? page)
    await waitFor(() => expect(asked.at(-1)).toMatch(/^\/insights\?period=90&zone=/))
  })

  it('[UI326] the five numbers have their definition, interval, n and target', async () => {
    const { page } = await openScreen('/insights', ROUTES)
    const card = cardOf(page, 'The five numbers')
    const names = [...card.querySelectorAll('h3 button')].map(({ textContent }) => textContent)
    expect(names).toEqual([
      'Creation time, median',
      'Made without code',
      'Stall rate',
      'Decided in time',
      'Automation share',
    ])
    expect([...card.querySelectorAll('[role=tooltip]')].map(({ textContent }) => textContent)).toContain(
      'Runs that did not go on.',
    )
    expect(card.textContent).toContain('8 min5 min to 15 min · n = 12at most 10 min; on average 9 min')
    expect(card.textContent).toContain('n = 13 WorkChartsat least 80 %')
  })

  it('[UI327] WorkCharts, skills, people and reasons each have their numbers, with links to what they are of', async () => {
    const { page } = await openScreen('/insights', ROUTES)
    expect(rowOf(cardOf(page, 'By WorkChart'), 0)).toEqual([
      'Support desk replies',
      '416',
      '380',
      '74 % 71.8 to 76.3 %, n = 1,648',
      '£1.01 (12 of 416 runs not known)',
      '97.1 % 93.5 to 100 %, n = 138',
      '1.9 % 0.3 to 3.6 %, n = 412',
      '87.1 % 84.3 to 89.9 %, n = 674',
    ])
    const skills = cardOf(page, 'By skill and agent')
    expect(rowOf(skills, 0)[4]).toBe('£0.82 (404 stages), 12 not known')
    expect(rowOf(skills, 1).slice(4)).toEqual(['not known', 'not known'])
    const reviewers = cardOf(page, 'Reviewers')
    expect(reviewers.textContent).toContain('busiest day 18 Nov: 14 decisions, 3.1 h')
    expect(rowOf(reviewers, 0)).toEqual(['lena', '98', '8.5 h (n = 90 of 98)', '17 min'])
    expect(rowOf(reviewers, 1)).toEqual(['tom-akers', '40', 'not known', 'not known'])
    expect(hrefs(cardOf(page, 'Failures by reason'))).toEqual([
      '/runs?status=failed&workchart=support-desk',
      '/runs?status=rejected&workchart=support-desk',
    ])
    expect(cardOf(page, 'Why people were asked').textContent).toContain('Not sure enough96 tasks')
  })

  it('[UI328] each step of commissioning leads to what proves it; without evidence it is empty', async () => {
    const { page } = await openScreen('/insights', ROUTES)
    const card = cardOf(page, 'Commissioning')
    expect(hrefs(card)).toEqual([
      '/workcharts/support-desk',
      '/workcharts/support-desk/versions',
      '/runs/run-1',
      '/runs/run-20',
    ])
    expect(rowOf(card, 0)[4]).toBe('no evidence yet')
    const [row] = someInsights().commissioning
    if (row === undefined) throw new Error('The numbers of the tests have evidence.')
    const none = { ...row, install: null, test: null, operational: null, optimize: null }
    const routes = { ...ROUTES, '/insights?': () => someInsights({ commissioning: [none, row, none] }) }
    const second = cardOf((await openScreen('/insights', routes)).page, 'Commissioning')
    expect(second.querySelectorAll('tbody tr')).toHaveLength(1)
    expect(second.textContent).toContain('2 WorkCharts without evidence yet')
  })

  it('[UI329][UI413] the newest receipts lead to their runs and pages, and all are exported', async () => {
    const { page } = await openScreen('/insights', ROUTES)
    const card = await waitFor(() => {
      const found = cardOf(page, 'Receipts')
      if (found.querySelector('tbody') === null) throw new Error('There are no receipts yet.')
      return found
    })
    const run = `/runs/${A_RUN.id}`
    const ways = ['/api/v1/receipts/export?format=csv', '/api/v1/receipts/export']
    expect(hrefs(card)).toEqual([...ways, run, `${run}/receipts/1`])
    expect(rowOf(card, 0).slice(0, 3)).toEqual(['order 48213', 'Sort the message', 'Sort a message'])
  })
})

describe('assumptions on the screen', () => {
  const SAVED = someAssumptions({ revision: 3, hourly: { currency: 'GBP', microUnits: 40_000_000 } })

  async function openAssumptions(answer: () => unknown) {
    const opened = await openScreen('/insights', { '*/assumptions': answer, ...ROUTES })
    fireEvent.click(buttonOf(cardOf(opened.page, 'Time saved'), 'Assumptions'))
    const card = cardOf(opened.page, 'Assumptions')
    const field = (label: string) => {
      const found = [...card.querySelectorAll('label')].find(({ textContent }) => textContent === label)
      const input = found === undefined ? null : card.querySelector<HTMLInputElement>(`[id="${found.htmlFor}"]`)
      if (input === null) throw new Error(`There is no field "${label}".`)
      return input
    }
    return { ...opened, card, field }
  }

  it('[UI324] are entered for a WorkChart, say who entered them, and are taken back', async () => {
    const { card, field, sent } = await openAssumptions(() => ({ assumptions: SAVED }))
    expect(card.textContent).toContain('Entered by ines')
    fireEvent.change(field('What an hour of a person costs'), { target: { value: '40.00 GBP' } })
    fireEvent.click(buttonOf(card, 'Save assumptions'))
    await waitFor(() => expect(card.textContent).toContain('Saved.'))
    fireEvent.click(buttonOf(card, 'Undo'))
    await waitFor(() => expect(sent).toHaveLength(2))
    const money = (microUnits: number) => ({ currency: 'GBP', microUnits })
    expect(sent.map(({ body }) => body)).toEqual([
      { revision: 2, minutes: { sort: 4 }, hourly: money(40_000_000), perError: null },
      { revision: 3, minutes: { sort: 4 }, hourly: money(32_000_000), perError: null },
    ])
    expect(sent[0]?.path).toBe('/workflows/support-desk/assumptions')
  })

  it('[UI324] what does not fit is said at its field, and what was refused stays typed', async () => {
    const { card, field, sent } = await openAssumptions(() => problem(409, 'Somebody else has changed it.'))
    fireEvent.change(field('Sort the message'), { target: { value: 'four' } })
    fireEvent.click(buttonOf(card, 'Save assumptions'))
    expect(card.textContent).toContain('Write minutes as a number, such as 6.5, or leave it empty.')
    expect(sent).toEqual([])
    fireEvent.change(field('Sort the message'), { target: { value: '5' } })
    fireEvent.click(buttonOf(card, 'Save assumptions'))
    await waitFor(() =>
      expect(card.textContent).toContain('Somebody else has changed it. What you typed is kept here.'),
    )
    expect(field('Sort the message').value).toBe('5')
  })
})
