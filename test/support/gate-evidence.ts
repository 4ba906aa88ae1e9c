import type { GateAnswer } from '../../src/core/receipt/gate-evidence.ts'
import { answerOf, laterChangeOf, withChange } from '../../src/core/receipt/gate-evidence.ts'
import type { Receipt } from '../../src/core/receipt/receipt.ts'

/** What the receipts of a run of one stage tell of its answer; undefined: no gate judged one. */
export function gateEvidenceOf(receipts: readonly Receipt[]): GateAnswer | undefined {
  return receipts.reduce<GateAnswer | undefined>((answer, receipt) => {
    if (receipt.kind === 'stage') return receipt.gate && answerOf(receipt, receipt.gate)
    const change = laterChangeOf(receipt)
    return answer === undefined || change === undefined ? answer : withChange(answer, change)
  }, undefined)
}
