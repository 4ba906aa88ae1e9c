import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { BudgetSteps } from '../../../src/web/charts/budget-steps.tsx'
import { ChartCard } from '../../../src/web/charts/chart-card.tsx'
import { CostBars } from '../../../src/web/charts/cost-bars.tsx'
import { ReliabilityPlot } from '../../../src/web/charts/reliability-plot.tsx'
import { ShareOverTime } from '../../../src/web/charts/share-over-time.tsx'
import { TimeHistogram } from '../../../src/web/charts/time-histogram.tsx'

afterEach(cleanup)

const HOUR = 3_600_000
const AROUND_HALF = { share: 0.5, low: 0.4, high: 0.6, n: 96 }

function drawn(element: ReactNode): HTMLElement {
  return render(element, { wrapper: MantineProvider }).container
}

function wordsOf(drawing: HTMLElement): readonly string[] {
  return [...drawing.querySelectorAll('text')].map(({ textContent }) => textContent)
}

describe('drawings', () => {
  it('[UI313] a share over time has its band, a gap where nothing happened, its marks and its end in words', () => {
    const points = [
      { words: '1 Nov', share: AROUND_HALF },
      { words: '8 Nov', share: AROUND_HALF },
      { words: '15 Nov', share: null },
      { words: '22 Nov', share: { share: 0.74, low: 0.7, high: 0.78, n: 400 } },
    ]
    const page = drawn(
      <ShareOverTime label="Up from 50 to 74 %" points={points} marks={[{ at: 1, words: 'version 7' }]} />,
    )
    expect(page.querySelector('svg')?.getAttribute('role')).toBe('img')
    expect(page.querySelector('svg')?.getAttribute('aria-label')).toBe('Up from 50 to 74 %')
    expect(page.querySelectorAll('.chart-band')).toHaveLength(2)
    expect(page.querySelectorAll('.chart-line')).toHaveLength(2)
    expect(wordsOf(page)).toEqual(expect.arrayContaining(['1 Nov', '22 Nov', 'version 7', '74 %', 'without a person']))
  })

  it('[UI314] what answers said stands against what people found, with the interval and how many', () => {
    const groups = [
      { said: 0.55, right: { share: 0.4, low: 0.2, high: 0.6, n: 21 } },
      { said: 0.95, right: { share: 0.93, low: 0.9, high: 0.96, n: 1_408 } },
    ]
    const page = drawn(<ReliabilityPlot label="Two groups" groups={groups} />)
    const sizes = [...page.querySelectorAll('circle')].map((circle) => Number(circle.getAttribute('r')))
    expect(page.querySelectorAll('.chart-interval')).toHaveLength(2)
    expect(page.querySelectorAll('.chart-diagonal')).toHaveLength(1)
    expect(sizes[0]).toBeLessThan(sizes[1] ?? 0)
    expect(wordsOf(page)).toEqual(expect.arrayContaining(['n 21', 'n 1,408', 'people agreed', 'it said']))
  })

  it('[UI315] costs of AI and people stand one upon the other; unknown is no bar, and what was assumed is a line', () => {
    const bars = [
      { words: '1 Nov', ai: 0.1, people: 0.9 },
      { words: '8 Nov', ai: null, people: null },
    ]
    const before = { value: 2.38, words: 'before: £2.38, your assumption' }
    const page = drawn(<CostBars label="Costs" bars={bars} before={before} money={(amount) => `£${amount}`} />)
    const [ai, people] = [...page.querySelectorAll('rect')]
    expect(page.querySelectorAll('rect')).toHaveLength(2)
    expect(Number(people?.getAttribute('y'))).toBeLessThan(Number(ai?.getAttribute('y')))
    expect(page.querySelectorAll('.chart-limit')).toHaveLength(1)
    expect(wordsOf(page)).toEqual(expect.arrayContaining(['£0', '£3', '–', before.words]))
  })

  it('[UI316] times to decide have the deadline as a line, and late ones are striped', () => {
    const bins = [
      { fromMs: 0, toMs: 2 * HOUR, inTime: 30, late: 0 },
      { fromMs: 2 * HOUR, toMs: 4 * HOUR, inTime: 8, late: 0 },
      { fromMs: 4 * HOUR, toMs: null, inTime: 0, late: 10 },
    ]
    const page = drawn(
      <TimeHistogram
        label="Times"
        bins={bins}
        deadline={{ ms: 4 * HOUR, words: 'deadline, 4 h' }}
        lateWords="10 of 48 late"
      />,
    )
    const lines = [...page.querySelectorAll('.chart-late-lines')].map((path) => path.getAttribute('d') ?? '')
    expect(lines.slice(0, 2)).toEqual(['', ''])
    expect(lines[2]).not.toBe('')
    expect(page.querySelectorAll('.chart-limit-solid')).toHaveLength(1)
    expect(wordsOf(page)).toEqual(expect.arrayContaining(['0', '2 h', 'deadline, 4 h', '10 of 48 late']))
    const each = drawn(<TimeHistogram label="Times" bins={bins} deadline={null} lateWords="" />)
    expect(each.querySelector('.chart-limit-solid')).toBeNull()
  })

  it('[UI317] what is used up steps towards what is allowed, and both are said', () => {
    const points = [0, 0, 3, 8].map((used, day) => ({ words: `${day + 1} Nov`, used }))
    const page = drawn(<BudgetSteps label="8 of 20" points={points} allowed={20} />)
    expect(page.querySelector('.chart-line-ink')?.getAttribute('d')).toMatch(/^M[\d.]+ [\d.]+(H[\d.]+V[\d.]+){3}$/)
    expect(wordsOf(page)).toEqual(expect.arrayContaining(['8 used', '20 allowed', '4 Nov']))
    const over = drawn(<BudgetSteps label="21 of 20" points={[{ words: '1 Nov', used: 21 }]} allowed={20} />)
    expect(wordsOf(over)).toContain('21 used')
    const none = drawn(<BudgetSteps label="0 of 0" points={[{ words: '1 Nov', used: 0 }]} allowed={0} />)
    const heights = [...none.querySelectorAll('.chart-key, .chart-note')].map((text) => Number(text.getAttribute('y')))
    expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeGreaterThan(10)
  })
})

