import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import type { RunId, TaskId } from '../../core/run/ids.ts'
import { findArtifact, findEvidence } from '../../core/run/stage-artifacts.ts'
import type { ApiParts } from '../api-parts.ts'
import { fileDigest } from '../contract/files.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { seesRun } from '../posture/seen.ts'
import { refuse } from '../problems/refuse.ts'
import { problemAnswer } from './answers.ts'
import { runParams } from './run-reads.ts'
import { BYTES, sendArtifact, unknownArtifact } from './send-artifact.ts'
import { seenTask, taskParams, unknownTask } from './task-reads.ts'
import { unknownRun } from './unknown-run.ts'

const responses = {
  200: {
    description: 'Its bytes, to be saved.',
    content: { [BYTES]: { schema: z.string().meta({ format: 'binary' }) } },
  },
  default: problemAnswer,
}

const ofRun = createRoute({
  method: 'get',
  path: '/api/v1/runs/{id}/artifacts/{sha256}',
  summary: 'A file that a stage of this run hands on',
  request: { params: runParams.extend({ sha256: fileDigest }) },
  responses,
})

const ofTask = createRoute({
  method: 'get',
  path: '/api/v1/tasks/{id}/artifacts/{sha256}',
  summary: 'A file that is shown with this task',
  request: { params: taskParams.extend({ sha256: fileDigest }) },
  responses,
})

export function addArtifactRoutes(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  app.openapi(ofRun, async (c) => {
    const { id, sha256 } = c.req.valid('param')
    const run = await parts.engine.findRun(id as RunId)
    if (run === undefined || !seesRun(c, run)) return refuse(c, unknownRun(id))
    const artifact = findArtifact(run, sha256)
    return artifact === undefined ? refuse(c, unknownArtifact(sha256)) : await sendArtifact(c, parts, artifact)
  })
  app.openapi(ofTask, async (c) => {
    const { id, sha256 } = c.req.valid('param')
    const at = await seenTask(c, parts, id as TaskId)
    if (at === undefined) return refuse(c, unknownTask(id))
    const artifact = findEvidence(at.run, at.found, sha256)
    return artifact === undefined ? refuse(c, unknownArtifact(sha256)) : await sendArtifact(c, parts, artifact)
  })
}
