import type { JsonObject } from '../basics/json.ts'
import { quoted } from '../basics/quoted.ts'
import { budget } from './budget-shape.ts'
import { anyJson, jsonObject, jsonSchema, listOf, mapOf, setOf } from './collection-shapes.ts'
import { template } from './expression-shapes.ts'
import { STAGES_MAX } from './limits.ts'
import { referenceOf, slug } from './name-shapes.ts'
import { contextPolicy, stageDefaults } from './policy-shapes.ts'
import { defaulted, optional, record, required } from './record-shape.ts'
import { choice, text } from './scalar-shapes.ts'
import type { Cursor, Shape } from './shape.ts'
import { mapShape, refuse, refuseType, stepInto } from './shape.ts'
import type { SourceList } from './source-tree.ts'
import { stage, UNREADABLE_ROLES } from './stage-shape.ts'
import { trigger } from './trigger-shape.ts'
import type { InputSchema, RoleSlot, Stage, StageId, Trigger, Workflow, WorkflowId } from './workflow.ts'

const workflowId: Shape<WorkflowId> = mapShape(slug, (id) => id as WorkflowId)

/** Stands in for an id that is missing, so that the rest is still read. */
const UNREADABLE_ID = 'unreadable' as WorkflowId

const roleSlot: Shape<RoleSlot> = record({
  accepts: optional('accepts', setOf(choice(['agent', 'skill', 'model', 'mcp', 'command', 'human', 'workflow']))),
  default: optional('default', referenceOf('agent')),
  description: optional('description', text),
})

const input: Shape<InputSchema> = {
  schema: { type: 'object', properties: { optional: { type: 'boolean' } } },
  read: (cursor) => {
    const schema = jsonSchema.read(cursor)
    return schema && toInput(schema, cursor)
  },
}

const stages: Shape<readonly Stage[]> = {
  schema: { type: 'array', items: stage.schema, minItems: 1, maxItems: STAGES_MAX },
  read: (cursor) => {
    const { node } = cursor
    if (node.kind !== 'list') return refuseType(cursor, 'a list', 'Write `- id: …` lines here.')
    if (node.items.length === 0) return refuse(cursor, NO_STAGES)
    if (node.items.length > STAGES_MAX) return refuse(cursor, tooManyStages(node.items.length))
    refuseRepeatedIds(cursor, node)
    return node.items.map((item, index) => stage.read(stepInto(cursor, index, item)) ?? unreadableStage(index))
  },
}

const triggers: Shape<readonly Trigger[]> = {
  schema: { type: 'array', items: trigger.schema },
  read: (cursor) => {
    const { node } = cursor
    if (node.kind !== 'list') return refuseType(cursor, 'a list', 'Write `- { id: …, type: … }` lines here.')
    return node.items.map((item, index) => trigger.read(stepInto(cursor, index, item)) ?? unreadableTrigger(index))
  },
}

/** Where the canvas draws things. Nothing but its outline is checked: the engine ignores it. */
const view: Shape<JsonObject> = mapShape(
  record({ positions: optional('positions', jsonObject), notes: optional('notes', listOf(anyJson)) }),
  (_, cursor) => jsonObject.read(cursor),
)

/** The whole document: each key, what it may hold, and what becomes of it. */
export const workflowShape: Shape<Workflow> = record({
  id: required('workflow_id', workflowId, UNREADABLE_ID),
  name: optional('name', text),
  description: optional('description', text),
  tags: optional('tags', setOf(text)),
  owner: optional('owner', text),
  venture: optional('venture', text),
  version: optional('version', text),
  inputs: defaulted('inputs', mapOf(input), {}),
  roles: defaulted('roles', mapOf(roleSlot), {}),
  contextPolicy: optional('context_policy', contextPolicy),
  defaults: defaulted('defaults', stageDefaults, {}),
  triggers: defaulted('triggers', triggers, []),
  outputs: defaulted('outputs', mapOf(template), {}),
  budget: optional('budget', budget),
  stages: required('stages', stages),
  view: optional('view', view),
})

function toInput(written: JsonObject, cursor: Cursor): InputSchema {
  const { optional: mayBeAbsent, ...schema } = written
  if (mayBeAbsent !== undefined && typeof mayBeAbsent !== 'boolean') refuse(cursor, BAD_OPTIONAL)
  const fallback = Object.hasOwn(schema, 'default') ? schema['default'] : undefined
  if (fallback !== undefined) return { schema, required: false, default: fallback }
  return { schema, required: mayBeAbsent !== true }
}

const BAD_OPTIONAL = {
  rule: 'wrong-type',
  message: '`optional` must be `true` or `false`.',
  help: 'Write `optional: true`, or remove the key.',
} as const

const NO_STAGES = {
  rule: 'missing-key',
  message: 'The list `stages` is empty.',
  help: 'Add a stage: `- { id: first, roles: { primary: "human:me" } }`.',
} as const

function tooManyStages(count: number) {
  const message = `The workflow has ${count.toLocaleString('en')} stages; ${STAGES_MAX.toLocaleString('en')} are allowed.`
  return { rule: 'too-large', message, help: 'Split it into several workflows.' } as const
}

function refuseRepeatedIds(cursor: Cursor, list: SourceList): void {
  const seen = new Map<string, number>()
  for (const [index, item] of list.items.entries()) {
    const id = item.kind === 'map' ? item.entries.get('id')?.value : undefined
    if (id?.kind !== 'scalar' || typeof id.value !== 'string') continue
    const first = seen.get(id.value)
    if (first === undefined) seen.set(id.value, index)
    else refuse(stepInto(stepInto(cursor, index, item), 'id', id), repeatedId(id.value, first))
  }
}

function repeatedId(id: string, first: number) {
  const message = `\`stages[${first}]\` already has the id ${quoted(id)}.`
  return { rule: 'duplicate-stage', message, help: 'Give this stage another id.' } as const
}

// What can not be read still takes its place in the list, so that a pointer by index finds the right line.
function unreadableStage(index: number): Stage {
  return { id: `unreadable-${index + 1}` as StageId, roles: UNREADABLE_ROLES }
}

function unreadableTrigger(index: number): Trigger {
  return { type: 'manual', id: `unreadable-${index + 1}`, inputs: {} }
}
