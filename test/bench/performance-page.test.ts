import { expect, it } from 'vitest'
import type { Figure } from '../../bench/figures.ts'
import { isReached } from '../../bench/figures.ts'
import { performancePage } from '../../bench/performance-page.ts'
import type { Results } from '../../bench/results.ts'

const RESULTS: Results = {
  at: '2026-11-27T21:04:05.000Z',
  effort: 'full',
  machine: { cores: 2, processor: 'A processor', memoryGb: 8, kernel: 'Linux 6', node: '26.10.0', sqlite: '3.53.4' },
  reports: [
    {
      name: 'throughput',
      title: 'Runs per second',
      method: 'Runs go through.',
      n: 12_000,
      figures: [
        { name: 'runs', value: 2_712.4, unit: 'per s', target: { atLeast: 2_700 }, limit: 5_400 },
        { name: 'late by, p99', value: 61.26, unit: 'ms', target: { atMost: 50 } },
        { name: 'late step / early step', value: 1.046, unit: '' },
      ],
    },
  ],
  failed: [],
}

it('shows each figure beside its target and its limit, and says which target was missed', () => {
  const page = performancePage(RESULTS)
  expect(page.slice(page.indexOf('## '))).toBe(
    [
      '## Runs per second',
      '',
      '`bench/throughput`, n = 12000. Runs go through.',
      '',
      '| figure | measured | target | limit |',
      '|---|---:|---:|---:|',
      '| runs | 2,712 per s | ≥ 2,700 per s | 5,400 per s |',
      '| late by, p99 | 61.3 ms (missed) | ≤ 50 ms |  |',
      '| late step / early step | 1.05 |  |  |',
      '',
    ].join('\n'),
  )
})

it('says how, when and on what it was measured', () => {
  const page = performancePage(RESULTS)
  const said = ['npm run bench', '2026-11-27', 'A processor, 2 cores', '8 GB', 'Linux 6', '26.10.0', '3.53.4']
  expect(said.filter((words) => !page.includes(words))).toEqual([])
})

it.each<[Partial<Figure>, boolean]>([
  [{ target: { atMost: 5 } }, true],
  [{ target: { atMost: 4.9 } }, false],
  [{ target: { atLeast: 5 } }, true],
  [{ target: { atLeast: 5.1 } }, false],
  [{}, true],
])('judges a figure of 5 with %j: %j', (given, expected) => {
  expect(isReached({ name: 'one', value: 5, unit: 'ms', ...given })).toBe(expected)
})
