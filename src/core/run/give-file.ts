import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Role } from '../people/role.ts'
import type { Standing } from '../people/standing.ts'
import type { Artifact } from './answer.ts'
import { mayDecide } from './answer-task.ts'
import type { Decided } from './attempts.ts'
import type { GiveFile } from './command.ts'
import { fileNameProblem } from './file-name.ts'
import type { FoundTask } from './find-task.ts'
import { findTask } from './find-task.ts'
import { FILE_BYTES_MAX, GIVEN_MAX } from './given-file.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import type { Refusal } from './refusal.ts'
import type { Run } from './run.ts'
import type { Task } from './task.ts'
import { takesFiles } from './task.ts'

/** Keeps a file for the decision of whoever gives it. The same file again changes nothing. */
export function giveFile(log: Log, { task: id, as, file }: GiveFile): Decided {
  const found = findTask(log.run, id)
  if (found === undefined) return err({ code: 'task-unknown', task: id })
  if (isGiven(found.task, as, file)) return ok(undefined)
  const may = mayGiveFile(log.run, found, { as, ...file })
  if (!may.ok) return may
  const { stage, task } = found
  return ok(record(log, { type: 'task-file-given', stage: stage.id, task: task.id, by: as.by, role: may.value, file }))
}

/** What is known of a file before its bytes are kept. */
export interface OfferedFile extends Pick<Artifact, 'name' | 'size'> {
  readonly as: Standing
}

/** The role in which somebody may give this file for a task, or why they may not. */
export function mayGiveFile(run: Run, found: FoundTask, file: OfferedFile): Result<Role, Refusal> {
  const may = mayDecide(run, found, file.as)
  if (!may.ok) return may
  const refusal = offerRefusal(found.task, file)
  return refusal === undefined ? may : err(refusal)
}

function offerRefusal({ reason, given = [] }: Task, { as, name, size }: OfferedFile): Refusal | undefined {
  if (!takesFiles(reason, 'edit')) return { code: 'files-not-taken', answer: 'edit' }
  if (given.filter(({ by }) => by === as.by).length >= GIVEN_MAX) return { code: 'files-full', filesMax: GIVEN_MAX }
  const problems = [fileNameProblem(name), sizeProblem(size)].filter((problem) => problem !== undefined)
  return problems.length === 0 ? undefined : { code: 'file-invalid', problems }
}

function sizeProblem(bytes: number): string | undefined {
  if (bytes <= FILE_BYTES_MAX) return undefined
  return `The file is ${bytes} bytes large; at most ${FILE_BYTES_MAX} fit. Say in the note where it can be found instead.`
}

function isGiven({ given = [] }: Task, { by }: Standing, { name, sha256 }: Artifact): boolean {
  return given.some((file) => file.by === by && file.name === name && file.sha256 === sha256)
}
