import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Artifact } from './answer.ts'
import type { AnswerTask } from './command.ts'
import type { GivenFile, NamedFile } from './given-file.ts'
import { FILES_MAX } from './given-file.ts'
import type { Refusal } from './refusal.ts'
import type { Task } from './task.ts'
import { takesFiles } from './task.ts'
import type { OutputProblem } from './task-refusal.ts'

type Naming = Pick<AnswerTask, 'answer' | 'as' | 'files'>

/**
 * The files that go with a decision. Only what whoever decides gave for this very task can be named: otherwise whoever
 * knows a digest could read what others have.
 */
export function decisionFiles(task: Task, { answer, as, files = [] }: Naming): Result<readonly Artifact[], Refusal> {
  if (files.length === 0) return ok([])
  if (!takesFiles(task.reason, answer.type)) return err({ code: 'files-not-taken', answer: answer.type })
  const own = (task.given ?? []).filter(({ by }) => by === as.by)
  const problems = [...countProblems(files), ...repeated(files), ...notGiven(files, own)]
  if (problems.length > 0) return err({ code: 'files-invalid', problems })
  return ok(own.filter((file) => files.some((named) => isNamed(file, named))).map(artifactOf))
}

function countProblems({ length }: readonly NamedFile[]): readonly OutputProblem[] {
  if (length <= FILES_MAX) return []
  return [
    { pointer: '', message: `There are ${length} files; at most ${FILES_MAX} go with one decision. Leave some out.` },
  ]
}

function repeated(files: readonly NamedFile[]): readonly OutputProblem[] {
  return files.flatMap(({ name }, index) => {
    if (files.findIndex((file) => file.name === name) === index) return []
    return [{ pointer: `/${index}`, message: `There are two files "${name}". Leave one out, or rename it.` }]
  })
}

function notGiven(files: readonly NamedFile[], own: readonly GivenFile[]): readonly OutputProblem[] {
  return files.flatMap((named, index) => {
    if (own.some((file) => isNamed(file, named))) return []
    return [{ pointer: `/${index}`, message: `You have not given "${named.name}" for this task. Give it again.` }]
  })
}

function isNamed(file: GivenFile, { name, sha256 }: NamedFile): boolean {
  return file.name === name && file.sha256 === sha256
}

function artifactOf({ name, mediaType, size, sha256 }: GivenFile): Artifact {
  return { name, mediaType, size, sha256 }
}
