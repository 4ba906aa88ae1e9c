import type { Json } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { dependenciesOf } from '../workflow/dependencies.ts'
import { readJson } from '../workflow/edit-document.ts'
import { toYaml } from '../workflow/to-yaml.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { CopiedStage } from './copied-stage.ts'
import type { StageList } from './stage-list.ts'
import { stageListIn } from './stage-list.ts'
import type { EditRefusal } from './workflow-edit.ts'

/** More would hardly be meant: a whole WorkChart of this size is better imported. */
export const COPIED_STAGES_MAX = 200

/** The stages of a document as YAML that any WorkChart, or a text editor, can take. */
export function copyStages(document: Json, ids: readonly StageId[]): Result<string, EditRefusal> {
  const copied = stagesOf(document, ids)
  if (!copied.ok) return copied
  return ok(toYaml({ stages: copied.value.map(({ stage, after }) => ({ ...stage, depends_on: [...after] })) }))
}

/** The chosen stages in the order of the document; what they wait for besides each other is left behind. */
export function stagesOf(document: Json, ids: readonly StageId[]): Result<readonly CopiedStage[], EditRefusal> {
  const listed = stageListIn(document)
  const unknown = ids.find((id) => !listed.some((stage) => stage.id === id))
  if (unknown !== undefined) return err({ code: 'stage-unknown', stage: unknown })
  return ok(copiesIn(document, listed, new Set(ids)))
}

/** What was copied; undefined: nothing that can be pasted. Of a whole WorkChart, all its stages. */
export function readCopied(text: string): readonly CopiedStage[] | undefined {
  const json = readJson({ file: 'copied', text })
  if (!json.ok) return undefined
  const document = Array.isArray(json.value) ? { stages: json.value } : json.value
  const listed = stageListIn(document)
  const ids = new Set(listed.map(({ id }) => id))
  const isWhole = ids.size === listed.length && !ids.has('' as StageId)
  return isWhole && listed.length > 0 && listed.length <= COPIED_STAGES_MAX
    ? copiesIn(document, listed, ids)
    : undefined
}

function copiesIn(document: Json, listed: StageList, ids: ReadonlySet<StageId>): readonly CopiedStage[] {
  const written = isJsonObject(document) && Array.isArray(document['stages']) ? document['stages'] : []
  const dependencies = dependenciesOf({ stages: listed })
  return listed.flatMap(({ id }, index) => {
    const stage = written[index]
    if (!ids.has(id) || !isJsonObject(stage)) return []
    const { depends_on: _, ...rest } = stage
    return [{ id, stage: rest, after: known(dependencies.get(id)).filter((other) => ids.has(other)) }]
  })
}
