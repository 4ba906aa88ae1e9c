import type { JsonObject } from '../basics/json.ts'
import { objectOrEmpty } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import { nearest } from '../workflow/nearest.ts'
import type { JsonSchema, Stage } from '../workflow/workflow.ts'
import type { Fix } from './fix.ts'
import type { FixScene, Site } from './fix-site.ts'
import { writeInputSource } from './input-source.ts'
import { inputsByName } from './inputs-by-name.ts'
import { misfitOf } from './misfit.ts'
import type { OfferedValue } from './offered-values.ts'
import { absentIn, offeredValues } from './offered-values.ts'
import type { Wiring } from './wiring.ts'

/** Of more than these nobody can tell at a glance which one was meant. */
const GIVERS_MAX = 2

/** An input that nothing gives, by the rules of planning. */
interface OpenInput {
  readonly stage: Stage
  readonly name: string
  readonly schema: JsonSchema
  readonly wiring: Wiring
}

function openInput({ keys, stage }: Site, { wiring }: FixScene): OpenInput | undefined {
  const name = keys[3]
  if (stage === undefined || name === undefined) return undefined
  return { stage, name, schema: objectOrEmpty(takenBy(stage, wiring)[name]), wiring }
}

function takenBy({ id }: Stage, { takes }: Wiring): JsonObject {
  return objectOrEmpty(objectOrEmpty(takes(id))['properties'])
}

/** What fits is given, that of the same name first, then the nearest; or whoever starts a run is asked. */
export function giveInput(site: Site, scene: FixScene): readonly Fix[] {
  const input = openInput(site, scene)
  if (input === undefined) return []
  const fitting = offersFor(input).toSorted((left, right) => slips(left, input) - slips(right, input))
  return [...fitting.slice(0, GIVERS_MAX).map((offered) => give(input, offered)), ...askAtStart(input)]
}

/** Several stages right before it give it: which, is for a person to choose. */
export function chooseGiver(site: Site, scene: FixScene): readonly Fix[] {
  const input = openInput(site, scene)
  if (input === undefined) return []
  const before = known(scene.wiring.dependencies.get(input.stage.id))
  const givers = offersFor(input).filter(
    ({ value }) => value.type === 'output' && value.name === input.name && before.some((id) => id === value.stage),
  )
  return givers.slice(0, GIVERS_MAX).map((offered) => give(input, offered))
}

/** The run input of its name, which may be absent: an empty text stands in for it where a text is wanted. */
export function giveThoughAbsent(site: Site, scene: FixScene): readonly Fix[] {
  const input = openInput(site, scene)
  if (input === undefined) return []
  const own = offersFor(input).filter(({ value }) => value.type === 'input' && value.name === input.name)
  return own.map((offered) => ({ ...give(input, offered), what: { type: 'allow-absence' } }))
}

function offersFor({ stage, schema, wiring }: OpenInput): readonly OfferedValue[] {
  return offeredValues(wiring, stage, 'inputs').filter((offered) => misfitOf(offered, schema) === null)
}

/** 0: it has the same name. */
function slips({ value }: OfferedValue, { name }: OpenInput): number {
  return value.type !== 'outcome' && value.name === name ? 0 : 1
}

function give({ stage, name, wiring }: OpenInput, offered: OfferedValue): Fix {
  const { value } = offered
  const text = writeInputSource({ type: 'value', value }, absentIn([offered]))
  const inputs = { ...inputsByName(stage, wiring), [name]: text }
  return { what: { type: 'give', value }, edit: { type: 'set-inputs', stage: stage.id, inputs } }
}

/** One that is asked for already, and does not fit, can not be asked for again. */
function askAtStart({ stage, name, schema, wiring }: OpenInput): readonly Fix[] {
  if (Object.hasOwn(wiring.workflow.inputs, name)) return []
  const asked: JsonObject = { type: 'string', ...schema }
  const given = writeInputSource({ type: 'value', value: { type: 'input', name } }, () => false)
  // Where the author says nothing, it is matched by its name.
  const givenTo = stage.inputs === undefined ? {} : { givenTo: { stage: stage.id, inputs: { [name]: given } } }
  return [{ what: { type: 'add-run-input', name }, edit: { type: 'set-run-input', name, schema: asked, ...givenTo } }]
}

/** A name that the performer does not know gets the one that was probably meant. */
export function respellInput({ keys, stage }: Site, { wiring }: FixScene): readonly Fix[] {
  if (stage === undefined) return []
  const from = String(keys[3])
  const free = Object.keys(takenBy(stage, wiring)).filter((name) => !Object.hasOwn(objectOrEmpty(stage.inputs), name))
  const to = nearest(from, free)
  if (to === undefined) return []
  const path = ['stages', Number(keys[1]), 'inputs', from]
  return [{ what: { type: 'respell', from, to }, edit: { type: 'rename-key', path, to } }]
}
