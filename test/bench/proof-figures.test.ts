import { expect, it } from 'vitest'
import { toFigures } from '../../bench/limits/proof-figures.ts'

it('reads the unit and the target from the name of a figure of a proof, and leaves out what is no number', () => {
  const figures = {
    'task list, store p95, ms (target <= 100)': 3.5,
    'chain: late step / early step (target <= 1.5)': 1.02,
    'chain: whole run, s': 12,
    'task deadlines: runs started a second': 900,
    'what was seen': 'everything',
  }
  expect(toFigures(figures)).toEqual([
    { name: 'task list, store p95', value: 3.5, unit: 'ms', target: { atMost: 100 } },
    { name: 'chain: late step / early step', value: 1.02, unit: '', target: { atMost: 1.5 } },
    { name: 'chain: whole run', value: 12, unit: 's' },
    { name: 'task deadlines: runs started a second', value: 900, unit: '' },
  ])
})
