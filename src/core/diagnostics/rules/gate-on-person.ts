import { quoted } from '../../basics/quoted.ts'
import { eachStage } from '../each-stage.ts'
import { hasGate } from '../has-gate.ts'
import type { Rule } from '../rule.ts'

/** A gate asks how sure an answer is, and a person's answer carries no number. */
export const gateOnPerson: Rule = {
  id: 'gate-on-person',
  severity: 'error',
  check: (subject) =>
    eachStage(subject, (stage, pointer) => {
      const { primary } = stage.roles
      if (primary.kind !== 'human' || !hasGate(stage)) return []
      const message = `A person, \`human:${primary.name}\`, does the stage ${quoted(stage.id)}, so a gate has nothing to judge.`
      return [
        { pointer: `${pointer}/gate`, message, help: 'Remove the gate; to have the answer checked, add a `reviewer`.' },
      ]
    }),
}
