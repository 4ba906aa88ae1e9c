import type { Gate, GatePoint } from '../../api/contract/gates.ts'
import type { Span } from './chart-scale.ts'
import { niceTicks } from './chart-scale.ts'
import { throughWords } from './gate-numbers.ts'
import { wrongAtMost, wrongFound } from './gate-status.ts'
import { inHundred, percentInTenths } from './gate-steps.ts'
import { countWords } from './number-words.ts'

/** A limit as it is drawn: across how much goes through, upwards how many of 100 are wrong. */
export interface CurvePoint {
  /** 0 to 1. */
  readonly at: number
  readonly wrong: number | null
  readonly atMost: number | null
  /** `88 % sure: 62 % without a person, 0.6 wrong in 100, at most 1.8` */
  readonly words: string
}

export interface CurveDrawing {
  readonly label: string
  readonly points: readonly CurvePoint[]
  readonly ticks: readonly { readonly value: number; readonly words: string }[]
  /** Wrong ones in 100. */
  readonly target: number
  /** Between how much and how much goes through at limits that keep the target; null: none does. */
  readonly certified: Span | null
  /** Up to so much too few were checked for a bound; null: there is one at every limit, or at none. */
  readonly unjudgedTo: number | null
  /** From so much on no limit keeps the target; null: not known. */
  readonly impossibleFrom: number | null
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Above the lines of interest the bound may leave the drawing. */
const HEADROOM = 2
const TICKS = 6

export function curveDrawing(gate: Gate, target: number): CurveDrawing {
  const points = gate.points.map(toCurvePoint)
  const highest = Math.max(HEADROOM * inHundred(target), ...points.map(({ wrong }) => wrong ?? 0))
  return {
    label: labelOf(gate),
    points,
    ticks: niceTicks(highest, TICKS).map((value) => ({ value, words: String(value) })),
    target: inHundred(target),
    certified: certifiedIn(gate),
    unjudgedTo: unjudgedIn(points),
    impossibleFrom: gate.leastToPeople === null || gate.leastToPeople === 0 ? null : 1 - gate.leastToPeople,
    columns: ['Asks below', 'Goes through', 'Wrong in 100', 'At most', 'Wrong of checked'],
    rows: gate.points.map(toRow),
  }
}

function unjudgedIn(points: readonly CurvePoint[]): number | null {
  const first = points.findIndex(({ atMost }) => atMost !== null)
  return first <= 0 ? null : (points[first]?.at ?? null)
}

function toCurvePoint(point: GatePoint): CurvePoint {
  return {
    at: point.through,
    wrong: point.point === null ? null : inHundred(point.point),
    atMost: point.atMost === null ? null : inHundred(point.atMost),
    words: `${percentInTenths(point.limit)} sure: ${throughWords(point)}, ${wrongWords(point)}`,
  }
}

/** `0.6 wrong in 100, at most 1.8` */
export function wrongWords({ point, atMost }: Pick<GatePoint, 'point' | 'atMost'>): string {
  if (point === null) return 'nobody has checked any'
  return `${wrongFound(point)} wrong in 100, ${atMost === null ? 'too few checked for a bound' : `at most ${wrongAtMost(atMost)}`}`
}

function labelOf({ points, checked }: Gate): string {
  return `How many are wrong in 100 by how much goes through, at ${countWords(points.length)} limits, of ${countWords(checked)} checked answers`
}

/** Limits that can be chosen are thousandths; a certificate's may lie in one. */
const STEPS = 1_000

/** What was shown to keep the target: from the first limit with a bound down to the one of the certificate. */
function certifiedIn({ points, status }: Gate): Span | null {
  if (status.type !== 'certified') return null
  const limit = Math.floor(status.certificate.limit * STEPS) / STEPS
  const kept = points.filter((point) => point.atMost !== null && point.limit >= limit)
  const [first, last] = [kept[0], kept.at(-1)]
  return first === undefined || last === undefined ? null : { from: first.through, to: last.through }
}

function toRow(point: GatePoint): readonly string[] {
  const { limit, wrong, of } = point
  return [
    percentInTenths(limit),
    throughWords(point).replace(' without a person', ''),
    point.point === null ? 'not known' : wrongFound(point.point),
    point.atMost === null ? 'not known' : wrongAtMost(point.atMost),
    `${countWords(wrong)} of ${countWords(of)}`,
  ]
}
