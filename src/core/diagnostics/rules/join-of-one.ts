import { quoted } from '../../basics/quoted.ts'
import { eachStage } from '../each-stage.ts'
import { neededBy } from '../needed-by.ts'
import type { Rule } from '../rule.ts'

/** `join` says how several dependencies are put together; with one or none it says nothing. */
export const joinOfOne: Rule = {
  id: 'join-of-one',
  severity: 'warning',
  check: (subject) =>
    eachStage(subject, ({ id, join }, pointer) => {
      const count = neededBy(subject.dependencies, id).length
      if (join === undefined || count > 1) return []
      const message = `The stage ${quoted(id)} has \`join: ${join}\` but waits for ${count === 0 ? 'no' : 'only one'} stage.`
      return [{ pointer: `${pointer}/join`, at: 'key', message, help: 'Remove `join`, or add stages to `depends_on`.' }]
    }),
}
