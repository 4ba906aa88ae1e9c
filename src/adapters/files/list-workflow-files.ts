import { dirname, join } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { DOCUMENT_BYTES_MAX } from '../../core/workflow/limits.ts'
import type { UnusableArtifact, WorkflowFile } from '../../engine/ports.ts'
import type { Complaint } from './complaint.ts'
import type { Root } from './find-roots.ts'
import { readText } from './read-text.ts'
import type { FoundFile } from './walk-folder.ts'
import { walkFolder } from './walk-folder.ts'

export interface WorkflowFiles {
  readonly workflows: readonly WorkflowFile[]
  readonly unusable: readonly UnusableArtifact[]
}

/** Every workflow document of a collection, in the order of paths. None is read for its meaning. */
export async function listWorkflowFiles(root: Root): Promise<WorkflowFiles> {
  const shown = join(root.shown, AREA)
  const { files, unusable } = await walkFolder({ folder: join(root.folder, AREA), root: root.folder, shown })
  const folders = new Set(files.filter(isWorkflowFolder).map(({ path }) => dirname(path)))
  const workflows = new Map<string, WorkflowFile>()
  const refused: UnusableArtifact[] = []
  for (const found of files.filter(({ path }) => DOCUMENT.test(path) && !isBeside(path, folders))) {
    const read = await readWorkflowFile(found, root, workflows)
    if (read.ok) workflows.set(read.value.name, read.value)
    else refused.push({ file: join(shown, found.path), ...read.error })
  }
  return { workflows: [...workflows.values()], unusable: [...unusable, ...refused] }
}

const AREA = 'workflows'
const DOCUMENT = /\.(?:ya?ml|json)$/i
/** `<name>/WORKFLOW.yaml` or `<name>.yaml`. */
const NAMED = /^(?:(?<folder>[^/]+)\/WORKFLOW|(?<flat>[^/]+))\.[a-z]+$/i

function isWorkflowFolder({ path }: FoundFile): boolean {
  return NAMED.exec(path)?.groups?.['folder'] !== undefined && DOCUMENT.test(path)
}

/** Samples and notes may stand beside a WORKFLOW file. */
function isBeside(path: string, folders: ReadonlySet<string>): boolean {
  const [first = ''] = path.split('/', 1)
  return folders.has(first) && !isWorkflowFolder({ path, absolute: '' })
}

async function readWorkflowFile(
  { path, absolute }: FoundFile,
  root: Root,
  known: ReadonlyMap<string, WorkflowFile>,
): Promise<Result<WorkflowFile, Complaint>> {
  const { folder, flat } = NAMED.exec(path)?.groups ?? {}
  const name = folder ?? flat
  if (name === undefined) return err(STRAY_DOCUMENT)
  const taken = known.get(name)
  if (taken !== undefined)
    return err({ reason: `\`${name}\` is already ${taken.file}.`, mend: 'Remove one of the two.' })
  const text = await readText(absolute, DOCUMENT_BYTES_MAX)
  if (!text.ok) return text
  const file = join(root.shown, AREA, path)
  const contextFolder = join(root.folder, 'context')
  return ok({ name, collection: root.name, file, path: absolute, contextFolder, text: text.value })
}

const STRAY_DOCUMENT: Complaint = {
  reason: 'It does not stand where a WorkChart is kept.',
  mend: 'Move it to workflows/<id>.yaml or workflows/<id>/WORKFLOW.yaml.',
}
