import type { JsonObject } from '../basics/json.ts'
import { holdsExpression } from '../expression/template.ts'
import { textsIn } from '../plan/texts-in.ts'
import type { Workflow } from '../workflow/workflow.ts'

/** What a form that starts runs by hand begins with. */
export interface FormBeginning {
  /** Of the manual trigger. */
  readonly id: string
  readonly inputs: JsonObject
}

/**
 * One for each manual trigger, in the order of the document. Left out is what is no input, and what holds an expression:
 * a form shows values.
 */
export function formBeginnings({ triggers, inputs }: Pick<Workflow, 'triggers' | 'inputs'>): readonly FormBeginning[] {
  return triggers
    .filter(({ type }) => type === 'manual')
    .map((trigger) => {
      const shown = Object.entries(trigger.inputs).filter(
        ([name, value]) => Object.hasOwn(inputs, name) && !textsIn(value).some(holdsExpression),
      )
      return { id: trigger.id, inputs: Object.fromEntries(shown) }
    })
}
