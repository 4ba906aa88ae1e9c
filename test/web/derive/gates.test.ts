import { describe, expect, it } from 'vitest'
import type { GateStatus } from '../../../src/api/contract/gates.ts'
import { shortDayOrTime } from '../../../src/web/derive/clock-words.ts'
import { calibrationDrawing } from '../../../src/web/derive/gate-calibration.ts'
import { curveDrawing } from '../../../src/web/derive/gate-curve.ts'
import {
  breakEvenWords,
  discriminationWords,
  doublingWords,
  leftWords,
  oneIn,
} from '../../../src/web/derive/gate-honest.ts'
import { gateNumbers } from '../../../src/web/derive/gate-numbers.ts'
import { readGateSearch } from '../../../src/web/derive/gate-search.ts'
import {
  aimWords,
  endWords,
  limitStatus,
  statusSentence,
  togetherWords,
  wrongAtMost,
  wrongFound,
} from '../../../src/web/derive/gate-status.ts'
import { nearestPoint, nextTarget } from '../../../src/web/derive/gate-steps.ts'
import { stageStatus, togetherOf } from '../../../src/web/derive/stage-gates.ts'
import {
  aChoice,
  aGate,
  aGateRow,
  aNewGate,
  aPoint,
  CERTIFIED,
  CHANGED,
  GATHERING,
  IMPOSSIBLE,
  someGates,
  WAITING,
} from '../../support/web-gates.ts'

const UTC = { timeZone: 'UTC' }
const AT = '2026-11-12T10:00:00.000Z'

describe('what the address of a gate says', () => {
  it('[UI414] a kind of answers, a target and a limit; anything else is left out', () => {
    expect(readGateSearch({ segment: 'post', target: '0.02', limit: '0.88' })).toEqual({
      segment: 'post',
      target: 0.02,
      limit: 0.88,
    })
    expect(readGateSearch({ target: 0.02, limit: 0 })).toEqual({ target: 0.02, limit: 0 })
    expect(readGateSearch({ segment: '', target: '0', limit: '1.5' })).toEqual({})
    expect(readGateSearch({ segment: 7, target: 'two', limit: ' ' })).toEqual({})
  })

  it('[UI414] targets step through the whole numbers from 1 to 20', () => {
    expect([nextTarget(0.02, 'up'), nextTarget(0.02, 'down')]).toEqual([0.03, 0.01])
    expect([nextTarget(0.07, 'up'), nextTarget(0.07, 'down')]).toEqual([0.08, 0.06])
    expect([nextTarget(0.025, 'up'), nextTarget(0.025, 'down')]).toEqual([0.03, 0.02])
    expect([nextTarget(0.2, 'up'), nextTarget(0.01, 'down'), nextTarget(0.005, 'down')]).toEqual([null, null, null])
    expect(nextTarget(0.005, 'up')).toBe(0.01)
  })

  it('[UI418] a percentage is one of those that can be chosen: the nearest', () => {
    const { points } = aGate()
    expect(points[nearestPoint(points, 0.87)]?.limit).toBe(0.88)
    expect(points[nearestPoint(points, 0)]?.limit).toBe(0.4)
    expect(nearestPoint([], 0.5)).toBe(-1)
  })
})

