import type { JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { ownValue } from '../basics/own-value.ts'
import { NAME } from '../workflow/collection-shapes.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { StageWish } from './new-stage.ts'
import { safeguards } from './new-stage.ts'
import type { SingleEdit, Together } from './workflow-edit.ts'

/** A stage that a person does until now. */
export interface HandedStage {
  readonly id: StageId
  /** Who does it, as a reference. */
  readonly primary: string
  /** As it is written. */
  readonly escalation: JsonObject
}

export interface SkillToUse {
  readonly ref: string
  readonly kind: StageWish['kind']
  /** JSON Schema of what it takes; null: anything. */
  readonly input: JsonObject | null
}

export interface GivenInputs {
  /** The run's inputs, as they are written. */
  readonly ofRun: JsonObject
  /** Names that the stages right before it give. */
  readonly ofStages: ReadonlySet<string>
}

/**
 * A stage goes from a person to a skill, as one gesture: with the safeguards of a new stage, where the person stays the
 * one who is asked, and with a run input for each input that the skill needs and nothing gives.
 */
export function handToSkill(stage: HandedStage, skill: SkillToUse, given: GivenInputs): Together {
  const { id } = stage
  const { gate, escalation: usual } = safeguards(skill.kind)
  const escalation = { ...usual, ...askedBefore(stage), ...stage.escalation }
  const needed = neededInputs(skill.input ?? {}, given)
  const edits: SingleEdit[] = [{ type: 'bind-role', stage: id, role: 'primary', to: skill.ref }]
  if (gate !== undefined) edits.push({ type: 'set-stage', stage: id, setting: 'gate', value: gate })
  edits.push({ type: 'set-stage', stage: id, setting: 'escalation', value: escalation })
  if (Object.keys(needed).length > 0)
    edits.push({ type: 'set-workflow', setting: 'inputs', value: { ...given.ofRun, ...needed } })
  return { type: 'together', edits }
}

function askedBefore({ primary }: HandedStage): JsonObject {
  return primary.startsWith('human:') ? { to: [primary] } : {}
}

/** What a run would have to be given so that nothing the skill needs is missing, by name. */
export function neededInputs({ properties, required }: JsonObject, { ofRun, ofStages }: GivenInputs): JsonObject {
  const names = Array.isArray(required) ? required.filter((name) => typeof name === 'string') : []
  const missing = names.filter((name) => NAME.test(name) && !Object.hasOwn(ofRun, name) && !ofStages.has(name))
  const schemas = isJsonObject(properties) ? properties : {}
  return Object.fromEntries(missing.map((name) => [name, ownValue(schemas, name) ?? {}]))
}
