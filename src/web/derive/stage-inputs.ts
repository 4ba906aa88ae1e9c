import type { Json, JsonObject } from '../../core/basics/json.ts'
import { objectOrEmpty, textOr } from '../../core/basics/json.ts'
import type { InputSource } from '../../core/wiring/input-source.ts'
import { readInputSource } from '../../core/wiring/input-source.ts'
import { inputsByName } from '../../core/wiring/inputs-by-name.ts'
import type { Wiring } from '../../core/wiring/wiring.ts'
import type { JsonSchema, Stage } from '../../core/workflow/workflow.ts'
import { titleOf, valueWords } from './wiring-view.ts'

/** Something that a stage is given. */
export interface StageInput {
  readonly name: string
  readonly title: string
  /** Empty: nothing is said about it. */
  readonly help: string
  readonly isRequired: boolean
  readonly schema: JsonSchema
  /** As the author gave it; null: nothing is said. */
  readonly source: InputSource | null
  /** What it gets while nothing is said; null where something is. */
  readonly otherwise: string | null
}

export interface StageInputs {
  readonly inputs: readonly StageInput[]
  /** Who does it takes anything: names are the author's. */
  readonly isFree: boolean
}

/** What a stage is given, in the order of what its performer takes. */
export function stageInputs(stage: Stage, wiring: Wiring): StageInputs {
  const contract = wiring.takes(stage.id)
  const matched = inputsByName(stage, wiring)
  const taken = objectOrEmpty(objectOrEmpty(contract)['properties'])
  const required = new Set(textsIn(contract?.['required']))
  const names = new Set([...Object.keys(taken), ...required, ...Object.keys(stage.inputs ?? {})])
  const inputs = [...names].map((name) => {
    const schema = objectOrEmpty(taken[name])
    return {
      name,
      title: titleOf(schema, name),
      help: textOr(schema['description'], ''),
      isRequired: required.has(name),
      schema,
      source: sourceOf(stage.inputs?.[name], wiring),
    }
  })
  return {
    inputs: inputs.map((input) => ({ ...input, otherwise: otherwiseOf(input, matched, wiring) })),
    isFree: contract === undefined,
  }
}

function sourceOf(written: Json | undefined, { stages }: Wiring): InputSource | null {
  return written === undefined ? null : readInputSource(written, (id) => stages.has(id))
}

type Named = Pick<StageInput, 'name' | 'isRequired' | 'source'>

function otherwiseOf({ name, isRequired, source }: Named, matched: JsonObject, wiring: Wiring): string | null {
  if (source !== null) return null
  const byName = sourceOf(matched[name], wiring)
  if (byName?.type === 'value') return `By name: ${valueWords(byName.value, wiring)}`
  return isRequired ? 'Nothing gives it yet' : 'Left out'
}

function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}
