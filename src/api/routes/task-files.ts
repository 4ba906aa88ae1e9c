import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Artifact } from '../../core/run/answer.ts'
import { mayGiveFile } from '../../core/run/give-file.ts'
import { FILE_BYTES_MAX } from '../../core/run/given-file.ts'
import type { TaskId } from '../../core/run/ids.ts'
import { mediaTypeOf } from '../../core/run/media-type.ts'
import type { ApiParts } from '../api-parts.ts'
import { artifact } from '../contract/basics.ts'
import { fileQuery } from '../contract/files.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { callerStanding } from '../posture/caller.ts'
import { fromRefusal } from '../problems/from-refusal.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { readBytes } from '../read-bytes.ts'
import { answers } from './answers.ts'
import { BYTES } from './send-artifact.ts'
import { seenTask, taskParams, unknownTask } from './task-reads.ts'

const give = createRoute({
  method: 'post',
  path: '/api/v1/tasks/{id}/files',
  summary: 'Give a file for the decision of a task; it counts once the decision names it',
  request: {
    params: taskParams,
    query: fileQuery,
    body: { required: true, content: { [BYTES]: { schema: z.string().meta({ format: 'binary' }) } } },
  },
  responses: answers(artifact, 'The file, as the decision names it.'),
})

export function addTaskFiles(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  app.openapi(give, async (c) => {
    const [task, { name }] = [c.req.valid('param').id as TaskId, c.req.valid('query')]
    const at = await seenTask(c, parts, task)
    if (at === undefined) return refuse(c, unknownTask(task))
    const as = callerStanding(c)
    // Asked before anything is read, so that nobody fills the disk with what is refused afterwards.
    const may = mayGiveFile(at.run, at.found, { as, name, size: 0 })
    if (!may.ok) return refuse(c, fromRefusal(may.error))
    if (!areBytes(c)) return refuse(c, NOT_BYTES)
    const bytes = await readBytes(c.req.raw, FILE_BYTES_MAX)
    if (bytes === 'too-many') return refuse(c, TOO_LARGE)
    const file: Artifact = {
      name,
      mediaType: mediaTypeOf(name),
      size: bytes.length,
      sha256: await parts.blobs.put(bytes),
    }
    const given = await parts.engine.command(at.run.id, { type: 'give-file', task, as, file })
    if (given === undefined) return refuse(c, unknownTask(task))
    return given.ok ? c.json(file, 200) : refuse(c, fromRefusal(given.error))
  })
}

/** No form of another page can send this. */
function areBytes(c: Context): boolean {
  return c.req.header('content-type') === BYTES && c.req.header('content-encoding') === undefined
}

const NOT_BYTES: ApiProblem = {
  code: 'body-not-bytes',
  detail: `Send the bytes of the file as they are, with the header \`Content-Type: ${BYTES}\`.`,
}
const TOO_LARGE: ApiProblem = {
  code: 'body-too-large',
  detail: `The file is larger than ${FILE_BYTES_MAX} bytes. Say in the note where it can be found instead.`,
}
