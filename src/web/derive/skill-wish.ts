import type { Capability } from '../../api/contract/capabilities.ts'
import {
  SKILL_NAME_CHARACTERS_MAX,
  SKILL_PURPOSE_CHARACTERS_MAX,
  SKILL_VALUES_MAX,
} from '../../api/contract/skill-request-limits.ts'
import type { Json, JsonObject } from '../../core/basics/json.ts'
import { objectOrEmpty, textOr } from '../../core/basics/json.ts'
import { readJson } from '../../core/workflow/edit-document.ts'
import type { WorkflowSource } from '../../core/workflow/read-workflow.ts'
import type { BuilderStage } from './builder-view.ts'

/** A request for a skill as a person edits it: one value a line. */
export interface SkillWish {
  readonly name: string
  readonly purpose: string
  readonly takes: string
  readonly gives: string
}

export interface WishPlace {
  readonly source: WorkflowSource
  readonly stages: readonly BuilderStage[]
  /** The stage that is to be done; undefined: none is chosen. */
  readonly stage: BuilderStage | undefined
  readonly capabilities: readonly Pick<Capability, 'ref' | 'output'>[]
}

/** What is known already: what the stage is called and told, what the stages before it give, and what it is to give. */
export function skillWish({ source, stages, stage, capabilities }: WishPlace): SkillWish {
  if (stage === undefined) return { name: '', purpose: '', takes: '', gives: '' }
  const read = readJson(source)
  const document = objectOrEmpty(read.ok ? read.value : null)
  const before = stages.filter(({ id }) => stage.dependsOn.includes(id))
  const given = before.flatMap((each) =>
    outputsOf(document, each, capabilities).map((label) => `${label} (from ${each.name})`),
  )
  return {
    name: stage.name.slice(0, SKILL_NAME_CHARACTERS_MAX),
    purpose: stage.instructions.slice(0, SKILL_PURPOSE_CHARACTERS_MAX),
    takes: toLines(before.length === 0 ? labelsIn(document['inputs']) : given),
    gives: toLines(outputsOf(document, stage, [])),
  }
}

/** What is typed, one value a line; empty lines say nothing. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** As the stage itself says, else as the skill does that carries it out. */
function outputsOf(
  document: JsonObject,
  { id, primary }: BuilderStage,
  capabilities: WishPlace['capabilities'],
): readonly string[] {
  const stages = Array.isArray(document['stages']) ? document['stages'] : []
  const own = labelsIn(stages.map(objectOrEmpty).find((stage) => stage['id'] === id)?.['outputs'])
  if (own.length > 0) return own
  return labelsIn(capabilities.find(({ ref }) => ref === primary)?.output?.['properties'])
}

function labelsIn(schemas: Json | undefined): readonly string[] {
  return Object.entries(objectOrEmpty(schemas)).map(([name, schema]) => {
    return textOr(objectOrEmpty(schema)['title'], name.replaceAll(/[_-]/g, ' '))
  })
}

function toLines(values: readonly string[]): string {
  return values
    .slice(0, SKILL_VALUES_MAX)
    .map((value) => value.slice(0, SKILL_NAME_CHARACTERS_MAX))
    .join('\n')
}
