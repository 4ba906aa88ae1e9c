import { quoted } from '../../basics/quoted.ts'
import { eachStage } from '../each-stage.ts'
import { hasGate } from '../has-gate.ts'
import type { Rule } from '../rule.ts'

/** A workflow within a workflow has gates of its own, and no single confidence. */
export const gateOnSubworkflow: Rule = {
  id: 'gate-on-subworkflow',
  severity: 'error',
  check: (subject) =>
    eachStage(subject, (stage, pointer) => {
      const { primary } = stage.roles
      if (primary.kind !== 'workflow' || !hasGate(stage)) return []
      const message = `The workflow \`${primary.name}\` does the stage ${quoted(stage.id)}, and a workflow has no confidence.`
      return [{ pointer: `${pointer}/gate`, message, help: `Put gates on the stages of \`${primary.name}\`.` }]
    }),
}
