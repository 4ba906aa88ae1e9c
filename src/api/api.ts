import { OpenAPIHono } from '@hono/zod-openapi'
import type { ApiParts } from './api-parts.ts'
import type { FeelPulse } from './engine-pulse.ts'
import { createPulse } from './engine-pulse.ts'
import { createHooks } from './hooks.ts'
import { OPENAPI_DOCUMENT } from './openapi-document.ts'
import type { ApiEnv } from './posture/authenticate.ts'
import { authenticate } from './posture/authenticate.ts'
import { authorize, markRoutes } from './posture/authorize.ts'
import { securityHeaders } from './posture/headers.ts'
import { jsonOnly, limitedBody } from './posture/json-body.ts'
import { recordChanges } from './posture/record.ts'
import { BUILDER_DOORS, refuseCode } from './posture/refuse-code.ts'
import { sameOriginOnly } from './posture/same-origin.ts'
import { siteOf } from './posture/site.ts'
import { refuseInvalid } from './problems/invalid-request.ts'
import { onError } from './problems/on-error.ts'
import { refuse } from './problems/refuse.ts'
import { addArtifactRoutes } from './routes/artifacts.ts'
import { addAuditRoute } from './routes/audit.ts'
import { addBuilderDoor } from './routes/builder-door.ts'
import { addCalendarRoute } from './routes/calendar.ts'
import { addCapabilityRoutes } from './routes/capabilities.ts'
import { addCapabilitySourceRoutes } from './routes/capability-sources.ts'
import { addChoiceRoutes } from './routes/choices.ts'
import { addConnectionRoutes } from './routes/connections.ts'
import { addContextRoutes } from './routes/context.ts'
import { addDraftRoutes } from './routes/drafts.ts'
import { addEventRoutes } from './routes/events.ts'
import { addGateRoutes } from './routes/gates.ts'
import { addHomeRoute } from './routes/home.ts'
import { addInsightRoutes } from './routes/insights.ts'
import { addInvitationRoutes } from './routes/invitations.ts'
import { addMemoryRoutes } from './routes/memory.ts'
import { addNoticeRoutes } from './routes/notices.ts'
import { addPeopleRoutes } from './routes/people.ts'
import { addPlanPreviews } from './routes/plan-previews.ts'
import { addPriceRoutes } from './routes/prices.ts'
import { addProbes } from './routes/probes.ts'
import { addProjectRoutes } from './routes/projects.ts'
import { addReceiptRoutes } from './routes/receipts.ts'
import { addRowChecks } from './routes/row-checks.ts'
import { addRunChanges } from './routes/run-changes.ts'
import { addRunComparison } from './routes/run-comparison.ts'
import { addRunReads } from './routes/run-reads.ts'
import { addRunRetry } from './routes/run-retry.ts'
import { addRunViewRoutes } from './routes/run-views.ts'
import { addSampleRoutes } from './routes/samples.ts'
import { addSessionRoutes } from './routes/session.ts'
import { addSeveralRuns } from './routes/several-runs.ts'
import { addSignInRoutes } from './routes/sign-in.ts'
import { addSkillRequestRoutes } from './routes/skill-requests.ts'
import { addCodeRefusal } from './routes/skills.ts'
import { addStallRoutes } from './routes/stalls.ts'
import { addStreamRoute } from './routes/stream.ts'
import { addSystemRoutes } from './routes/system.ts'
import { addTaskChanges } from './routes/task-changes.ts'
import { addTaskEarlier } from './routes/task-earlier.ts'
import { addTaskFiles } from './routes/task-files.ts'
import { addTaskReads } from './routes/task-reads.ts'
import { addTemplateRoutes } from './routes/templates.ts'
import { addTestRoutes } from './routes/tests.ts'
import { addTokenRoutes } from './routes/tokens.ts'
import { addTriggerChanges } from './routes/trigger-changes.ts'
import { addTriggerReads } from './routes/trigger-reads.ts'
import { addWebRoutes } from './routes/web.ts'
import { addWebhookRoutes } from './routes/webhooks.ts'
import { addWorkflowChanges } from './routes/workflow-changes.ts'
import { addWorkflowReads } from './routes/workflow-reads.ts'

/**
 * The HTTP face: JSON under `/api/v1`, the web app everywhere else. Everything is closed until it is opened: each route
 * stands behind the checks below, whatever it does itself.
 */
export function createApi(parts: ApiParts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid })
  app.onError(onError(parts.onProblem))
  app.notFound((c) => refuse(c, { code: 'not-found', detail: `There is nothing at ${c.req.path}. Check the address.` }))
  // Deliveries come from elsewhere, under any name, and prove themselves.
  if (parts.hooks === 'here') app.route('/', createHooks(parts))
  app.use(securityHeaders(), sameOriginOnly(siteOf(parts)))
  const feelPulse = createPulse(parts)
  addProbes(app, parts, feelPulse)
  markRoutes(app)
  app.use('/api/*', authenticate(parts), recordChanges(parts))
  addCodeRefusal(app)
  app.use('/api/*', limitedBody(), jsonOnly())
  for (const door of BUILDER_DOORS) app.use(door, refuseCode())
  // Behind the builder's doors: that no code enters there depends on the door, never on the role.
  app.use('/api/*', authorize())
  addRoutes(app, parts, feelPulse)
  app.doc31('/api/v1/openapi.json', OPENAPI_DOCUMENT)
  addWebRoutes(app, parts.web)
  return app
}

function addRoutes(app: OpenAPIHono<ApiEnv>, parts: ApiParts, feelPulse: FeelPulse): void {
  addHomeRoute(app, parts)
  addWorkflowReads(app, parts)
  addStallRoutes(app, parts)
  addWorkflowChanges(app, parts)
  addDraftRoutes(app, parts)
  addPlanPreviews(app, parts)
  addTemplateRoutes(app, parts)
  addSampleRoutes(app, parts)
  addRowChecks(app, parts)
  addBuilderDoor(app)
  addSkillRequestRoutes(app, parts)
  addConnectionRoutes(app, parts)
  addNoticeRoutes(app, parts)
  addPriceRoutes(app, parts)
  addProjectRoutes(app, parts)
  addCapabilityRoutes(app, parts)
  addCapabilitySourceRoutes(app, parts)
  addChoiceRoutes(app, parts)
  addContextRoutes(app, parts)
  addMemoryRoutes(app, parts)
  addRunReads(app, parts)
  addRunComparison(app, parts)
  addRunChanges(app, parts)
  addSeveralRuns(app, parts)
  addRunViewRoutes(app, parts)
  addRunRetry(app, parts)
  addTaskReads(app, parts)
  addTaskEarlier(app, parts)
  addTaskChanges(app, parts)
  addTaskFiles(app, parts)
  addArtifactRoutes(app, parts)
  addTestRoutes(app, parts)
  addTriggerReads(app, parts)
  addTriggerChanges(app, parts)
  addWebhookRoutes(app, parts)
  addEventRoutes(app, parts)
  addCalendarRoute(app, parts)
  addReceiptRoutes(app, parts)
  addInsightRoutes(app, parts)
  addGateRoutes(app, parts)
  addStreamRoute(app, parts)
  addSystemRoutes(app, parts, feelPulse)
  addSessionRoutes(app, parts)
  addSignInRoutes(app, parts)
  addInvitationRoutes(app, parts)
  addPeopleRoutes(app, parts)
  addTokenRoutes(app, parts)
  addAuditRoute(app, parts)
}
