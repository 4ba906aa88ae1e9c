import type { Assumptions } from '../../src/api/contract/assumptions.ts'
import type { Insights } from '../../src/api/contract/insights.ts'
import type { ListedReceipt } from '../../src/api/contract/receipts.ts'
import { aStageReceipt } from './receipts.ts'
import { aRunDetail } from './web-views.ts'

const DAY_MS = 86_400_000
const BEGAN = Date.parse('2026-10-20T00:00:00.000Z')
const DESK = { id: 'support-desk', name: 'Support desk replies' }

type Share = Insights['automation']['share']

/** A share with an interval that is wide enough to be seen. */
export function aShare(count: number, of: number): Share {
  if (of === 0) return { count, of, share: null, low: null, high: null }
  const share = count / of
  const half = Math.sqrt((share * (1 - share)) / of) * 2 + 1 / of
  return { count, of, share, low: Math.max(0, share - half), high: Math.min(1, share + half) }
}

function days<T>(
  count: number,
  of: (day: number) => T,
): readonly (T & { readonly from: string; readonly to: string })[] {
  const iso = (day: number) => new Date(BEGAN + day * DAY_MS).toISOString()
  return Array.from({ length: count }, (_, day) => ({ from: iso(day), to: iso(day + 1), ...of(day) }))
}

const AT = '2026-11-18T09:00:00.000Z'

export function someAssumptions(given: Partial<Assumptions> = {}): Assumptions {
  return {
    workflow: DESK,
    revision: 2,
    stages: [
      { id: 'sort', name: 'Sort the message', minutes: 4 },
      { id: 'policy', name: 'Check the refund policy', minutes: null },
    ],
    hourly: { currency: 'GBP', microUnits: 32_000_000 },
    perError: null,
    by: { id: 'human:ines', name: 'ines' },
    at: AT,
    ...given,
  }
}

const COSTS: Insights['costs'] = {
  runs: 416,
  unknown: 12,
  untimedDecisions: 3,
  currencies: [
    {
      currency: 'GBP',
      runs: 404,
      successes: 380,
      aiMicroUnits: 36_000_000,
      peopleMicroUnits: 371_000_000,
      perRun: 1_000_000,
      perSuccess: 1_010_000,
      aiPerSuccess: 90_000,
      peoplePerSuccess: 920_000,
      beforePerSuccess: 2_380_000,
      series: days(30, (day) => ({
        successes: 12,
        aiPerSuccess: day === 4 ? null : 90_000,
        peoplePerSuccess: day === 4 ? null : 1_900_000 - day * 30_000,
      })),
    },
  ],
}

const TIME_SAVED: Insights['timeSaved'] = {
  runs: 404,
  withoutBaseline: 8,
  untimed: 4,
  beforeMs: 404 * 390_000,
  peopleMs: 404 * 150_000,
  savedMs: 404 * 240_000,
  beforePerRunMs: 390_000,
  peoplePerRunMs: 150_000,
}

