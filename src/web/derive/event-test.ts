import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CloudEvent } from '../../core/event/cloud-event.ts'
import { eventScope } from '../../core/event/cloud-event.ts'
import { matchesType, passesFilter } from '../../core/event/judge-event.ts'
import { parseJson } from '../../core/event/parse-json.ts'
import { proposeMapping } from '../../core/event/propose-mapping.ts'
import { readStructured } from '../../core/event/read-structured.ts'
import { evaluateTemplate } from '../../core/expression/evaluate.ts'
import type { ExpressionScope } from '../../core/expression/scope.ts'
import { validateJson } from '../../core/schema/validate-json.ts'
import type { WrittenEvent } from './trigger-draft.ts'

/** What an event trigger would do with an event. */
export interface EventVerdict {
  readonly matches: boolean
  /** What the filter says, or why it can not be worked out. */
  readonly passes: Result<boolean, string>
  readonly inputs: readonly GivenInput[]
}

export interface GivenInput {
  readonly name: string
  /** Or why there is none that fits. */
  readonly value: Result<Json, string>
}

/** A whole CloudEvent, or its data alone: that stands for an event of the type that is waited for. */
export function readSample(text: string, { event }: Pick<WrittenEvent, 'event'>): Result<CloudEvent, string> {
  const json = parseJson(text)
  if (!json.ok) return json
  if (!isJsonObject(json.value) || json.value['specversion'] === undefined)
    return ok({ id: 'sample', source: '/sample', type: event, data: json.value, extensions: {} })
  const read = readStructured(json.value)
  return read.ok ? read : err(read.error.map(({ detail }) => detail).join(' '))
}

/** `schema`: of what a run is given, as one object. */
export function judgeSample(sample: CloudEvent, trigger: WrittenEvent, schema: JsonObject): EventVerdict {
  const scope = { inputs: {}, stages: {}, run: {}, workflow: {}, event: eventScope(sample) }
  const { filter } = trigger
  const passes = passesFilter(filter === '' ? {} : { filter }, scope)
  return {
    matches: matchesType(trigger.event, sample.type),
    passes: passes.ok ? passes : err(passes.error.message),
    inputs: Object.entries(propertiesOf(schema)).flatMap(([name, property]) =>
      givenInput({ name, schema: property, written: trigger.inputs[name] }, isNeeded(schema, name), scope),
    ),
  }
}

interface Property {
  readonly name: string
  readonly schema: JsonObject
  readonly written: Json | undefined
}

function givenInput({ name, schema, written }: Property, need: Need, scope: ExpressionScope): readonly GivenInput[] {
  if (written === undefined)
    return need === 'needed' ? [{ name, value: err('It is needed, and nothing is given for it.') }] : []
  const value = evaluateTemplate(written, scope)
  if (!value.ok) return [{ name, value: err(value.error.message) }]
  const [problem] = validateJson(schema, value.value)
  return [{ name, value: problem === undefined ? ok(value.value) : err(problem.message) }]
}

type Need = 'needed' | 'optional'

function isNeeded({ required }: JsonObject, name: string): Need {
  return Array.isArray(required) && required.includes(name) ? 'needed' : 'optional'
}

function propertiesOf({ properties }: JsonObject): Readonly<Record<string, JsonObject>> {
  const entries = Object.entries(isJsonObject(properties) ? properties : {})
  return Object.fromEntries(entries.map(([name, each]) => [name, isJsonObject(each) ? each : {}]))
}

/** The values with those that the sample has for an input proposed; what is given already stays. */
export function proposedInputs(sample: CloudEvent, { inputs }: WrittenEvent, schema: JsonObject): JsonObject {
  const wanted = Object.entries(propertiesOf(schema)).map(([name, each]) => [name, { schema: each, optional: true }])
  return { ...proposeMapping(sample.data ?? null, Object.fromEntries(wanted)), ...inputs }
}
