import type { GateAnswer } from '../../src/core/receipt/gate-evidence.ts'
import { gateChangeOf, withChange } from '../../src/core/receipt/gate-evidence.ts'
import type { Receipt } from '../../src/core/receipt/receipt.ts'

/** What the receipts of a run of one stage tell of its answer; undefined: no gate judged one. */
export function gateEvidenceOf(receipts: readonly Receipt[]): GateAnswer | undefined {
  return receipts.reduce<GateAnswer | undefined>((answer, receipt) => {
    const change = gateChangeOf(receipt)
    if (change?.type === 'answer') return change.answer
    return answer === undefined || change === undefined ? answer : withChange(answer, change)
  }, undefined)
}
