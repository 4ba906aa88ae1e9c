import { budgetAmount } from './budget-shape.ts'
import { anyJson, jsonSchema, mapOf, setOf } from './collection-shapes.ts'
import { positiveDuration } from './duration-shape.ts'
import { condition } from './expression-shapes.ts'
import { gate } from './gate-shape.ts'
import { slug, worker } from './name-shapes.ts'
import { contextPolicy, escalation, onError, retry } from './policy-shapes.ts'
import { defaulted, optional, record, recordWithNames, required } from './record-shape.ts'
import type { Reference } from './reference.ts'
import { choice, text } from './scalar-shapes.ts'
import type { Shape } from './shape.ts'
import { mapShape } from './shape.ts'
import type { Stage, StageId, StageRoles } from './workflow.ts'

/** Stands in for a primary that can not be read. An agent allows the most keys, so no later rule complains as well. */
const UNREADABLE: Reference = { kind: 'agent', name: 'unreadable' }

export const UNREADABLE_ROLES: StageRoles = { primary: UNREADABLE, tools: [], named: {} }

const stageId: Shape<StageId> = mapShape(slug, (id) => id as StageId)
/** Not held to the spelling of ids: a wrong one names no stage, and that is what a later rule says. */
const dependency: Shape<StageId> = mapShape(text, (id) => id as StageId)

const roles: Shape<StageRoles> = mapShape(
  recordWithNames(
    {
      primary: required('primary', worker, UNREADABLE),
      tools: defaulted('tools', setOf(worker), []),
      reviewer: optional('reviewer', worker),
    },
    worker,
  ),
  ({ rest, ...fixed }) => ({ ...fixed, named: rest }),
)

export const stage: Shape<Stage> = record({
  id: required('id', stageId),
  name: optional('name', text),
  description: optional('description', text),
  instructions: optional('instructions', text),
  dependsOn: optional('depends_on', setOf(dependency)),
  join: optional('join', choice(['all', 'any'])),
  when: optional('when', condition),
  onSkip: optional('on_skip', choice(['propagate', 'continue'])),
  roles: required('roles', roles, UNREADABLE_ROLES),
  inputs: optional('inputs', mapOf(anyJson)),
  outputs: optional('outputs', mapOf(jsonSchema)),
  gate: optional('gate', gate),
  escalation: optional('escalation', escalation),
  contextPolicy: optional('context_policy', contextPolicy),
  budget: optional('budget', budgetAmount),
  timeoutMs: optional('timeout', positiveDuration),
  retry: optional('retry', retry),
  onError: optional('on_error', onError),
  onReject: optional('on_reject', choice(['fail', 'continue'])),
  effect: optional('effect', choice(['pure', 'idempotent', 'once-or-ask'])),
})
