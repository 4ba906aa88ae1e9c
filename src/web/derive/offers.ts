import type { Capability } from '../../api/contract/capabilities.ts'
import type { JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { GivenInputs } from '../../core/edit/hand-to-skill.ts'
import { handToSkill, neededInputs } from '../../core/edit/hand-to-skill.ts'
import type { Together } from '../../core/edit/workflow-edit.ts'
import { offersAmong } from '../../core/procedure/offers.ts'
import type { BuilderStage } from './builder-view.ts'
import { cardOf } from './builder-view.ts'

/** Registered skills that could do what a stage says, the best first. */
export type SkillsFor = (stage: BuilderStage) => readonly Capability[]

/** Only stages that a person does are asked for, and only what is here is offered. The same text is looked at once. */
export function skillsFor(capabilities: readonly Capability[]): SkillsFor {
  const here = capabilities.filter(({ unavailable }) => unavailable === null)
  const offersFor = offersAmong(here.map(({ ref, name, description }) => ({ ref, name, about: description })))
  const known = new Map<string, readonly Capability[]>()
  const lookUp = (text: string): readonly Capability[] =>
    offersFor(text).flatMap((offer) => here.filter(({ ref }) => ref === offer.ref))
  return ({ primary, instructions, name }) => {
    if (!primary.startsWith('human:')) return []
    const text = instructions === '' ? name : instructions
    const found = known.get(text) ?? lookUp(text)
    known.set(text, found)
    return found
  }
}

/** A document with the stages of its view, and what is registered. */
export interface OfferScene {
  readonly document: JsonObject
  readonly stages: readonly BuilderStage[]
  readonly capabilities: readonly Capability[]
}

/** The one step in which a skill takes a stage over. */
export function takeOverStep(stage: BuilderStage, skill: Capability, scene: OfferScene): Together {
  return handToSkill(stage, { ...skill, kind: cardOf(skill).kind }, givenTo(stage, scene))
}

/** What a run would then have to be given, by the words of its form. */
export function newRunInputs(stage: BuilderStage, skill: Capability, scene: OfferScene): readonly string[] {
  const needed = neededInputs(skill.input ?? {}, givenTo(stage, scene))
  return Object.entries(needed).map(([name, schema]) => {
    const title = isJsonObject(schema) ? schema['title'] : undefined
    return typeof title === 'string' ? title : name
  })
}

/** A name that two of the stages before give says nothing. */
function givenTo({ dependsOn }: BuilderStage, { document, stages, capabilities }: OfferScene): GivenInputs {
  const names = stages.flatMap(({ id, primary }, at) => {
    if (!dependsOn.includes(id)) return []
    return writtenOutputs(document, at) ?? outputsOf(capabilities.find(({ ref }) => ref === primary))
  })
  const inputs = document['inputs']
  return {
    ofRun: isJsonObject(inputs) ? inputs : {},
    ofStages: new Set(names.filter((name) => names.indexOf(name) === names.lastIndexOf(name))),
  }
}

function writtenOutputs({ stages }: JsonObject, at: number): readonly string[] | undefined {
  const stage = Array.isArray(stages) ? stages[at] : undefined
  const outputs = isJsonObject(stage) ? stage['outputs'] : undefined
  return isJsonObject(outputs) ? Object.keys(outputs) : undefined
}

function outputsOf(capability: Capability | undefined): readonly string[] {
  const properties = capability?.output?.['properties']
  return isJsonObject(properties) ? Object.keys(properties) : []
}
