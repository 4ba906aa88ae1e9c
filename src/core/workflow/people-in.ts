import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { parseReference } from './reference.ts'

/** The people and teams a document names, as `human:` references, each once. What is written wrongly is left out. */
export function peopleIn(document: Json): readonly string[] {
  const { roles, defaults, stages } = mapOr(document)
  const named = [
    ...Object.values(mapOr(roles)).map((slot) => mapOr(slot)['default']),
    ...inEscalation(mapOr(defaults)['escalation']),
    ...listOr(stages).flatMap(inStage),
  ]
  return [...new Set(named.filter(isPerson))]
}

function inStage(stage: Json): readonly (Json | undefined)[] {
  const { roles, escalation } = mapOr(stage)
  return [...Object.values(mapOr(roles)).flat(), ...inEscalation(escalation)]
}

function inEscalation(escalation: Json | undefined): readonly Json[] {
  const { to, on_breach: steps } = mapOr(escalation)
  return [...listOr(to), ...listOr(steps).flatMap((step) => listOr(mapOr(step)['to']))]
}

function isPerson(value: Json | undefined): value is string {
  if (typeof value !== 'string') return false
  const reference = parseReference(value)
  return reference.ok && reference.value.kind === 'human'
}

function mapOr(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

function listOr(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}
