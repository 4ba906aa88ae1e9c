import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Overrides } from '../../core/plan/overrides-file.ts'
import { readWorkflow } from '../../core/workflow/read-workflow.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { WorkflowFile } from '../../engine/ports.ts'
import { ifPresent } from './if-present.ts'
import { listWorkflows } from './list-workflows.ts'
import { parseOverrides } from './parse-overrides.ts'
import type { Shelf } from './shelf.ts'

/** The name that SkillMeat gives it, in the folder of the project. */
export const OVERRIDES_FILE = '.skillmeat-workflow-overrides.toml'

/** A project's overrides file as it was accepted, read against the workflows that the collections hold. */
export async function readOverrides(shelf: Shelf, known: WorkflowId | undefined): Promise<Overrides | undefined> {
  const folder = shelf.options.project?.accepted
  if (folder === undefined) return undefined
  const text = await ifPresent(() => readFile(join(folder, OVERRIDES_FILE), 'utf8'))
  if (text === undefined) return undefined
  return parseOverrides({ file: OVERRIDES_FILE, text }, await knownWorkflows(shelf, known))
}

/** The ids an overrides file may name. */
export async function knownWorkflows(shelf: Shelf, known: WorkflowId | undefined): Promise<ReadonlySet<string>> {
  const ids = (await listWorkflows(shelf)).map(idOf)
  return new Set(known === undefined ? ids : [...ids, known])
}

/** The id that the document gives itself; of one that can not be read the name of its file. */
function idOf(file: WorkflowFile): string {
  return readWorkflow(file).document?.workflow.id ?? file.name
}
