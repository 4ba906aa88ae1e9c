import { expect, it } from 'vitest'
import { peopleIn } from '../../../src/core/workflow/people-in.ts'

it('[CX3] the people a document names are found wherever it may name them, each once', () => {
  const document = {
    roles: { reviewer: { default: 'human:lead' }, other: 'human:not-here' },
    defaults: { escalation: { to: ['human:support'] } },
    stages: [
      {
        roles: { primary: 'human:ann', tools: ['skill:a'], reviewer: 'human:lead' },
        escalation: { to: ['human:support', 7], on_breach: [{ after: '0s', to: ['human:head'] }, 'x'] },
      },
      'no stage',
      { roles: { primary: 'human:not a name' } },
    ],
  }
  expect(peopleIn(document)).toEqual(['human:lead', 'human:support', 'human:ann', 'human:head'])
  expect(peopleIn('no document')).toEqual([])
})