describe('the status of a gate', () => {
  const NONE: GateStatus = { type: 'impossible', why: 'no-confidence', wrong: 0, of: 0 }

  it.each([
    [CERTIFIED, 'Certified for the last 352 checked answers'],
    [GATHERING, 'Needs 163 more reviews, 189 checked so far'],
    [{ ...GATHERING, checked: 0, needed: null }, 'Needs more reviews, none was checked yet'],
    [{ ...GATHERING, needed: 1 }, 'Needs 1 more review, 189 checked so far'],
    [WAITING, 'Needs more reviews, 40 checked so far, 20 waiting for a person'],
    [IMPOSSIBLE, 'Can not be met: 18 of its 200 surest answers were wrong'],
    [NONE, 'Can not be met: its answers do not say how sure they are'],
  ] as const)('[UI415] %o', (status, words) => {
    expect(statusSentence(status)).toBe(words)
  })

  it('[UI415] why a certificate ended is said with its day', () => {
    const changed = { type: 'changed', what: 'model', from: 'a', to: 'b', at: AT } as const
    expect(endWords(changed, UTC)).toBe('The model changed from a to b on 12 Nov.')
    expect(endWords({ ...changed, what: 'skill', from: null }, UTC)).toBe('The skill changed to b on 12 Nov.')
    expect(endWords({ ...changed, what: 'stage', from: null, to: null }, UTC)).toBe('The stage changed on 12 Nov.')
    expect(endWords({ ...changed, what: 'reviewer', to: null }, UTC)).toBe(
      'Whoever looks at the answers changed on 12 Nov.',
    )
    expect(endWords({ type: 'alarm', at: AT, wrong: 4, of: 60 }, UTC)).toBe(
      'Checks found more wrong than was promised on 12 Nov: 4 of 60.',
    )
    expect(endWords({ type: 'expired', at: AT }, UTC)).toBe('The certificate ran out on 12 Nov.')
  })

  it('[UI415] of a percentage of one’s own, what is certified holds from its own limit on', () => {
    expect([limitStatus(CERTIFIED, 0.88).short, limitStatus(CERTIFIED, 0.9).short]).toEqual(['Certified', 'Certified'])
    expect(limitStatus(CERTIFIED, 0.82)).toMatchObject({ short: 'Not certified', more: 'only from 88 % sure on' })
    const fine = { ...CERTIFIED, certificate: { ...CERTIFIED.certificate, limit: 0.88021 } }
    expect(limitStatus(fine, 0.88).more).toBe('only from 88.03 % sure on')
    expect(curveDrawing(aGate({ status: fine }), 0.02).certified).toEqual({ from: 0.44, to: 0.62 })
    expect(limitStatus(WAITING, 0.82).short).toBe('Needs more reviews')
  })

  it('[UI415] a bound is never said to be better than it is, and few are not none', () => {
    expect([wrongAtMost(0.0178), wrongAtMost(0.02), wrongAtMost(0.0201)]).toEqual(['1.8', '2', '2.1'])
    expect([wrongFound(0.0057), wrongFound(0), wrongFound(0.0001)]).toEqual(['0.6', '0', 'under 0.1'])
    expect(togetherWords({ atMost: 0.07, stages: 2 })).toBe('At most 7 wrong in 100 runs: 2 stages together')
  })

  it('[UI425] what a stage is set to is said in short', () => {
    const words = (setting: Parameters<typeof aimWords>[0]['setting']) => aimWords({ setting })
    expect(words({ kind: 'none' })).toBe('no limit')
    expect(words({ kind: 'threshold', threshold: 0.85, auditRate: 0 })).toBe('asks below 85 %')
    expect(words({ kind: 'target-error', target: 0.05, auditRate: 0 })).toBe('at most 5 wrong in 100')
  })
})

