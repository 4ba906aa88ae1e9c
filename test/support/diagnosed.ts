import { diagnose } from '../../src/core/diagnostics/diagnose.ts'
import type { Diagnostic } from '../../src/core/workflow/diagnostic.ts'
import type { WorkflowSource } from '../../src/core/workflow/read-workflow.ts'
import { readWorkflow } from '../../src/core/workflow/read-workflow.ts'

/** Everything that reading a document and looking at its meaning finds. */
export function diagnosed(source: WorkflowSource): readonly Diagnostic[] {
  const { problems, document } = readWorkflow(source)
  return document === undefined ? problems : [...problems, ...diagnose(document)]
}
