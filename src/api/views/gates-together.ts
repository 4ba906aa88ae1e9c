import type { Promised } from '../../core/gate/anytime-bound.ts'
import { anytimeAtMost } from '../../core/gate/anytime-bound.ts'
import type { Certificate } from '../../core/gate/certification/certificate.ts'
import { gateStatus } from '../../core/gate/certification/gate-status.ts'
import { RISK } from '../../core/gate/terms.ts'
import type { Gates } from '../contract/gates.ts'
import type { GateData } from '../gate-data.ts'
import { certificationFor, targetOf } from './gate-status.ts'

/**
 * Of one run, the share that is wrong anywhere is at most the sum of what each stage lets through at most, where the
 * stages share the risk (the union bound). Of a stage with several kinds of answers the worst counts.
 */
export function togetherView(gates: readonly GateData[]): Gates['together'] {
  const promising = gates.filter(({ stage }) => stage.gate.kind === 'target-error')
  const stages = [...new Set(promising.map(({ stage }) => stage.id))]
  const bounds = promising.map((each) => ({ stage: each.stage.id, atMost: boundOf(each, RISK / stages.length) }))
  if (stages.length === 0 || bounds.some(({ atMost }) => atMost === null)) return null
  const worst = stages.map((id) => Math.max(...bounds.map(({ stage, atMost }) => (stage === id ? (atMost ?? 0) : 0))))
  return { atMost: worst.reduce((sum, each) => sum + each, 0), stages: stages.length }
}

function boundOf(data: GateData, risk: number): number | null {
  const status = gateStatus(certificationFor(data, targetOf(data)), data.now)
  return status.type === 'certified' ? boundAt(status.certificate, { target: status.certificate.target, risk }) : null
}

function boundAt(certificate: Certificate, promised: Promised): number {
  return anytimeAtMost(certificate, promised)
}