describe('the targets of a document', () => {
  const sort = { id: 'sort', target: 0.02 }
  const policy = { id: 'policy', target: null }

  it('[UI427] the status of a stage is of its own target, and of several kinds the one that is least far', () => {
    const gates = someGates()
    expect(stageStatus(gates, sort)).toBe(CERTIFIED)
    expect(stageStatus(gates, { ...sort, target: 0.05 })).toBeNull()
    expect([stageStatus(gates, policy), stageStatus(undefined, sort)]).toEqual([null, null])
    const kinds = [aGateRow({ segment: 'mail' }), aGateRow({ segment: 'post', status: WAITING })]
    expect(stageStatus(someGates({ gates: kinds }), sort)).toBe(WAITING)
    const unheard = [aGateRow(), aGateRow({ segment: 'post', status: null })]
    expect(stageStatus(someGates({ gates: unheard }), sort)).toBeNull()
  })

  it('[UI427] together they promise so many of a run, or what is missing is said', () => {
    const together = { atMost: 0.02, stages: 1 }
    expect(togetherOf(someGates({ together }), [policy])).toBeNull()
    expect(togetherOf(someGates({ together }), [sort, policy])).toBe('At most 2 wrong in 100 runs: 1 stage together')
    expect(togetherOf(someGates({ together }), [sort, { id: 'policy', target: 0.05 }])).toBe(
      'How many may be wrong in 100 runs is not known: 1 of 2 stages with a target not certified',
    )
    const more = { atMost: 0.07, stages: 2 }
    expect(togetherOf(someGates({ together: more }), [sort])).toContain('publish these targets first')
    expect(togetherOf(someGates(), [sort])).toContain('publish these targets first')
  })
})

describe('what a limit comes to', () => {
  const numbers = (at: Parameters<typeof gateNumbers>[1]) =>
    gateNumbers(aGate(), at).map(({ big, lines }) => [big, ...lines])

  it('[UI416] five numbers, each with what stands behind it', () => {
    expect(numbers({ point: aPoint(0.88), choice: aChoice() })).toEqual([
      ['38 %', '152 of 400 a day, and 12 blind checks'],
      ['0.6 in 100', 'at most 1.8, with 95 % confidence', 'k = 2 of n = 352 checked'],
      ['3.5 wrong', 'at most 11.1 get through'],
      ['8.2 h a day', '164 answers a day, 3 min each'],
      ['£185 a day', '£181 people, £4.40 AI', 'beside it £16.80 of wrong answers, at most £52.90'],
    ])
  })

  it('[UI416] what is not known is no number', () => {
    const choice = aChoice({ perDay: null, minutesEach: null, hoursPerDay: null, cost: null })
    expect(numbers({ point: { ...aPoint(0.97), point: null }, choice })).toEqual([
      ['80 %', 'of 1,204 answers'],
      [null, 'too few were checked to say at most how many', 'k = 0 of n = 114 checked'],
      [null],
      [null, 'minutes for one: not entered'],
      [null, 'no cost is known'],
    ])
    const cost = { currency: 'GBP', people: null, ai: null, wrong: null, wrongAtMost: null }
    expect(numbers({ point: aPoint(0.88), choice: aChoice({ cost }) })[4]).toEqual([
      null,
      'people not known, AI not known',
    ])
    expect(numbers({ point: aPoint(0.88), choice: aChoice({ cost: { ...cost, ai: 250_000_000 } }) })[4]).toEqual([
      '£250 a day',
      'people not known, £250 AI',
    ])
  })

  it('[UI416] where nothing goes through, nothing is wrong; nearly all is not all', () => {
    const nothing = { limit: 1, through: 0, wrong: 0, of: 0, point: null, atMost: null }
    const [toPeople, wrong, of, , cost] = numbers({ point: nothing, choice: null })
    expect([toPeople?.[0], wrong, of, cost]).toEqual([
      '100 %',
      ['none', 'nothing goes through'],
      ['none'],
      [null, 'no cost is known'],
    ])
    expect(numbers({ point: { ...nothing, through: 0.999 }, choice: null })[0]?.[0]).toBe('1 %')
    expect(numbers({ point: { ...nothing, through: 0.001 }, choice: null })[0]?.[0]).toBe('99 %')
  })
})

