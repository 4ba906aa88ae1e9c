import type {
  Gate,
  GateChoice,
  GatePoint,
  GateRow,
  GateStatus,
  Gates,
  TurnedRuns,
} from '../../src/api/contract/gates.ts'
import { aRunDetail } from './web-views.ts'

const DESK = { id: 'support-desk', name: 'Support desk replies' }
const AT = '2026-11-18T09:00:00.000Z'

/** What goes through, found wrong, of how many that were checked, and wrong at most: surer answers are wrong less often. */
const CURVE: readonly (readonly [limit: number, through: number, wrong: number, of: number, atMost: number | null])[] =
  [
    [0.99, 0.12, 0, 68, null],
    [0.97, 0.2, 0, 114, null],
    [0.96, 0.28, 0, 160, null],
    [0.94, 0.36, 0, 205, null],
    [0.93, 0.44, 0, 250, 0.0158],
    [0.91, 0.5, 1, 284, 0.0196],
    [0.9, 0.56, 1, 319, 0.0158],
    [0.88, 0.62, 2, 352, 0.0178],
    [0.86, 0.67, 5, 382, 0.0275],
    [0.85, 0.72, 8, 410, 0.0349],
    [0.82, 0.77, 13, 438, 0.047],
    [0.79, 0.82, 20, 466, 0.0622],
    [0.76, 0.87, 30, 494, 0.0823],
    [0.7, 0.92, 43, 522, 0.1046],
    [0.62, 0.96, 55, 545, 0.125],
    [0.4, 1, 67, 568, 0.144],
  ]

const POINTS: readonly GatePoint[] = CURVE.map(([limit, through, wrong, of, atMost]) => ({
  limit,
  through,
  wrong,
  of,
  point: wrong / of,
  atMost,
}))

/** The limit that can be chosen and says so. */
export function aPoint(limit: number): GatePoint {
  const found = POINTS.find((point) => point.limit === limit)
  if (found === undefined) throw new Error(`The gate of the tests has no limit ${limit}.`)
  return found
}

export const CERTIFIED: Extract<GateStatus, { readonly type: 'certified' }> = {
  type: 'certified',
  certificate: {
    limit: 0.88,
    wrong: 2,
    of: 352,
    atMost: 0.0178,
    method: 'one-look',
    since: AT,
    endsAt: '2026-12-18T09:00:00.000Z',
    answersLeft: 4_212,
    digest: 'f3b1'.repeat(16),
  },
}

export const GATHERING: Extract<GateStatus, { readonly type: 'gathering' }> = {
  type: 'gathering',
  checked: 189,
  waiting: 0,
  needed: 163,
  ended: null,
}
export const CHANGED: GateStatus = {
  type: 'gathering',
  checked: 12,
  waiting: 0,
  needed: 137,
  ended: { type: 'changed', what: 'model', from: 'haiku-4', to: 'haiku-5', at: '2026-11-12T10:00:00.000Z' },
}
export const WAITING: GateStatus = { type: 'gathering', checked: 40, waiting: 20, needed: null, ended: null }
export const IMPOSSIBLE: GateStatus = { type: 'impossible', why: 'too-many-wrong', wrong: 18, of: 200 }

export function aChoice(given: Partial<GateChoice> = {}): GateChoice {
  return {
    point: aPoint(0.88),
    status: CERTIFIED,
    perDay: { answers: 400, toPeople: 152, audits: 12 },
    minutesEach: 3,
    hoursPerDay: 8.2,
    cost: { currency: 'GBP', people: 181_000_000, ai: 4_400_000, wrong: 16_800_000, wrongAtMost: 52_900_000 },
    breakEven: 0.91,
    doublingDays: 23,
    ...given,
  }
}

/** A gate with a threshold of 85 %, for which a target of 2 in 100 would set 88 %. */
export function aGate(given: Partial<Gate> = {}): Gate {
  const bins = [0.45, 0.55, 0.65, 0.75, 0.85, 0.95]
  return {
    workflow: DESK,
    stage: { id: 'sort', name: 'Sort the message' },
    segment: null,
    segments: [],
    setting: { kind: 'threshold', threshold: 0.85, auditRate: 0.05 },
    target: 0.02,
    status: CERTIFIED,
    confidence: 0.95,
    answers: 1_204,
    checked: 568,
    missing: 3,
    isMissingMore: false,
    twice: { same: 27, of: 28 },
    leastToPeople: 0.1,
    shadowAnswers: 500,
    auditRate: 0.05,
    presets: [
      { target: 0.1, status: CERTIFIED },
      { target: 0.05, status: CERTIFIED },
      { target: 0.02, status: CERTIFIED },
      { target: 0.01, status: { ...GATHERING, needed: 276 } },
    ],
    current: aChoice({ point: aPoint(0.85), status: GATHERING }),
    chosen: aChoice(),
    points: POINTS,
    calibration: {
      method: 'beta',
      judged: 568,
      error: 0.043,
      discrimination: 0.86,
      bins: bins.map((said, place) => ({
        low: said - 0.05,
        high: said + 0.05,
        said,
        right: Math.min(1, said - 0.08 + place * 0.02),
        of: 20 + place * 60,
      })),
    },
    at: AT,
    ...given,
  }
}

/** Nobody has checked anything yet. */
export function aNewGate(given: Partial<Gate> = {}): Gate {
  const status: GateStatus = { type: 'gathering', checked: 0, waiting: 0, needed: null, ended: null }
  return aGate({
    setting: { kind: 'target-error', target: 0.02, auditRate: 0.1 },
    status,
    answers: 4,
    checked: 0,
    missing: 0,
    twice: { same: 0, of: 0 },
    leastToPeople: null,
    auditRate: 0.1,
    presets: [0.1, 0.05, 0.02, 0.01].map((target) => ({ target, status })),
    current: null,
    chosen: null,
    points: [],
    calibration: { method: 'none', judged: 0, error: null, discrimination: null, bins: [] },
    ...given,
  })
}

export function aGateRow(given: Partial<GateRow> = {}): GateRow {
  return {
    stage: { id: 'sort', name: 'Sort the message' },
    segment: null,
    setting: { kind: 'target-error', target: 0.02, auditRate: 0.05 },
    status: CERTIFIED,
    answers: 1_204,
    ...given,
  }
}

export function someGates(given: Partial<Gates> = {}): Gates {
  return {
    workflow: DESK,
    gates: [
      aGateRow(),
      aGateRow({
        stage: { id: 'policy', name: 'Check the refund policy' },
        setting: { kind: 'threshold', threshold: 0.85, auditRate: 0 },
        status: GATHERING,
      }),
    ],
    together: null,
    at: AT,
    ...given,
  }
}

export function someTurnedRuns(given: Partial<TurnedRuns> = {}): TurnedRuns {
  const run = aRunDetail().summary.id
  return {
    runs: [
      { run, title: 'order 48190', at: AT, confidence: 0.87, would: 'ask', verdict: null },
      { run: `${run}2`, title: null, at: AT, confidence: 0.85, would: 'ask', verdict: 'wrong' },
      { run: `${run}3`, title: 'order 48139', at: AT, confidence: 0.86, would: 'ask', verdict: 'right' },
    ],
    total: 11,
    right: 2,
    wrong: 2,
    of: 200,
    ...given,
  }
}
