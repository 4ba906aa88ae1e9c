import { describe, expect, it } from 'vitest'
import { assumptionsDraft, readAssumptions } from '../../../src/web/derive/assumptions-draft.ts'
import { failureWords } from '../../../src/web/derive/failure-words.ts'
import {
  automationDrawing,
  confidenceDrawing,
  costDrawing,
  decidedDrawing,
  stallDrawing,
} from '../../../src/web/derive/insights-charts.ts'
import { amountWords, leftOutOfCosts, microWords } from '../../../src/web/derive/insights-money.ts'
import {
  chosenWords,
  chosenWorkCharts,
  readInsightsSearch,
  withWorkChart,
} from '../../../src/web/derive/insights-search.ts'
import { longDuration, savedWords } from '../../../src/web/derive/insights-time.ts'
import { receiptRow } from '../../../src/web/derive/receipt-rows.ts'
import { aStageReceipt } from '../../support/receipts.ts'
import { A_RUN, aListedReceipt, aShare, someAssumptions, someInsights } from '../../support/web-insights.ts'

const UTC = { timeZone: 'UTC' }
const MINUTE = 60_000
const FULL = someInsights()

describe('what the address of Insights says', () => {
  it('[UI321] 7, 30 or 90 days and WorkCharts; anything else is left out', () => {
    expect(readInsightsSearch({ days: '90', workcharts: 'a,b' })).toEqual({ days: 90, workcharts: 'a,b' })
    expect(readInsightsSearch({ days: '30', workcharts: '' })).toEqual({})
    expect(readInsightsSearch({ days: '31', workcharts: 7 })).toEqual({})
  })

  it('[UI321] WorkCharts are chosen one by one and told by the first of them', () => {
    const one = withWorkChart({ days: 7 }, 'a')
    const two = withWorkChart(one, 'b')
    expect(chosenWorkCharts(two)).toEqual(['a', 'b'])
    expect(withWorkChart(withWorkChart(two, 'a'), 'b')).toEqual({ days: 7 })
    const names = [{ id: 'a', name: 'Support desk' }]
    expect([{}, one, two].map((search) => chosenWords(search, names))).toEqual([
      'Every WorkChart',
      'Support desk',
      'Support desk and 1 more',
    ])
    expect(chosenWords({ workcharts: 'gone' }, names)).toBe('gone')
  })
})

describe('money and time', () => {
  it('[UI322] money is said as exactly as it is large', () => {
    const said = [1_010_000, 2_000_000, 90_000, 2_100, 0, 1_234_500_000].map((micro) => microWords(micro, 'GBP'))
    expect(said).toEqual(['£1.01', '£2', '£0.09', '£0.0021', '£0', '£1,234.50'])
    expect(amountWords(1.5, 'EUR')).toBe('€1.50')
  })

  it('[UI322] what is in no sum is said', () => {
    expect(leftOutOfCosts({ runs: 416, unknown: 12, untimedDecisions: 3 })).toEqual([
      'What AI cost is not known of 12 of 416 runs.',
      'How long 3 decisions took is not known, as nobody took the task first.',
    ])
    expect(leftOutOfCosts({ runs: 416, unknown: 0, untimedDecisions: 0 })).toEqual([])
  })

  it.each([
    [45_000, '45 s'],
    [6.58 * MINUTE, '6.5 min'],
    [186 * MINUTE, '3.1 h'],
    [27 * 60 * MINUTE + MINUTE, '27 h'],
    [2_000 * 60 * MINUTE, '2,000 h'],
    [-90 * MINUTE, '1.5 h more'],
  ])('[UI322] %d ms of work are %s', (ms, words) => {
    expect(savedWords(ms)).toBe(words)
    expect(longDuration(Math.abs(ms))).toBe(words.replace(' more', ''))
  })
})

