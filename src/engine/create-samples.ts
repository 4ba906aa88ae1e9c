import { err, ok } from '../core/basics/result.ts'
import { readSampleRows } from '../core/run/sample-rows.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'
import type { Drafts } from './drafts.ts'
import type { ParseTable, Shelf, TemplateFiles } from './ports.ts'
import type { SampleReading, Samples } from './samples.ts'
import { samplesFile } from './samples.ts'
import type { WorkflowReading, Workflows } from './workflows.ts'

export interface SamplesParts {
  readonly workflows: Pick<Workflows, 'find' | 'read'>
  readonly drafts: Pick<Drafts, 'open'>
  readonly templates: TemplateFiles
  readonly shelf: Shelf
  readonly parseTable: ParseTable
}

export function createSamples(parts: SamplesParts): Samples {
  return {
    ofWorkflow: (workflow) => ofWorkflow(parts, workflow),
    ofDraft: (workflow) => ofDraft(parts, workflow),
    ofTemplate: (template) => ofTemplate(parts, template),
  }
}

async function ofWorkflow(parts: SamplesParts, name: string): Promise<SampleReading> {
  const reading = await parts.workflows.find(name)
  if (reading === undefined) return ofDraft(parts, name)
  const workflow = reading.document?.workflow.id ?? (name as WorkflowId)
  return besideFile(parts, reading, parts.shelf.placeFor(workflow, reading.source.file).file)
}

async function ofDraft(parts: SamplesParts, name: string): Promise<SampleReading> {
  const open = await parts.drafts.open(name)
  if (open === undefined) return err({ code: 'workflow-unknown', name })
  return besideFile(parts, parts.workflows.read(open), open.file)
}

/** Rows are looked for where the user keeps the document: shipped ones have none. */
async function besideFile(parts: SamplesParts, reading: WorkflowReading, document: string): Promise<SampleReading> {
  const file = samplesFile(document)
  const csv = await parts.shelf.read(file)
  return csv === undefined ? ok({ rows: [], leftOut: 0 }) : readRows(parts, reading, { file, csv })
}

async function ofTemplate(parts: SamplesParts, id: string): Promise<SampleReading> {
  const template = (await parts.templates.list()).find((each) => each.id === id)
  if (template === undefined) return err({ code: 'template-unknown', template: id })
  const { file, samples } = template
  return readRows(parts, parts.workflows.read(template), { file: samplesFile(file), csv: samples })
}

function readRows(
  { parseTable }: SamplesParts,
  { document, problems }: WorkflowReading,
  { file, csv }: { readonly file: string; readonly csv: string },
): SampleReading {
  if (document === undefined) return err({ code: 'workflow-invalid', problems })
  const table = parseTable(csv)
  if (!table.ok) return err({ code: 'samples-unreadable', file, message: table.error })
  const rows = readSampleRows(document.workflow.inputs, table.value)
  return rows.ok ? rows : err({ code: 'samples-invalid', file, problems: rows.error })
}
