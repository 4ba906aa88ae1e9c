import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { z } from 'zod'
import type { ActorId } from '../../core/run/ids.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import { publishedVersion } from '../../engine/published-version.ts'
import type { ApiParts } from '../api-parts.ts'
import {
  beginDraftRequest,
  draftFile,
  draftList,
  draftSummary,
  mergeDraftRequest,
  openDraft,
  saveDraftRequest,
  whichDraftRequest,
} from '../contract/drafts.ts'
import { version } from '../contract/workflows.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { mayShare, NOT_TO_SHARE } from '../posture/seen.ts'
import { absentDraft, fromDraftProblem, fromTemplateProblem, unknownDraft } from '../problems/from-draft-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { draftSummaryView, openDraftView } from '../views/draft.ts'
import { versionView } from '../views/workflow.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'
import { workflowParams } from './workflow-reads.ts'

const list = createRoute({
  method: 'get',
  path: '/api/v1/drafts',
  summary: 'WorkCharts that somebody is working on',
  responses: answers(draftList, 'All drafts.'),
})

const open = createRoute({
  method: 'get',
  path: '/api/v1/drafts/{id}',
  summary: 'What to work on: the draft of a WorkChart, or else its file',
  request: { params: workflowParams },
  responses: answers(openDraft, 'The text, and what to send with the next change.'),
})

const begin = createRoute({
  method: 'post',
  path: '/api/v1/drafts',
  summary: 'Begin a new WorkChart',
  request: { body: body(beginDraftRequest) },
  responses: created(draftSummary, 'The draft, under an id of its own.'),
})

const save = createRoute({
  method: 'post',
  path: '/api/v1/drafts/{id}',
  summary: 'Save a draft; the file and the published version stay',
  request: { params: workflowParams, body: body(saveDraftRequest) },
  responses: answers(draftSummary, 'It is saved.'),
})

const file = createRoute({
  method: 'get',
  path: '/api/v1/drafts/{id}/file',
  summary: 'What the file of a draft says now, and what it said when the work began',
  request: { params: workflowParams },
  responses: answers(draftFile, 'Both texts, as far as they are there.'),
})

const merge = createRoute({
  method: 'post',
  path: '/api/v1/drafts/{id}/merge',
  summary: 'Save a draft into which its file was merged; from now on it is based on what the file says now',
  request: { params: workflowParams, body: body(mergeDraftRequest) },
  responses: answers(draftSummary, 'It is saved, and can be published over the file.'),
})

const discard = createRoute({
  method: 'post',
  path: '/api/v1/drafts/{id}/discard',
  summary: 'Take a draft away; the file and the published version stay',
  request: { params: workflowParams, body: body(whichDraftRequest) },
  responses: answers(nothing, 'It is gone.'),
})

const publish = createRoute({
  method: 'post',
  path: '/api/v1/drafts/{id}/publish',
  summary: 'Write a draft into its file and make it the version that schedules run',
  request: { params: workflowParams, body: body(whichDraftRequest) },
  responses: answers(version, 'The published version.'),
})

export function addDraftRoutes(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { drafts, reader } = parts
  app.openapi(list, async (c) => c.json({ drafts: (await drafts.list()).map(draftSummaryView) }, 200))
  app.openapi(open, async (c) => {
    const { id } = c.req.valid('param')
    const found = await drafts.open(id)
    if (found === undefined) return refuse(c, unknownDraft(id))
    return c.json(openDraftView(found, publishedVersion(await reader.listVersions(found.workflow))), 200)
  })
  app.openapi(begin, async (c) => {
    const begun = await beginDraft(parts, { ...c.req.valid('json'), by: c.get('actor') })
    return begun.ok ? c.json(draftSummaryView(begun.value), 201) : refuse(c, fromTemplateProblem(begun.error))
  })
  addDraftChanges(app, parts)
  addDraftMerge(app, parts)
}

function beginDraft(
  { drafts, templates }: ApiParts,
  { template, name, text, by }: z.output<typeof beginDraftRequest> & { readonly by: ActorId },
) {
  return template === undefined
    ? drafts.begin({ name, text, origin: 'blank', by })
    : templates.begin({ template, name, by })
}

function addDraftChanges(app: OpenAPIHono<ApiEnv>, { drafts, workflows }: ApiParts): void {
  app.openapi(save, async (c) => {
    const saved = await drafts.save({ ...whichOf(c.req.valid('param').id, c.get('actor')), ...c.req.valid('json') })
    return saved.ok ? c.json(draftSummaryView(saved.value), 200) : refuse(c, fromDraftProblem(saved.error))
  })
  app.openapi(discard, async (c) => {
    const gone = await drafts.discard({ ...whichOf(c.req.valid('param').id, c.get('actor')), ...c.req.valid('json') })
    return gone.ok ? c.json({}, 200) : refuse(c, fromDraftProblem(gone.error))
  })
  app.openapi(publish, async (c) => {
    const { id } = c.req.valid('param')
    const found = await drafts.open(id)
    if (found !== undefined && !mayShare(c, workflows.read(found))) return refuse(c, NOT_TO_SHARE)
    const done = await drafts.publish({ ...whichOf(id, c.get('actor')), ...c.req.valid('json') })
    return done.ok ? c.json(versionView(done.value), 200) : refuse(c, fromDraftProblem(done.error))
  })
}

function addDraftMerge(app: OpenAPIHono<ApiEnv>, { drafts }: ApiParts): void {
  app.openapi(file, async (c) => {
    const { id } = c.req.valid('param')
    const found = await drafts.file(id)
    return found === undefined ? refuse(c, absentDraft(id)) : c.json(found, 200)
  })
  app.openapi(merge, async (c) => {
    const done = await drafts.merge({ ...whichOf(c.req.valid('param').id, c.get('actor')), ...c.req.valid('json') })
    return done.ok ? c.json(draftSummaryView(done.value), 200) : refuse(c, fromDraftProblem(done.error))
  })
}

function whichOf(id: string, by: ActorId) {
  return { workflow: id as WorkflowId, by }
}
