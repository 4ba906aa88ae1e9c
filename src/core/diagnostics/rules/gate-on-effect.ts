import { quoted } from '../../basics/quoted.ts'
import { eachStage } from '../each-stage.ts'
import { hasGate } from '../has-gate.ts'
import type { Rule } from '../rule.ts'

/** A gate judges before something is done, never after it. */
export const gateOnEffect: Rule = {
  id: 'gate-on-effect',
  severity: 'error',
  check: (subject) =>
    eachStage(subject, (stage, pointer) => {
      const { id, effect } = stage
      if (effect === undefined || effect === 'pure' || !hasGate(stage)) return []
      const message = `The stage ${quoted(id)} has the effect \`${effect}\`: its gate would judge what is already done.`
      return [{ pointer: `${pointer}/gate`, message, help: 'Put the gate on the stage before it.' }]
    }),
}