describe('the curve of a gate', () => {
  it('[UI419] every limit has its point, its bound and its row', () => {
    const { points, rows, columns, ticks, label } = curveDrawing(aGate(), 0.02)
    expect(points).toHaveLength(16)
    expect(points[7]).toEqual({
      at: 0.62,
      wrong: 0.568181818,
      atMost: 1.78,
      words: '88 % sure: 62 % without a person, 0.6 wrong in 100, at most 1.8',
    })
    expect(points[0]?.words).toBe('99 % sure: 12 % without a person, 0 wrong in 100, too few checked for a bound')
    expect(columns).toHaveLength(5)
    expect(rows[7]).toEqual(['88 %', '62 %', '0.6', '1.8', '2 of 352'])
    expect(rows[0]).toEqual(['99 %', '12 %', '0', 'not known', '0 of 68'])
    expect(ticks.at(-1)).toEqual({ value: 12, words: '12' })
    expect(label).toContain('at 16 limits, of 568 checked answers')
    const unseen = curveDrawing(aGate({ points: [{ ...aPoint(0.88), point: null, atMost: null }] }), 0.02)
    expect([unseen.points[0]?.words, unseen.rows[0]]).toEqual([
      '88 % sure: 62 % without a person, nobody has checked any',
      ['88 %', '62 %', 'not known', 'not known', '2 of 352'],
    ])
  })

  it('[UI419] it says what is certified, what was not judged and what can not be met', () => {
    const { certified, unjudgedTo, impossibleFrom } = curveDrawing(aGate(), 0.02)
    expect({ certified, unjudgedTo, impossibleFrom }).toEqual({
      certified: { from: 0.44, to: 0.62 },
      unjudgedTo: 0.44,
      impossibleFrom: 0.9,
    })
    expect(curveDrawing(aGate({ status: GATHERING, leastToPeople: 0 }), 0.02)).toMatchObject({
      certified: null,
      impossibleFrom: null,
    })
    expect(curveDrawing(aGate({ points: [aPoint(0.88)] }), 0.02).unjudgedTo).toBeNull()
    const noBound = aGate({ points: [aPoint(0.99)] })
    expect(curveDrawing(noBound, 0.02)).toMatchObject({ certified: null, unjudgedTo: null })
    expect(curveDrawing(aNewGate(), 0.02)).toMatchObject({ points: [], impossibleFrom: null })
  })
})

describe('what keeps a gate honest', () => {
  it('[UI421] shares, days and ends are said in words', () => {
    expect([oneIn(0.05), oneIn(0.1), oneIn(0.07), oneIn(1)]).toEqual(['1 in 20', '1 in 10', '7 in 100', '1 in 1'])
    expect([doublingWords(22.4), doublingWords(1.2), doublingWords(0.4), doublingWords(null)]).toEqual([
      'in about 23 days',
      'in about 2 days',
      'within a day',
      null,
    ])
    expect(leftWords(CERTIFIED)).toEqual({ answers: 'after 4,212 more answers', endsAt: '2026-12-18T09:00:00.000Z' })
    expect(leftWords(CHANGED)).toBeNull()
  })

  it('[UI422] from where asking costs less than being wrong', () => {
    expect(breakEvenWords(0.91)).toBe('Below 91 % sure, asking costs less than being wrong')
    expect(breakEvenWords(-0.2)).toBe('Asking costs more than being wrong, however unsure an answer is')
  })

  it('[UI423] how good its confidence is, in plain words', () => {
    expect(discriminationWords(0.86)).toContain('86 times in 100; a coin does it 50 times.')
    expect(discriminationWords(null)).toContain('is not known')
    const { groups, rows, big } = calibrationDrawing(aGate().calibration)
    expect([groups.length, big]).toEqual([6, '4.3 %'])
    expect(rows[5]).toEqual(['90 to 100 %', '96.9 %', '94.3 to 98.3 %', '320'])
    expect(calibrationDrawing(aNewGate().calibration)).toMatchObject({ groups: [], rows: [], big: null })
  })
})

it('[UI6] where there is little room, today has its time and other days are days', () => {
  const now = Date.parse('2026-11-20T12:00:00.000Z')
  expect(shortDayOrTime(now - 3_600_000, now, UTC)).toBe('11:00 today')
  expect(shortDayOrTime(now - 3 * 86_400_000, now, UTC)).toBe('17 Nov')
})
