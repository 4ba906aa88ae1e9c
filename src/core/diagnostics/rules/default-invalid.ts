import { childPointer } from '../../basics/json-pointer.ts'
import { quoted } from '../../basics/quoted.ts'
import { misfits } from '../misfits.ts'
import type { Rule } from '../rule.ts'

/** A default is used as if somebody had typed it, so it must fit the input's own schema. */
export const defaultInvalid: Rule = {
  id: 'default-invalid',
  severity: 'error',
  check: ({ workflow: { inputs } }) =>
    Object.entries(inputs).flatMap(([name, { schema, default: value }]) => {
      if (value === undefined) return []
      return misfits(schema, value).map((problem) => {
        const message = `The default of the input ${quoted(name)} does not fit its own schema: ${problem.message}`
        return {
          pointer: `${childPointer('/inputs', name)}/default${problem.pointer}`,
          message,
          help: 'Change the default or the schema.',
        }
      })
    }),
}
