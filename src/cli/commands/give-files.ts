import { artifact } from '../../api/contract/basics.ts'
import type { AnswerRequest } from '../../api/contract/tasks.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { FILE_BYTES_MAX } from '../../core/run/given-file.ts'
import type { CliFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected } from '../session.ts'

type NamedFiles = NonNullable<AnswerRequest['files']>

/** A file as it lies here. */
interface ReadFile {
  readonly path: string
  readonly read: Result<Uint8Array<ArrayBuffer>, string>
}

/** Gives files for a task, and how its decision names them. None is sent where one can not be read. */
export async function giveFiles(
  { api, io }: Connected,
  task: string,
  paths: readonly string[],
): Promise<Result<NamedFiles, CliFailure>> {
  const files: readonly ReadFile[] = await Promise.all(
    paths.map(async (path) => ({ path, read: await io.readBytes(path, FILE_BYTES_MAX) })),
  )
  const unread = files.flatMap(({ path, read }) => (read.ok ? [] : [`${path}: ${read.error}`]))
  if (unread.length > 0) return err(unreadable(unread))
  const named: NamedFiles = []
  for (const { path, read } of files) {
    if (!read.ok) continue
    const address = `/tasks/${encodeURIComponent(task)}/files?name=${encodeURIComponent(lastPart(path))}`
    const given = await api.postBytes(address, { bytes: read.value, schema: artifact })
    if (!given.ok) return given
    named.push({ name: given.value.name, sha256: given.value.sha256 })
  }
  return ok(named)
}

function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

function unreadable(files: readonly string[]): CliFailure {
  return {
    exit: EXIT.usage,
    code: 'file-unreadable',
    message: 'Not all of these files can be read, so nothing was decided.',
    details: files.map((message) => ({ message, pointer: '' })),
    help: 'Check the paths. A file that is too large is better named in `--note`, with the place where it is.',
  }
}
