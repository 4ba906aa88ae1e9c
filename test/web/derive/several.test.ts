import { describe, expect, it } from 'vitest'
import { idsBetween, withToggled } from '../../../src/web/derive/choice.ts'
import { caseWords, SEVERAL_MAX, sharedAnswers, stagesOf } from '../../../src/web/derive/several.ts'
import { aTaskDetail, aTaskRow, TASK_ROWS } from '../../support/web-views.ts'

const IDS = Array.from({ length: 150 }, (_, n) => `t${n}`)

describe('choosing several tasks', () => {
  it('[UI252] chooses what is not chosen yet, and takes out what is chosen whole', () => {
    const some = withToggled(new Set(['t3']), ['t1', 't3'], SEVERAL_MAX)
    expect([...some]).toEqual(['t3', 't1'])
    expect([...withToggled(some, ['t1'], SEVERAL_MAX)]).toEqual(['t3'])
    expect([...withToggled(some, ['t1', 't3'], SEVERAL_MAX)]).toEqual([])
  })

  it('[UI252] ends at a hundred', () => {
    expect(withToggled(new Set(), IDS, SEVERAL_MAX).size).toBe(100)
    expect([...withToggled(new Set(['t149']), IDS, SEVERAL_MAX)].slice(0, 2)).toEqual(['t149', 't0'])
  })

  it('[UI252] chooses from one to another, whichever comes first', () => {
    const ids = ['a', 'b', 'c', 'd']
    expect(idsBetween(ids, 'b', 'd')).toEqual(['b', 'c', 'd'])
    expect(idsBetween(ids, 'd', 'b')).toEqual(['b', 'c', 'd'])
    expect(idsBetween(ids, null, 'b')).toEqual(['b'])
    expect(idsBetween(ids, 'gone', 'b')).toEqual(['b'])
  })

  it('[UI252] knows the stages that have more than one task', () => {
    const rows = [...TASK_ROWS, aTaskRow({ id: 'z.policy.1' })]
    expect(stagesOf(rows)).toEqual([
      {
        key: 'support-desk policy',
        name: `Check the refund policy · ${aTaskRow().workflow.name}`,
        ids: [aTaskRow().id, 'z.policy.1'],
      },
    ])
  })

  it('[UI252] says of a case what was answered, or why it came', () => {
    expect(caseWords(aTaskDetail())).toBe('Policy checker answered Decision: refund, Amount, £: 52.')
    const row = aTaskRow({ because: 'A person decides this stage.' })
    expect(caseWords(aTaskDetail({ answered: null, row }))).toBe('A person decides this stage.')
  })
})

describe('answers for several tasks', () => {
  const APPROVE = { type: 'approve', effect: 'Marks it done.' } as const
  const REJECT = { type: 'reject', effect: 'Ends it.' } as const

  it('[UI252] are those that all of them offer; of others it says which do not', () => {
    const failed = aTaskRow({ id: 'f', reason: 'error', runTitle: 'Halden AS' })
    const cases = [
      aTaskDetail({ answers: [APPROVE, REJECT] }),
      aTaskDetail({ answers: [REJECT, { type: 'retry', effect: 'Again.' }], row: failed }),
    ]
    expect(sharedAnswers(cases)).toEqual([
      {
        type: 'approve',
        label: 'Approve',
        effects: ['Marks it done.'],
        missing: ['Check the refund policy · Halden AS'],
      },
      { type: 'reject', label: 'Reject', effects: ['Ends it.'], missing: [] },
    ])
  })

  it('[UI252] are called as on the page where they are called the same on each, and say each effect once', () => {
    const cases = [1, 2].map((n) => aTaskDetail({ answers: [APPROVE, { ...REJECT, effect: `Ends ${n}.` }] }))
    expect(sharedAnswers(cases)).toMatchObject([
      { label: 'Approve as it is', effects: ['Marks it done.'] },
      { label: 'Reject', effects: ['Ends 1.', 'Ends 2.'] },
    ])
  })
})
