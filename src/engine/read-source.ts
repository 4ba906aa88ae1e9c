import { checkSource } from '../core/diagnostics/check-source.ts'
import type { Diagnostic } from '../core/workflow/diagnostic.ts'
import { digestOf } from '../core/workflow/digest.ts'
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

function readSource(source: WorkflowSource, sha256: (text: string) => string): WorkflowReading {
  const { document, problems } = checkSource(source)
  if (document === undefined) return { source, problems }
  return { source, problems, document, digest: digestOf(document.json, sha256) }
}

export function errorsIn(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  return problems.filter((problem) => problem.severity === 'error')
}