/** A month of one support desk, with everything that can be known of it. */
export function someInsights(given: Partial<Insights> = {}): Insights {
  return {
    now: '2026-11-19T10:42:00.000Z',
    period: { days: 30, from: new Date(BEGAN).toISOString(), to: '2026-11-19T10:42:00.000Z', zone: 'UTC', step: 'day' },
    workflows: [DESK],
    runs: 416,
    numbers: {
      creationTime: {
        definition: 'From New to the first publication.',
        of: 12,
        medianMs: 480_000,
        lowMs: 300_000,
        highMs: 900_000,
        averageMs: 540_000,
        averageActiveMs: 420_000,
        onboarding: 2,
        abandoned: 1,
        targetMs: 600_000,
        isTooLong: false,
      },
      noCode: { definition: 'Made by gestures alone, and it worked.', target: 0.8, share: aShare(11, 13) },
      stalls: { definition: 'Runs that did not go on.', atMost: 0.05, share: aShare(8, 412) },
      decidedInTime: { definition: 'Tasks decided before their deadline.', share: aShare(134, 138) },
      automation: { definition: 'Stages that nobody had to do.', share: aShare(1_220, 1_648) },
    },
    automation: {
      share: aShare(1_220, 1_648),
      series: days(30, (day) => ({ share: day === 9 ? aShare(0, 0) : aShare(28 + Math.floor(day / 2), 56) })),
      versions: [{ workflow: DESK, number: 7, at: new Date(BEGAN + 22.4 * DAY_MS).toISOString() }],
    },
    confidence: {
      right: aShare(587, 674),
      bins: [
        { low: 0.4, high: 0.5, said: 0.47, agreed: aShare(8, 21) },
        { low: 0.6, high: 0.7, said: 0.66, agreed: aShare(27, 44) },
        { low: 0.8, high: 0.9, said: 0.85, agreed: aShare(160, 188) },
        { low: 0.9, high: 1, said: 0.96, agreed: aShare(392, 421) },
      ],
      said: 674,
      calibrationError: 0.043,
    },
    costs: COSTS,
    timeSaved: TIME_SAVED,
    decidedInTime: {
      share: aShare(134, 138),
      openLate: 1,
      bins: [
        { fromMinutes: 0, toMinutes: 30, inTime: 41, late: 0, noDeadline: 2 },
        { fromMinutes: 30, toMinutes: 60, inTime: 33, late: 0, noDeadline: 0 },
        { fromMinutes: 60, toMinutes: 120, inTime: 35, late: 0, noDeadline: 0 },
        { fromMinutes: 120, toMinutes: 240, inTime: 25, late: 0, noDeadline: 0 },
        { fromMinutes: 240, toMinutes: 480, inTime: 0, late: 3, noDeadline: 0 },
        { fromMinutes: 480, toMinutes: null, inTime: 0, late: 1, noDeadline: 0 },
      ],
      askedAgain: 2,
      deadlines: [{ minutes: 240, tasks: 138 }],
    },
    stalls: {
      share: aShare(8, 412),
      atMost: 0.05,
      allowed: 20,
      openNow: 1,
      surelyAtMost: 0.035,
      escalated: 8,
      series: days(30, (day) => ({ used: Math.floor(day / 3.5), ended: day * 14 })),
    },
    load: {
      people: [
        { person: { id: 'human:lena', name: 'lena' }, decisions: 98, timed: 90, workMs: 30_600_000 },
        { person: { id: 'human:tom-akers', name: 'tom-akers' }, decisions: 40, timed: 0, workMs: null },
      ],
      days: days(30, (day) => ({ decisions: day % 7, timed: day % 7, workMs: day % 7 === 0 ? null : 2_000_000 })),
      busiest: { ...days(28, () => ({}))[27], from: AT, to: AT, decisions: 14, timed: 14, workMs: 11_160_000 },
    },
    failures: [
      { reason: 'timeout', stages: 9, workflows: [DESK] },
      { reason: 'rejected', stages: 4, workflows: [DESK] },
    ],
    escalations: [
      { reason: 'low-confidence', tasks: 96 },
      { reason: 'human-stage', tasks: 42 },
    ],
    workCharts: [
      {
        workflow: DESK,
        runs: 416,
        successes: 380,
        automation: aShare(1_220, 1_648),
        right: aShare(587, 674),
        decidedInTime: aShare(134, 138),
        stalls: aShare(8, 412),
        costs: COSTS,
        timeSaved: TIME_SAVED,
      },
    ],
    capabilities: [
      {
        ref: 'skill:sort-support-message',
        name: 'Sort a message',
        stages: 416,
        successes: 410,
        automation: aShare(330, 416),
        right: aShare(80, 86),
        costs: [{ currency: 'GBP', microUnits: 820_000, stages: 404 }],
        costUnknown: 12,
      },
      {
        ref: 'agent:policy-checker',
        name: 'Policy checker',
        stages: 12,
        successes: 12,
        automation: aShare(0, 12),
        right: aShare(0, 0),
        costs: [],
        costUnknown: 12,
      },
    ],
    commissioning: [
      {
        workflow: DESK,
        install: { at: AT, text: 'Version 7 was published', target: { type: 'workflow', workflow: 'support-desk' } },
        test: { at: AT, text: 'It succeeded for the first time', target: { type: 'run', run: 'run-1' } },
        operational: { at: AT, text: '20 runs succeeded', target: { type: 'run', run: 'run-20' } },
        optimize: null,
      },
    ],
    assumptions: [someAssumptions()],
    ...given,
  }
}

/** Where nothing ran in the days that are looked at. */
export function quietInsights(): Insights {
  const full = someInsights()
  const { creationTime, noCode, stalls, decidedInTime, automation } = full.numbers
  const none = aShare(0, 0)
  return someInsights({
    runs: 0,
    numbers: {
      creationTime: {
        ...creationTime,
        of: 0,
        medianMs: null,
        lowMs: null,
        highMs: null,
        averageMs: null,
        averageActiveMs: null,
        onboarding: 0,
        abandoned: 0,
      },
      noCode: { ...noCode, share: none },
      stalls: { ...stalls, share: none },
      decidedInTime: { ...decidedInTime, share: none },
      automation: { ...automation, share: none },
    },
    automation: { share: none, series: days(30, () => ({ share: none })), versions: [] },
    confidence: { right: none, bins: [], said: 0, calibrationError: null },
    costs: { runs: 0, unknown: 0, untimedDecisions: 0, currencies: [] },
    timeSaved: {
      runs: 0,
      withoutBaseline: 0,
      untimed: 0,
      beforeMs: null,
      peopleMs: null,
      savedMs: null,
      beforePerRunMs: null,
      peoplePerRunMs: null,
    },
    decidedInTime: { share: none, openLate: 0, bins: [], askedAgain: 0, deadlines: [] },
    stalls: {
      share: none,
      atMost: 0.05,
      allowed: 0,
      openNow: 0,
      surelyAtMost: null,
      escalated: 0,
      series: days(30, () => ({ used: 0, ended: 0 })),
    },
    load: { people: [], days: [], busiest: null },
    failures: [],
    escalations: [],
    workCharts: [],
    capabilities: [],
    commissioning: [],
    assumptions: [someAssumptions({ revision: 0, hourly: null, by: null, at: null })],
  })
}

export const A_RUN: ListedReceipt['run'] = {
  id: aRunDetail().summary.id,
  title: 'order 48213',
  workflow: { id: 'support-desk', name: 'Support desk replies' },
}

/** The receipt of a stage that an agent did. */
export function aListedReceipt(given: Partial<ListedReceipt> = {}): ListedReceipt {
  return {
    run: A_RUN,
    number: 1,
    kind: 'stage',
    stage: { id: 'sort', name: 'Sort the message' },
    performer: { kind: 'ai', ref: 'skill:sort', name: 'Sort a message', reason: null },
    outcome: 'succeeded',
    at: AT,
    hash: '18e6aa000044d0',
    line: JSON.stringify(aStageReceipt('1')),
    ...given,
  }
}
