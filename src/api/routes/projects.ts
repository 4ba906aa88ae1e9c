import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { z } from 'zod'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Reference } from '../../core/workflow/reference.ts'
import { parseReference } from '../../core/workflow/reference.ts'
import type { RunProblem } from '../../engine/workflows.ts'
import type { ApiParts } from '../api-parts.ts'
import {
  acceptProjectRequest,
  openProjectRequest,
  overridden,
  overrideRequest,
  project,
  projectComparison,
  projectList,
} from '../contract/projects.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromProjectProblem } from '../problems/from-project-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { comparisonView, projectView } from '../views/project.ts'
import { answers, body } from './answers.ts'
import { nothing } from './nothing.ts'
import { TRUST_FOR_COMMAND_LINE } from './plan-in.ts'

const params = z.object({ id: z.string().min(1).max(64) })

const list = createRoute({
  method: 'get',
  path: '/api/v1/projects',
  summary: 'Projects of which something was accepted',
  responses: answers(projectList, 'By folder.'),
})

const open = createRoute({
  method: 'post',
  path: '/api/v1/projects',
  summary: 'Name the folder of a project, for the command line',
  request: { body: body(openProjectRequest) },
  responses: answers(project, 'The project as it stands. Nothing of it is accepted by that.'),
})

const compare = createRoute({
  method: 'get',
  path: '/api/v1/projects/{id}/comparison',
  summary: 'What is different between what was accepted of a project and what is there',
  request: { params },
  responses: answers(projectComparison, 'Line by line.'),
})

const accept = createRoute({
  method: 'post',
  path: '/api/v1/projects/{id}/accept',
  summary: 'Accept what a project brings along, for the command line',
  request: { params, body: body(acceptProjectRequest) },
  responses: answers(project, 'It is accepted while it stays as it is.'),
})

const revoke = createRoute({
  method: 'post',
  path: '/api/v1/projects/{id}/revoke',
  summary: 'Take back what was accepted of a project, for the command line',
  request: { params, body: body(nothing) },
  responses: answers(project, 'Nothing of it counts any more. Runs that have begun go on as they were planned.'),
})

const override = createRoute({
  method: 'post',
  path: '/api/v1/projects/{id}/overrides',
  summary: 'Give roles to somebody else in this project, for the command line',
  request: { params, body: body(overrideRequest) },
  responses: answers(overridden, 'The overrides file is written.'),
})

export function addProjectRoutes(app: OpenAPIHono<ApiEnv>, { projects }: ApiParts): void {
  app.use('/api/v1/projects', commandLineChanges())
  app.use('/api/v1/projects/*', commandLineChanges())
  app.openapi(list, async (c) => c.json({ projects: (await projects.list()).map(projectView) }, 200))
  app.openapi(open, async (c) => {
    const opened = await projects.open(c.req.valid('json').folder)
    return opened.ok ? c.json(projectView(opened.value), 200) : refuse(c, fromProjectProblem(opened.error))
  })
  app.openapi(compare, async (c) => {
    const compared = await projects.compare(c.req.valid('param').id)
    return compared.ok ? c.json(comparisonView(compared.value), 200) : refuse(c, fromProjectProblem(compared.error))
  })
  app.openapi(accept, async (c) => {
    const { digest } = c.req.valid('json')
    const accepted = await projects.accept({ id: c.req.valid('param').id, digest, by: c.get('actor') })
    return accepted.ok ? c.json(projectView(accepted.value), 200) : refuse(c, fromProjectProblem(accepted.error))
  })
  app.openapi(revoke, async (c) => {
    const revoked = await projects.revoke(c.req.valid('param').id)
    return revoked.ok ? c.json(projectView(revoked.value), 200) : refuse(c, fromProjectProblem(revoked.error))
  })
  app.openapi(override, async (c) => {
    const { set, stage, ...order } = c.req.valid('json')
    const given = parseRoles(set)
    if (!given.ok) return refuse(c, fromProjectProblem(given.error))
    const { id } = c.req.valid('param')
    const done = await projects.override({ ...order, stage, set: given.value, id, by: c.get('actor') })
    if (!done.ok) return refuse(c, fromProjectProblem(done.error))
    return c.json({ project: projectView(done.value.project), text: done.value.text }, 200)
  })
}

/** A page in a browser may look, and no more: a path, and what a person lets run, come from the owner's terminal. */
function commandLineChanges(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.get('via') === 'terminal') return await next()
    return refuse(c, TRUST_FOR_COMMAND_LINE)
  }
}

function parseRoles(set: Readonly<Record<string, string>>): Result<ReadonlyMap<string, Reference>, RunProblem> {
  const roles = new Map<string, Reference>()
  for (const [role, text] of Object.entries(set)) {
    const reference = parseReference(text)
    if (!reference.ok) return err({ code: 'binding-invalid', role, text })
    roles.set(role, reference.value)
  }
  return ok(roles)
}
