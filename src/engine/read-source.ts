import { diagnose } from '../core/diagnostics/diagnose.ts'
import type { Diagnostic } from '../core/workflow/diagnostic.ts'
import { digestOf } from '../core/workflow/digest.ts'
import { notYetExecuted } from '../core/workflow/not-yet-executed.ts'
import { readWorkflow } from '../core/workflow/read-workflow.ts'
import type { WorkflowReading, WorkflowSource } from './workflows.ts'

/** Documents read last; a list of workflows reads each of them again only when its text changed. */
const READINGS_MAX = 256

/** Reads and checks documents, and remembers what it found by their text. */
export function createSourceReader(sha256: (text: string) => string): (source: WorkflowSource) => WorkflowReading {
  const readings = new Map<string, WorkflowReading>()
  return (source) => {
    const key = `${source.collection} ${source.file} ${sha256(source.text)}`
    const reading = readings.get(key) ?? readSource(source, sha256)
    readings.set(key, reading)
    const [oldest] = readings.keys()
    if (readings.size > READINGS_MAX && oldest !== undefined) readings.delete(oldest)
    return { ...reading, source }
  }
}

/** Everything that is wrong with a document, in the order of its text, and what it says as far as it could be read. */
function readSource(source: WorkflowSource, sha256: (text: string) => string): WorkflowReading {
  const { document, problems } = readWorkflow(source)
  if (document === undefined) return { source, problems }
  const all = [...problems, ...diagnose(document), ...notYetExecuted(document, 'warning')]
  return { source, problems: all.toSorted(byPlace), document, digest: digestOf(document.json, sha256) }
}

function byPlace(left: Diagnostic, right: Diagnostic): number {
  return left.line - right.line || left.column - right.column
}

export function errorsIn(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  return problems.filter((problem) => problem.severity === 'error')
}
