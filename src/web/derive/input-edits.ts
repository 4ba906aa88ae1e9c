import type { WorkflowEdit } from '../../core/edit/workflow-edit.ts'
import type { InputSource } from '../../core/wiring/input-source.ts'
import { writeInputSource } from '../../core/wiring/input-source.ts'
import { inputsByName } from '../../core/wiring/inputs-by-name.ts'
import type { OfferedValue } from '../../core/wiring/offered-values.ts'
import { absentIn } from '../../core/wiring/offered-values.ts'
import type { Wiring } from '../../core/wiring/wiring.ts'
import type { Stage } from '../../core/workflow/workflow.ts'
import { fieldName } from './field-setup.ts'
import type { StageInput } from './stage-inputs.ts'
import { valueLabel } from './wiring-view.ts'

/** A stage of a wiring, and what it can be given. */
export interface InputScene {
  readonly stage: Stage
  readonly wiring: Wiring
  readonly offered: readonly OfferedValue[]
}

/** An input is given so; null: nothing is said about it any more. */
export function giveInput(name: string, source: InputSource | null, scene: InputScene): WorkflowEdit {
  const { stage, wiring, offered } = scene
  if (source === null) return { type: 'set-inputs', stage: stage.id, inputs: { [name]: null } }
  const written = writeInputSource(source, absentIn(offered))
  return { type: 'set-inputs', stage: stage.id, inputs: { ...inputsByName(stage, wiring), [name]: written } }
}

/** Whoever starts a run is asked for it, and the stage is given that: two changes, one step back. */
export function askAtStart({ name, title, schema }: StageInput, { stage, wiring }: InputScene): WorkflowEdit {
  const taken = Object.keys(wiring.workflow.inputs)
  const own = taken.includes(name) ? fieldName(name, taken) : name
  const asked = { type: 'string', ...schema, title }
  const written = writeInputSource({ type: 'value', value: { type: 'input', name: own } }, () => false)
  const inputs = { ...inputsByName(stage, wiring), [name]: written }
  // Where nothing else is said it is matched by its name.
  const isMatched = own === name && stage.inputs === undefined
  const givenTo = isMatched ? {} : { givenTo: { stage: stage.id, inputs } }
  return { type: 'set-run-input', name: own, schema: asked, ...givenTo }
}

/** A stage that takes anything is given one value more, under a name made from its title. */
export function giveAnother({ value }: OfferedValue, scene: InputScene): WorkflowEdit {
  const name = fieldName(valueLabel(value, scene.wiring), Object.keys(scene.stage.inputs ?? {}))
  return giveInput(name, { type: 'value', value }, scene)
}
