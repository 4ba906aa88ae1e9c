import { describe, expect, it } from 'vitest'
import { leftOutName } from '../../../src/web/derive/left-out-name.ts'
import {
  afterWords,
  deciderWords,
  escalationWords,
  inShortWords,
  laterWords,
  pastWords,
} from '../../../src/web/derive/planned-stage-words.ts'
import { aPlannedStage } from '../../support/web-views.ts'

const planned = (given: object = {}) => aPlannedStage({ id: 'write', name: 'Write', ...given })

describe('a planned stage', () => {
  it('[UI181] says what it waits for, by name', () => {
    const names = new Map([['sort', 'Sort it']])
    expect(afterWords(planned(), names)).toBe('first')
    expect(afterWords(planned({ dependsOn: ['sort', 'gone'] }), names)).toBe('after Sort it and gone')
    expect(afterWords(planned({ dependsOn: ['sort', 'gone'], join: 'any' }), names)).toBe('after Sort it or gone')
  })

  it('[UI181] says who is asked later on', () => {
    const onBreach = [{ afterMs: 7_200_000, to: ['human:head', 'human:ann'] }]
    const escalation = { ...planned().escalation, onBreach }
    expect(laterWords(planned({ escalation }))).toEqual(['2 h later also head, ann', 'all hours count'])
    expect(laterWords(planned())).toEqual(['all hours count'])
  })

  it('[UI280] says who is asked first, who may not decide, and how much it matters where that is not as usual', () => {
    const first = [
      { id: 'human:ann', name: 'ann' },
      { id: 'human:desk', name: 'desk' },
    ]
    const keptOut = 'whoever started the run by hand'
    const escalation = { ...planned().escalation, first, keptOut, priority: 'urgent' }
    expect(escalationWords(planned({ escalation }))).toBe('ann, desk, 4 h to decide')
    expect(deciderWords(planned({ escalation }))).toEqual([`not decided by ${keptOut}`, 'priority: urgent'])
    expect(deciderWords(planned())).toEqual([])
  })

  it('[PL63] says when people are reminded, and which hours count', () => {
    const hours = 'Mon–Fri 09:00–17:00 (Europe/Berlin)'
    const onBreach = [{ afterMs: 7_200_000, to: ['human:head'] }]
    const escalation = { ...planned().escalation, remindMs: 3_600_000, workingHours: hours, onBreach }
    expect(laterWords(planned({ escalation }))).toEqual([
      'reminded 1 h before the deadline',
      '2 h later also head',
      'in working hours: Mon–Fri 09:00–17:00 (Europe/Berlin)',
    ])
  })

  it.each([
    [{ threshold: 0.85 }, 'Sort a message, asks a person when less than 85 % sure'],
    [{ onError: 'fail' }, 'Sort a message'],
    [{ performer: { kind: 'person', ref: 'human:ann', name: 'ann', reason: null } }, 'ann'],
    [{ performer: { kind: 'unavailable', ref: 'agent:a', name: 'a', reason: 'No AI.' } }, 'a person, in place of a'],
  ])('[UI181] %j is told in one line as "%s"', (given, words) => {
    expect(inShortWords(planned(given))).toBe(words)
  })

  it('[UI181] what never happened is not known, and what is so whatever happened is always so', () => {
    const none = { cost: 'not known yet', time: 'not known yet', asked: 'not known yet' }
    expect(pastWords()).toEqual(none)
    expect(pastWords({ cost: null, durationMs: null, asked: { type: 'certain' } })).toEqual({
      ...none,
      asked: 'always',
    })
    expect(
      pastWords({
        cost: { low: 20_000, high: 40_000, n: 9, currency: 'USD', unknown: 1 },
        durationMs: { low: 60_000, high: 120_000, n: 9 },
        asked: { type: 'share', asked: 2, of: 9 },
      }),
    ).toEqual({
      cost: 'US$0.02 to US$0.04 (n = 9; of 1 more the cost is not known)',
      time: '1 min to 2 min (n = 9)',
      asked: 'a person was asked in 2 of 9',
    })
  })
})

it('[UI184] what is left out is called as its module is, or as its file', () => {
  const modules = [{ ref: 'ctx:lessons', title: 'Lessons', sha256: 'a', tokens: 3 }]
  expect(leftOutName({ modules }, { ref: 'ctx:lessons', reason: '', memoryId: 'm1' })).toBe('One of Lessons')
  expect(leftOutName({ modules }, { ref: 'ctx:law', reason: '' })).toBe('law')
})