describe('the card of a drawing', () => {
  const table = {
    columns: ['Week', 'Without a person', 'n'],
    rows: [
      ['1 Nov', '50 %', '96'],
      ['8 Nov', 'not known', '0'],
    ],
  }
  const card = { title: 'Automation share', caption: 'By week.', nothing: 'Nothing ran in these 30 days.' }

  it('[UI318] shows the same numbers as a table, by a button that says so', () => {
    const { container, getByRole } = render(
      <ChartCard {...card} big="50 %" behind="n = 96" chart={<i data-chart="" />} table={table} />,
      { wrapper: MantineProvider },
    )
    expect(container.querySelector('[data-chart]')).not.toBeNull()
    fireEvent.click(getByRole('button', { name: 'Table of Automation share', pressed: false }))
    expect(container.querySelector('[data-chart]')).toBeNull()
    const rows = [...container.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    )
    expect(rows).toEqual(table.rows)
    expect(container.querySelector('[tabindex="0"]')?.getAttribute('aria-label')).toBe('Automation share, as a table')
    fireEvent.click(getByRole('button', { name: 'Table of Automation share', pressed: true }))
    expect(container.querySelector('[data-chart]')).not.toBeNull()
  })

  it('[UI318] where nothing happened it says so, and what is not known is no number', () => {
    const page = drawn(
      <ChartCard {...card} big={null} behind="n = 0" chart={<i data-chart="" />} table={{ ...table, rows: [] }} />,
    )
    expect(page.textContent).toContain('Nothing ran in these 30 days.')
    expect(page.textContent).toContain('not known yet')
    expect(page.querySelector('[data-chart], button')).toBeNull()
  })
})
