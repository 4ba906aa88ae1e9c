import type { JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { sayTheSame } from '../gate/agreement.ts'
import type { JsonSchema } from '../workflow/workflow.ts'
import type { FoundTask } from './find-task.ts'
import type { GateJudged } from './ruling.ts'
import { isDue } from './ruling.ts'
import type { TaskAnswerType, TaskReason } from './task.ts'
import { looksBack } from './task.ts'

/**
 * Whether whoever answers a task must not see what the machine gave: they would find it right more often than it is
 * (automation bias). So it is where a gate goes by what people find, and what they give can be compared.
 */
export function isBlind({ stage, stageRun }: Pick<FoundTask, 'stage' | 'stageRun'>): boolean {
  const { judged, round, tasks } = stageRun
  if (judged === undefined || round > 0 || !isComparable(stage.outputs)) return false
  return tasks.some(({ state, reason }) => state.status === 'open' && asksBlindly(reason, judged))
}

/** While one of its tasks is, all of a stage is: what was found before tells what the machine gave. */
function asksBlindly(reason: TaskReason, judged: GateJudged): boolean {
  return BLIND.has(reason) || (judged.target !== null && isDue(judged) && UNSURE.has(reason))
}

/** Of a blind task whoever answers says nothing about the machine's answer: they give their own, or refuse the case. */
export function mayBeGiven(found: FoundTask, type: TaskAnswerType): boolean {
  if (!isBlind(found)) return true
  return type === 'edit' || (type === 'reject' && !looksBack(found.task.reason))
}

const BLIND: ReadonlySet<TaskReason> = new Set(['no-certificate', 'audit', 'second-review'])
const UNSURE: ReadonlySet<TaskReason> = new Set(['low-confidence', 'no-confidence', 'requested'])

/** Whether two people who agree would give the same to the letter: choices, numbers, and yes or no. */
function isComparable(outputs: JsonSchema | undefined): boolean {
  const properties = Object.values(propertiesOf(outputs))
  return properties.length > 0 && properties.every(isClosed)
}

function propertiesOf(outputs: JsonSchema | undefined): JsonObject {
  const properties = outputs?.['properties']
  return properties !== undefined && isJsonObject(properties) ? properties : {}
}

const CLOSED_TYPES: ReadonlySet<unknown> = new Set(['boolean', 'integer', 'number'])

function isClosed(schema: JsonObject[string]): boolean {
  if (!isJsonObject(schema)) return false
  return 'enum' in schema || 'const' in schema || CLOSED_TYPES.has(schema['type'])
}

/** What a person finds of an answer by giving one of their own: right, where both say the same of what was asked. */
export function compareAnswers(
  outputs: JsonSchema | undefined,
  machine: JsonObject,
  person: JsonObject,
): 'right' | 'wrong' {
  const asked = isComparable(outputs) ? Object.keys(propertiesOf(outputs)) : null
  return sayTheSame(onlyOf(machine, asked), onlyOf(person, asked)) ? 'right' : 'wrong'
}

/** A machine may add what nobody asked for. */
function onlyOf(values: JsonObject, names: readonly string[] | null): JsonObject {
  return names === null ? values : Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)))
}
