import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Diagnostic } from '../../core/workflow/diagnostic.ts'
import type { WorkflowDocument } from '../../core/workflow/workflow-document.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { USUAL_COLLECTION, workflowPlace } from './workflow-place.ts'

/** A collection's name becomes a folder: nothing else may. */
const COLLECTION = /^[a-z0-9][a-z0-9-]{0,63}$/

export interface NewWorkflow {
  readonly text: string
  /** Undefined: the usual one. */
  readonly collection: string | undefined
}

export interface WrittenWorkflow {
  readonly id: string
  readonly collection: string
  readonly file: string
}

/** Why nothing was written. */
export type NotWritten =
  | { readonly code: 'workflow-invalid'; readonly problems: readonly Diagnostic[] }
  | { readonly code: 'workflow-exists'; readonly id: string; readonly file: string }
  | { readonly code: 'collection-unknown'; readonly collection: string }

/** How documents are read and found where they are to be written. */
export interface Shelves {
  readonly read: (source: { readonly file: string; readonly text: string; readonly collection: string }) => Checked
  /** Undefined: no document has this id yet. */
  readonly find: (id: string) => Promise<{ readonly source: { readonly file: string } } | undefined>
}

interface Checked {
  readonly problems: readonly Diagnostic[]
  readonly document?: WorkflowDocument
}

/** Writes a new document into a collection of the home folder, under the id it gives itself. Never over another one. */
export function createWorkflowFile({ home, workflows }: { readonly home: string; readonly workflows: Shelves }) {
  return async ({ text, collection = USUAL_COLLECTION }: NewWorkflow): Promise<Result<WrittenWorkflow, NotWritten>> => {
    if (!COLLECTION.test(collection)) return err({ code: 'collection-unknown', collection })
    const name = text.trimStart().startsWith('{') ? 'WORKFLOW.json' : 'WORKFLOW.yaml'
    const { problems, document } = workflows.read({ file: name, text, collection })
    const errors = problems.filter((problem) => problem.severity === 'error')
    if (document === undefined || errors.length > 0) return err({ code: 'workflow-invalid', problems: errors })
    const { id } = document.workflow
    const known = await workflows.find(id)
    if (known !== undefined) return err({ code: 'workflow-exists', id, file: known.source.file })
    const { file } = workflowPlace(collection, id, name)
    if (existsSync(join(home, file))) return err({ code: 'workflow-exists', id, file })
    await writeFileWhole(join(home, file), text)
    return ok({ id, collection, file })
  }
}
