import type { Diagnostic } from '../workflow/diagnostic.ts'
import type { WorkflowDocument } from '../workflow/workflow-document.ts'
import type { Rule } from './rule.ts'
import { RULES } from './rules.ts'
import { toSubject } from './subject.ts'

/** Everything that is wrong with what a document means, in the order of the document. Its writing is checked by reading. */
export function diagnose(document: WorkflowDocument): readonly Diagnostic[] {
  const subject = toSubject(document.workflow)
  const found = RULES.flatMap(({ id, severity, check }: Rule) =>
    check(subject).map(({ pointer, at, message, help }) => {
      return { rule: id, severity, ...document.locate(pointer, at), message, help }
    }),
  )
  return found.toSorted((left, right) => left.line - right.line || left.column - right.column)
}