describe('from numbers to drawings', () => {
  it('[UI323] a day on which nothing was done is a gap and a row without a number', () => {
    const { points, rows, marks, label } = automationDrawing(FULL.automation, UTC)
    expect(points[9]).toEqual({ words: '29 Oct', share: null })
    expect(rows[9]).toEqual(['29 Oct', 'not known', '', '0'])
    expect(rows[8]?.[0]).toBe('28 Oct')
    expect(marks).toEqual([{ at: 22, words: 'version 7' }])
    expect(label).toBe('Stages done without a person: 50 % at first, 75 % at last')
  })

  it('[UI323] versions of several WorkCharts are marked with their names, the newest four', () => {
    const versions = [1, 2, 3, 4, 5].map((number) => ({
      workflow: { id: `w${number}`, name: `Chart ${number}` },
      number,
      at: '2027-01-01T00:00:00.000Z',
    }))
    const { marks } = automationDrawing({ ...FULL.automation, versions }, UTC)
    expect(marks.map(({ words }) => words)).toEqual(['Chart 2 2', 'Chart 3 3', 'Chart 4 4', 'Chart 5 5'])
    expect(new Set(marks.map(({ at }) => at))).toEqual(new Set([29]))
  })

  it('[UI323] where nothing at all is known there are no rows', () => {
    const nothing = { share: aShare(0, 0), series: FULL.automation.series.slice(9, 10), versions: [] }
    const { rows, label } = automationDrawing(nothing, UTC)
    expect(rows).toEqual([])
    expect(label).toBe('Stages done without a person: nothing is known')
    const one = { ...nothing, series: FULL.automation.series.slice(0, 1) }
    expect(automationDrawing(one, UTC).label).toBe('Stages done without a person: 50 %')
    expect(stallDrawing({ ...FULL.stalls, share: aShare(0, 0) }, UTC).rows).toEqual([])
    expect(decidedDrawing({ ...FULL.decidedInTime, bins: [], deadlines: [] })).toMatchObject({
      deadline: null,
      rows: [],
    })
  })

  it('[UI323] groups of confidence, costs, times and stalls keep what they are of', () => {
    expect(confidenceDrawing(FULL.confidence).rows[0]).toEqual(['40 to 50 %', '38 %', '12 to 65 %', '21'])
    const [gbp] = FULL.costs.currencies
    if (gbp === undefined) throw new Error('The numbers of the tests cost something.')
    const cost = costDrawing(gbp, UTC)
    expect(cost.before).toEqual({ value: 2.38, words: 'before: £2.38, your assumption' })
    expect(cost.rows[4]).toEqual(['24 Oct', 'not known', 'not known', '12'])
    expect(cost.bars[4]).toEqual({ words: '24 Oct', ai: null, people: null })
    expect(costDrawing({ ...gbp, beforePerSuccess: null }, UTC).before).toBeNull()
    const decided = decidedDrawing(FULL.decidedInTime)
    expect(decided.deadline).toEqual({ ms: 240 * MINUTE, words: 'deadline, 4 h' })
    expect(decided.lateWords).toBe('4 of 138 late')
    const quick = decidedDrawing({ ...FULL.decidedInTime, bins: FULL.decidedInTime.bins.slice(0, 1) })
    expect(quick.bins).toEqual([
      { fromMs: 0, toMs: 30 * MINUTE, inTime: 43, late: 0 },
      { fromMs: 30 * MINUTE, toMs: 240 * MINUTE, inTime: 0, late: 0 },
    ])
    expect(decided.bins).toHaveLength(6)
    expect(decided.rows[0]).toEqual(['0 to 30 min', '41', '0', '2'])
    expect(decided.rows.at(-1)).toEqual(['8 h and longer', '0', '1', '0'])
    const two = [
      { minutes: 240, tasks: 9 },
      { minutes: 60, tasks: 1 },
    ]
    expect(decidedDrawing({ ...FULL.decidedInTime, deadlines: two }).deadline?.words).toBe('most often, 4 h')
    expect(stallDrawing(FULL.stalls, UTC).label).toBe('8 of 20 stalls that are allowed')
  })
})

describe('assumptions', () => {
  it('[UI324] what was entered fills the form, and the form says the whole of it', () => {
    const draft = assumptionsDraft(someAssumptions())
    expect(draft).toEqual({ minutes: { sort: '4', policy: '' }, hourly: '32.00 GBP', perError: '' })
    expect(readAssumptions({ ...draft, perError: ' 1.5 eur' }, 2)).toEqual({
      ok: true,
      value: {
        revision: 2,
        minutes: { sort: 4 },
        hourly: { currency: 'GBP', microUnits: 32_000_000 },
        perError: { currency: 'EUR', microUnits: 1_500_000 },
      },
    })
  })

  it('[UI324] all that does not fit is said at once', () => {
    const read = readAssumptions({ minutes: { sort: 'four', policy: '-1' }, hourly: '32', perError: 'much' }, 0)
    expect(read.ok ? [] : [...read.error.keys()]).toEqual(['sort', 'policy', 'hourly', 'perError'])
  })
})

it('[UI327] a reason is said in words, and one without words of its own as it is called', () => {
  expect(failureWords('timeout')).toBe('It took too long')
  expect(failureWords('letter-invalid')).toBe('Letter invalid')
})

it('[UI329] a receipt of a stage stands with who did it, how sure, how good, what and how long', () => {
  const row = (said: Parameters<typeof aStageReceipt>[1], at = '2026-11-19T10:00:04.000Z') =>
    receiptRow(aListedReceipt({ at, line: JSON.stringify(aStageReceipt('1', said)) }))
  const by = 'human:tom-akers'
  const edited = row({ quality: { verdict: 'wrong', by }, decision: { type: 'edit', by }, cost: null })
  expect(edited).toMatchObject({ by: 'person', quality: 'wrong', cost: null, took: null, hash: '18e6aa…44d0' })
  expect(edited.who).toBe('Sort a message, tom-akers')
  expect(row({ confidence: 0.9, threshold: 0.8, begun_at: '2026-11-19T10:00:00.000Z' })).toMatchObject({
    run: { title: 'order 48213' },
    who: 'Sort a message',
    by: 'ai',
    confidence: { value: 0.9, threshold: 0.8, source: 'reported' },
    quality: 'not checked',
    cost: 'free',
    took: '4 s',
  })
  const untold = receiptRow(aListedReceipt({ performer: null, stage: null, run: { ...A_RUN, title: null } }))
  expect(untold).toMatchObject({
    who: 'skill:sort',
    by: 'exact',
    stage: 'The run',
    run: { title: A_RUN.workflow.name },
  })
})
