import { quoted } from '../../basics/quoted.ts'
import { didYouMean } from '../../workflow/nearest.ts'
import { eachStage } from '../each-stage.ts'
import type { Rule } from '../rule.ts'

/** A stage can wait only for a stage of the same workflow. */
export const unknownDependency: Rule = {
  id: 'unknown-dependency',
  severity: 'error',
  check: (subject) =>
    eachStage(subject, ({ dependsOn = [] }, pointer) =>
      dependsOn.flatMap((id, index) => {
        if (subject.stages.has(id)) return []
        const help = didYouMean(id, subject.stages.keys(), 'Name a stage of this workflow, or remove it.')
        return [
          { pointer: `${pointer}/depends_on/${index}`, message: `There is no stage ${quoted(id)} to wait for.`, help },
        ]
      }),
    ),
}
