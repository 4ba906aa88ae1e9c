import type { Diagnostic } from '../workflow/diagnostic.ts'
import { notYetExecuted } from '../workflow/not-yet-executed.ts'
import type { Reading, WorkflowSource } from '../workflow/read-workflow.ts'
import { readWorkflow } from '../workflow/read-workflow.ts'
import { diagnose } from './diagnose.ts'

/** Everything that is wrong with a text, in its order: how it is written, what it means, what nothing carries out yet. */
export function checkSource(source: WorkflowSource): Reading {
  const { document, problems } = readWorkflow(source)
  if (document === undefined) return { problems }
  const all = [...problems, ...diagnose(document), ...notYetExecuted(document, 'warning')]
  return { problems: all.toSorted(byPlace), document }
}

function byPlace(left: Diagnostic, right: Diagnostic): number {
  return left.line - right.line || left.column - right.column
}
