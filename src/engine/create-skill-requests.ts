import { isJsonObject, objectOrEmpty, textOr } from '../core/basics/json.ts'
import { known } from '../core/basics/known.ts'
import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { readJson } from '../core/workflow/edit-document.ts'
import type { StageId } from '../core/workflow/workflow.ts'
import type { Drafts } from './drafts.ts'
import type { Engine } from './engine.ts'
import type { Clock } from './ports.ts'
import type { MissedAt, SkillRequestReader, SkillRequestRow } from './skill-request-row.ts'
import type { SkillRequestOrder, SkillRequestProblem, SkillRequests } from './skill-requests.ts'
import { SKILL_REQUESTS_MAX } from './skill-requests.ts'

export interface SkillRequestsParts {
  readonly reader: SkillRequestReader
  /** What people work on: where a skill is missed, its stages may be in no file yet. */
  readonly drafts: Pick<Drafts, 'open'>
  readonly engine: Pick<Engine, 'write'>
  readonly clock: Clock
}

type Answer = Result<SkillRequestRow, SkillRequestProblem>

export function createSkillRequests(parts: SkillRequestsParts): SkillRequests {
  return {
    list: (status) => parts.reader.listSkillRequests(status, SKILL_REQUESTS_MAX),
    ask: (order) => ask(parts, order),
    close: (id) => close(parts, id),
  }
}

async function ask(parts: SkillRequestsParts, { stage, ...order }: SkillRequestOrder): Promise<Answer> {
  const { reader, clock } = parts
  const asked = await reader.findSkillRequest(order.id)
  if (asked !== undefined) return ok(asked)
  const missedAt = stage === null ? ok(null) : await placeOf(parts, stage)
  if (!missedAt.ok) return missedAt
  const open = await reader.listSkillRequests('open', SKILL_REQUESTS_MAX)
  if (open.length === SKILL_REQUESTS_MAX) return err({ code: 'skill-requests-full' })
  return await written(parts, { ...order, revision: 1, missedAt: missedAt.value, at: clock.now(), status: 'open' })
}

async function close(parts: SkillRequestsParts, id: string): Promise<Answer> {
  const asked = await parts.reader.findSkillRequest(id)
  if (asked === undefined) return err({ code: 'skill-request-unknown', id })
  if (asked.status === 'closed') return ok(asked)
  return await written(parts, { ...asked, revision: asked.revision + 1, status: 'closed' })
}

/** Where another writer was first, what that one wrote counts. */
async function written({ engine, reader }: SkillRequestsParts, row: SkillRequestRow): Promise<Answer> {
  const outcome = await engine.write({ skillRequest: row })
  return ok(outcome === 'appended' ? row : known(await reader.findSkillRequest(row.id)))
}

async function placeOf(
  { drafts }: SkillRequestsParts,
  { workflow, id }: NonNullable<SkillRequestOrder['stage']>,
): Promise<Result<MissedAt, SkillRequestProblem>> {
  const open = await drafts.open(workflow)
  if (open === undefined) return err({ code: 'workflow-unknown', name: workflow })
  const json = readJson(open)
  const document = objectOrEmpty(json.ok ? json.value : null)
  const stages = Array.isArray(document['stages']) ? document['stages'] : []
  const stage = stages.filter(isJsonObject).find((each) => each['id'] === id)
  if (stage === undefined) return err({ code: 'stage-unknown', stage: id })
  const [workflowName, stageName] = [textOr(document['name'], workflow), textOr(stage['name'], id)]
  return ok({ workflow: open.workflow, workflowName, stage: id as StageId, stageName })
}
