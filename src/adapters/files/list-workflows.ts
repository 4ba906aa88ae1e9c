import type { WorkflowFile } from '../../engine/ports.ts'
import { isCollection } from './find-roots.ts'
import { listWorkflowFiles } from './list-workflow-files.ts'
import type { Shelf } from './shelf.ts'

/** Those of the user's collections first, then those of the program. */
export async function listWorkflows(shelf: Shelf): Promise<readonly WorkflowFile[]> {
  const { roots } = await shelf.roots()
  const found: WorkflowFile[] = []
  for (const root of roots.filter(isCollection)) found.push(...(await listWorkflowFiles(root)).workflows)
  return found
}
