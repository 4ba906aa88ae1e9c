import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { EditRefusal } from './workflow-edit.ts'

/** What edits need to know of a stage. What is written wrongly counts as not written. */
export interface ListedStage {
  readonly id: StageId
  readonly dependsOn?: readonly StageId[]
  readonly tools: readonly Json[]
}

/** The stages of a document in its order, whatever else is right or wrong with it. */
export type StageList = readonly ListedStage[]

export function stageListIn(document: Json): StageList {
  const stages = isJsonObject(document) ? document['stages'] : undefined
  return Array.isArray(stages) ? stages.map(listed) : []
}

/** Where the document says that stages stand on the canvas; empty where it says nothing of the kind. */
export function positionsIn(document: Json): JsonObject {
  const view = isJsonObject(document) ? document['view'] : undefined
  const positions = view !== undefined && isJsonObject(view) ? view['positions'] : undefined
  return positions !== undefined && isJsonObject(positions) ? positions : {}
}

function listed(stage: Json): ListedStage {
  const { id, depends_on: dependsOn, roles }: JsonObject = isJsonObject(stage) ? stage : {}
  return {
    id: (typeof id === 'string' ? id : '') as StageId,
    tools: isJsonObject(roles) && Array.isArray(roles['tools']) ? roles['tools'] : [],
    ...(Array.isArray(dependsOn)
      ? { dependsOn: dependsOn.filter((item): item is StageId => typeof item === 'string') }
      : {}),
  }
}

/** Its position in the list; of two with the same id, the first. */
export function positionOf(stages: StageList, stage: StageId): Result<number, EditRefusal> {
  const position = stages.findIndex(({ id }) => id === stage)
  return position === -1 ? err({ code: 'stage-unknown', stage }) : ok(position)
}
