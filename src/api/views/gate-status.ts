import { anytimeAtMost } from '../../core/gate/anytime-bound.ts'
import type { Certificate } from '../../core/gate/certification/certificate.ts'
import { certificateDigest, endsAt } from '../../core/gate/certification/certificate.ts'
import type { Certification } from '../../core/gate/certification/certification.ts'
import type { GateStatus as Status } from '../../core/gate/certification/gate-status.ts'
import { gateStatus } from '../../core/gate/certification/gate-status.ts'
import { termsOf, USUAL_TARGET } from '../../core/gate/terms.ts'
import type { PlannedStage } from '../../core/plan/plan.ts'
import type { GateBasis } from '../../core/run/gate-basis.ts'
import { certificationOf } from '../../engine/gate-watch.ts'
import type { GateView } from '../../engine/gates.ts'
import type { GateStatus } from '../contract/gates.ts'
import type { GateData } from '../gate-data.ts'
import { iso } from './instants.ts'

type Sha256 = (text: string) => string
type Ended = Extract<GateStatus, { readonly type: 'gathering' }>['ended']

/** How the kinds of answers of a stage share the risk of a promise. */
export function termsFor({ gate }: PlannedStage, target: number) {
  return termsOf(target, gate.kind === 'none' ? 1 : (gate.segments?.values.length ?? 1))
}

/** The share that a gate promises, or that one with a written limit is judged by. */
export function targetOf({ stage: { gate } }: GateData): number {
  return gate.kind === 'target-error' ? gate.target : USUAL_TARGET
}

export function certificationFor({ stage, view }: GateData, target: number): Certification {
  return certificationOf(view.watch, termsFor(stage, target))
}

export function statusView(data: GateData, target: number, sha256: Sha256): GateStatus {
  const status = gateStatus(certificationFor(data, target), data.now)
  switch (status.type) {
    case 'certified':
      return { type: 'certified', certificate: certificateView(data, status, sha256) }
    case 'gathering': {
      const { checked, needed } = status
      return { type: 'gathering', checked, needed, ended: endedView(data, target, status.ended) }
    }
    case 'withheld':
    case 'impossible':
      return status
  }
}

function certificateView({ view, stage, segment }: GateData, { certificate, answersLeft }: Certified, sha256: Sha256) {
  const { limit, wrong, of, method, since, target, risk } = certificate
  return {
    limit,
    wrong,
    of,
    atMost: atMostOf(certificate, { target, risk }),
    method,
    since: iso(since),
    endsAt: iso(endsAt(certificate)),
    answersLeft,
    digest: certificateDigest(lineOf(view, { stage, segment }), certificate, sha256),
  }
}

type Certified = Extract<Status, { readonly type: 'certified' }>

/** That it keeps its promise is proved; where more is known, that is said. */
function atMostOf(found: Pick<Certificate, 'wrong' | 'of' | 'target'>, promised: { target: number; risk: number }) {
  return Math.min(found.target, anytimeAtMost(found, promised))
}

function lineOf({ line }: GateView, { stage, segment }: Pick<GateData, 'stage' | 'segment'>) {
  if (line === undefined) throw new Error(`Nothing is certified of ${stage.id}: it has given no answer`)
  return { workflow: line.workflow, stage: line.stage, segment, basis: line.digest }
}

function endedView(
  data: GateData,
  target: number,
  ended: Extract<Status, { readonly type: 'gathering' }>['ended'],
): Ended {
  if (ended !== null) return { ...ended, at: iso(ended.at) }
  return changedView(data, target)
}

/** What gave the answers before had a certificate, and something else answers now. */
function changedView({ stage, view }: GateData, target: number): Ended {
  const { before, line, watch } = view
  const last = before?.watch.events.at(-1)
  if (before === undefined || last === undefined) return null
  if (certificationOf(before.watch, termsFor(stage, target)).issued.length === 0) return null
  const at = iso(watch.events[0]?.at ?? last.at)
  return { type: 'changed', at, ...whatChanged(before.line.basis, line?.basis) }
}

type Change = Pick<Extract<NonNullable<Ended>, { readonly type: 'changed' }>, 'what' | 'from' | 'to'>

function whatChanged(from: GateBasis, to: GateBasis | undefined): Change {
  if (to === undefined) return { what: 'stage', from: null, to: null }
  if (from.models.join() !== to.models.join())
    return { what: 'model', from: from.models.join(', '), to: to.models.join(', ') }
  if (from.skill !== to.skill) return { what: 'skill', from: from.performer, to: to.performer }
  return { what: from.reviewer === to.reviewer ? 'stage' : 'reviewer', from: null, to: null }
}
