import { known } from '../core/basics/known.ts'
import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { aroundChanges, diffLines } from '../core/trust/diff-lines.ts'
import type { FileChange } from '../core/trust/judge-trust.ts'
import type { ProjectDesk, ReadProject } from './project-desk.ts'
import type { FileComparison, ProjectComparison, ProjectProblem } from './projects.ts'

/** Unchanged lines that are shown before and after a change, as `diff -u` shows them. */
const LINES_AROUND = 3

export async function compareProject(
  { read, blobs }: ProjectDesk,
  id: string,
): Promise<Result<ProjectComparison, ProjectProblem>> {
  const found = await read(id)
  if (!found.ok) return found
  const { project } = found.value
  const { folder, standing } = project
  if (standing.type === 'gone') return err({ code: 'project-gone', folder })
  if (standing.type === 'unreadable') return err({ code: 'project-unreadable', obstacles: standing.obstacles })
  const changes = 'changes' in standing ? standing.changes : []
  const files: FileComparison[] = []
  for (const change of changes) files.push(await compareFile(change, found.value, (sha256) => blobs.find(sha256)))
  return ok({ project, files })
}

async function compareFile(
  change: FileChange,
  { files }: ReadProject,
  findAccepted: (sha256: string) => Promise<Uint8Array | undefined>,
): Promise<FileComparison> {
  const now = 'now' in change ? known(files?.find(({ path }) => path === change.path)).bytes : NOTHING
  const before = 'before' in change ? await findAccepted(change.before) : NOTHING
  const [old, current] = [textOf(before), textOf(now)]
  if (old === undefined || current === undefined) return { change, lines: null }
  return { change, lines: aroundChanges(diffLines(old, current), LINES_AROUND) }
}

const NOTHING = new Uint8Array()

/** Undefined: it is no text, or it is not there any more. */
function textOf(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
