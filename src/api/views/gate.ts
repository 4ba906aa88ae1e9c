import { calibrate } from '../../core/gate/calibration/calibrate.ts'
import type { Judged } from '../../core/gate/calibration/judged.ts'
import { calibrationError, discrimination, reliabilityOf } from '../../core/gate/calibration/reliability.ts'
import { isMissingMore } from '../../core/gate/certification/gate-status.ts'
import { leastToPeople } from '../../core/gate/feasible.ts'
import type { LimitOutlook } from '../../core/gate/outlook.ts'
import { outlookAt, overallOf, placesIn } from '../../core/gate/outlook.ts'
import { RISK, TARGETS, USUAL_TARGET } from '../../core/gate/terms.ts'
import type { StageLoad } from '../../core/gate/workload.ts'
import { breakEvenOf, costPerDay, doublingDays, hoursPerDay, workloadOf } from '../../core/gate/workload.ts'
import { verdictOf } from '../../core/receipt/gate-evidence.ts'
import { auditRateOf } from '../../engine/create-gates.ts'
import type { GateWatch } from '../../engine/gate-watch.ts'
import type { Gate, GateChoice, GateRow, GateStatus } from '../contract/gates.ts'
import type { GateData } from '../gate-data.ts'
import { certificationFor, statusView, targetOf, termsFor } from './gate-status.ts'
import { iso } from './instants.ts'

type Sha256 = (text: string) => string

export function gateRow(data: GateData, sha256: Sha256): GateRow {
  const { stage, segment, view } = data
  return {
    stage: { id: stage.id, name: stage.name },
    segment,
    setting: settingOf(data),
    status: stage.gate.kind === 'none' ? null : statusView(data, targetOf(data), sha256),
    answers: view.watch.answers.size,
  }
}

function settingOf(data: GateData): GateRow['setting'] {
  const { gate } = data.stage
  switch (gate.kind) {
    case 'none':
      return { kind: 'none' }
    case 'threshold':
      return { kind: 'threshold', threshold: gate.threshold, auditRate: gate.auditRate ?? 0 }
    case 'target-error':
      return { kind: 'target-error', target: gate.target, auditRate: rateOf(data) }
  }
}

/** Of what goes through now, or would by a target. */
function rateOf(data: GateData): number {
  const { gate } = data.stage
  if (gate.kind === 'threshold') return gate.auditRate ?? 0
  const target = gate.kind === 'target-error' ? gate : ({ kind: 'target-error', target: USUAL_TARGET } as const)
  return auditRateOf(target, certificationFor(data, target.target))
}

/** What is thought of: a target and, where somebody chose one, a limit. */
export interface Thought {
  readonly target: number
  readonly limit: number | undefined
}

export function gateView(data: GateData, { target, limit }: Thought, sha256: Sha256): Omit<Gate, 'workflow'> {
  const { stage, segment, view, now } = data
  const { outlook, answers } = view.watch
  const { twice, calibration } = shownOf(view.watch)
  const { found, weights } = overallOf(outlook)
  const status = statusView(data, target, sha256)
  const weight = weights.right + weights.wrong
  return {
    stage: { id: stage.id, name: stage.name },
    segment,
    segments: stage.gate.kind === 'none' ? [] : (stage.gate.segments?.values ?? []),
    setting: settingOf(data),
    target,
    status,
    confidence: 1 - RISK,
    answers: answers.size,
    checked: found.right + found.wrong,
    missing: outlook.missing,
    isMissingMore: isMissingMore(certificationFor(data, target)),
    twice,
    leastToPeople: weight === 0 ? null : leastToPeople(weights.wrong / weight, target),
    shadowAnswers: termsFor(stage, target).shadow,
    auditRate: rateOf(data),
    presets: TARGETS.map((each) => ({ target: each, status: statusView(data, each, sha256) })),
    current: currentChoice(data, sha256),
    chosen: choiceAt(data, limit ?? limitIn(status), { target, status }),
    points: placesIn(outlook).map((place) => outlookAt(outlook, place, termsFor(stage, target))),
    calibration,
    at: iso(now),
  }
}

/** What is let through now. */
function currentChoice(data: GateData, sha256: Sha256): GateChoice | null {
  const { gate } = data.stage
  if (gate.kind === 'none') return null
  const target = targetOf(data)
  const status = statusView(data, target, sha256)
  return choiceAt(data, gate.kind === 'threshold' ? gate.threshold : limitIn(status), { target, status })
}

function limitIn(status: GateStatus): number | null {
  return status.type === 'certified' ? status.certificate.limit : null
}

interface JudgedBy {
  readonly target: number
  readonly status: GateStatus
}

function choiceAt(data: GateData, limit: number | null, { target, status }: JudgedBy): GateChoice | null {
  if (limit === null) return null
  const point = pointAt(data, limit, target)
  const load = loadOf(data)
  const perDay = workloadOf(point, load)
  return {
    point,
    status,
    perDay,
    minutesEach: load.minutesEach,
    hoursPerDay: hoursPerDay(perDay, load),
    cost: costPerDay(point, load),
    breakEven: breakEvenOf(load),
    doublingDays: doublingDays(target, perDay),
  }
}

function pointAt({ stage, view }: GateData, limit: number, target: number): LimitOutlook {
  return outlookAt(view.watch.outlook, limit, termsFor(stage, target))
}

function loadOf(data: GateData): StageLoad {
  const { stage, assumed, answersPerDay, aiEach } = data
  return {
    answersPerDay,
    minutesEach: assumed?.minutes[stage.id] ?? null,
    hourly: assumed?.hourly ?? null,
    perError: assumed?.perError ?? null,
    aiEach,
    auditRate: rateOf(data),
  }
}

/** What follows from the answers whatever is thought of: worked out once for all limits. */
interface Shown extends Pick<Gate, 'twice' | 'calibration'> {
  readonly change: number
}

const SHOWN = new WeakMap<GateWatch, Shown>()

function shownOf(watch: GateWatch): Shown {
  const known = SHOWN.get(watch)
  if (known?.change === watch.change) return known
  const shown = { change: watch.change, twice: lookedAtTwice(watch), calibration: calibrationView(watch) }
  SHOWN.set(watch, shown)
  return shown
}

function lookedAtTwice({ answers }: GateWatch): Gate['twice'] {
  const twice = [...answers.values()].filter((answer) => verdictOf(answer) !== null && answer.second !== null)
  return { same: twice.filter((answer) => verdictOf(answer) === answer.second).length, of: twice.length }
}

const TENTHS = 10

function calibrationView(watch: GateWatch): Gate['calibration'] {
  const judged = judgedIn(watch)
  const bins = reliabilityOf(judged)
  return {
    method: calibrate(judged).kind,
    judged: judged.length,
    error: calibrationError(bins),
    discrimination: discrimination(judged),
    bins: bins.map(({ of, said, right }) => {
      const tenth = Math.min(TENTHS - 1, Math.floor(said * TENTHS))
      return { low: tenth / TENTHS, high: (tenth + 1) / TENTHS, said, right, of }
    }),
  }
}

/** Each counted for as many as it stands for. */
function judgedIn({ answers }: GateWatch): readonly Judged[] {
  return [...answers.values()].flatMap((answer) => {
    const { score, chance, leastChance } = answer
    const verdict = verdictOf(answer)
    if (score === null || verdict === null || leastChance === 0) return []
    return [{ score, isRight: verdict === 'right', weight: 1 / chance }]
  })
}
