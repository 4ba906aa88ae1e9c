import { quoted } from '../../basics/quoted.ts'
import { referencesIn } from '../../expression/references-in.ts'
import type { Stage, StageId } from '../../workflow/workflow.ts'
import { eachStage } from '../each-stage.ts'
import { neededBy } from '../needed-by.ts'
import type { Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

/** Nothing may run after a refusal or a failure by accident: who goes on must look at the outcome first. */
export const refusedContinue: Rule = {
  id: 'refused-continue',
  severity: 'error',
  check: (subject) =>
    eachStage(subject, (stage, pointer) =>
      neededBy(subject.dependencies, stage.id).flatMap((needed) => {
        const setting = continueSetting(subject, needed)
        if (setting === undefined || readsOutcome(stage, needed)) return []
        const message = `The stage ${quoted(stage.id)} follows ${quoted(needed)}, which has \`${setting}: continue\`, without looking at its outcome.`
        const help = `Add for example \`when: stages.${needed}.outcome == "succeeded"\`.`
        return [{ pointer: `${pointer}/${stage.when === undefined ? 'id' : 'when'}`, message, help }]
      }),
    ),
}

function continueSetting({ stages, workflow }: Subject, id: StageId): 'on_reject' | 'on_error' | undefined {
  const stage = stages.get(id)
  if (stage?.onReject === 'continue') return 'on_reject'
  return stage !== undefined && (stage.onError ?? workflow.defaults.onError) === 'continue' ? 'on_error' : undefined
}

function readsOutcome({ when }: Stage, needed: StageId): boolean {
  if (when === undefined) return false
  return referencesIn(when).stages.some(({ stage, field }) => stage === needed && field === 'outcome')
}
