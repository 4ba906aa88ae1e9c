import { quoted } from '../../basics/quoted.ts'
import { eachStage } from '../each-stage.ts'
import type { Rule } from '../rule.ts'

/** `on_skip` is about the stage's own condition. Without one it never applies. */
export const onSkipWithoutWhen: Rule = {
  id: 'on-skip-without-when',
  severity: 'warning',
  check: (subject) =>
    eachStage(subject, ({ id, when, onSkip }, pointer) => {
      if (onSkip === undefined || when !== undefined) return []
      const message = `The stage ${quoted(id)} has \`on_skip\` but no condition that could skip it.`
      return [{ pointer: `${pointer}/on_skip`, at: 'key', message, help: 'Add `when`, or remove `on_skip`.' }]
    }),
}
