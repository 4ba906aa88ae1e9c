import { gateStatus } from '../../core/gate/certification/gate-status.ts'
import { outlookAt } from '../../core/gate/outlook.ts'
import { RISK } from '../../core/gate/terms.ts'
import type { Gates } from '../contract/gates.ts'
import type { GateData } from '../gate-data.ts'
import { certificationFor, targetOf } from './gate-status.ts'

/**
 * Of one run, the share that is wrong anywhere is at most the sum of what each stage lets through at most, where all
 * gates share the risk (the union bound). Of a stage with several kinds of answers the worst counts.
 */
export function togetherView(gates: readonly GateData[]): Gates['together'] {
  const promising = gates.filter(({ stage }) => stage.gate.kind === 'target-error')
  const stages = [...new Set(promising.map(({ stage }) => stage.id))]
  const bounds = promising.map((each) => ({ stage: each.stage.id, atMost: boundOf(each, promising.length) }))
  if (stages.length === 0 || bounds.some(({ atMost }) => atMost === null)) return null
  const worst = stages.map((id) => Math.max(...bounds.map(({ stage, atMost }) => (stage === id ? (atMost ?? 0) : 0))))
  return {
    atMost: Math.min(
      1,
      worst.reduce((sum, each) => sum + each, 0),
    ),
    stages: stages.length,
  }
}

/** A single gate promises its target by itself. The limit of each of several was chosen by what is counted here. */
function boundOf(data: GateData, gates: number): number | null {
  const certification = certificationFor(data, targetOf(data))
  const status = gateStatus(certification, data.now)
  if (status.type !== 'certified') return null
  const { limit, target } = status.certificate
  if (gates === 1) return target
  const limits = certification.trial?.evidence.cuts.length ?? 1
  return outlookAt(data.view.watch.outlook, limit, { target, risk: RISK / (gates * limits) }).atMost
}
