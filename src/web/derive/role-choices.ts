import type { WorkflowEdit } from '../../core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from './builder-view.ts'
import { giveRole } from './insert-point.ts'
import { withPeople } from './known-people.ts'

/** Something a card can become on a stage. */
export interface RoleChoice {
  readonly role: 'primary' | 'tools' | 'reviewer' | 'asked'
  /** After the card's name: `does it`. */
  readonly words: string
  readonly edit: WorkflowEdit
}

/** What a card can become on a stage; the first is what it becomes by being dropped. */
export function roleChoices(card: Card, stage: BuilderStage): readonly RoleChoice[] {
  const usual = giveRole(card, stage)
  const all = [...doing(card, stage), ...helping(card, stage), ...checking(card, stage), ...beingAsked(card, stage)]
  return all.toSorted((left, right) => Number(isSame(right.edit, usual)) - Number(isSame(left.edit, usual)))
}

function doing({ ref }: Card, { id: stage }: BuilderStage): readonly RoleChoice[] {
  return [{ role: 'primary', words: 'does it', edit: { type: 'bind-role', stage, role: 'primary', to: ref } }]
}

/** Only an agent can use anything. */
function helping({ ref, kind }: Card, { id: stage, primary }: BuilderStage): readonly RoleChoice[] {
  if (!primary.startsWith('agent:') || kind === 'person' || ref === primary) return []
  return [{ role: 'tools', words: 'may be used', edit: { type: 'add-tool', stage, tool: ref } }]
}

/** Nobody checks what a person decided, and nobody checks himself. */
function checking({ ref }: Card, { id: stage, primary }: BuilderStage): readonly RoleChoice[] {
  if (primary === '' || primary.startsWith('human:') || ref === primary) return []
  return [
    { role: 'reviewer', words: 'looks at the answer', edit: { type: 'bind-role', stage, role: 'reviewer', to: ref } },
  ]
}

/** A person who helps out where a machine can not go on. */
function beingAsked({ ref, kind }: Card, { id: stage, primary, askedPeople }: BuilderStage): readonly RoleChoice[] {
  if (kind !== 'person' || primary.startsWith('human:') || askedPeople.includes(ref)) return []
  const to = withPeople(askedPeople, [ref])
  return [
    { role: 'asked', words: 'is asked when needed', edit: { type: 'set-escalation', stage, setting: 'to', value: to } },
  ]
}

function isSame(left: WorkflowEdit, right: WorkflowEdit): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** Whether a card can be given to this stage under a name of its own: an agent can then use it by that name. */
export function canHaveName({ kind }: Card, { primary }: BuilderStage): boolean {
  return primary.startsWith('agent:') && kind !== 'person'
}

/** Names that mean something else already. */
const FIXED = new Set(['primary', 'tools', 'reviewer'])

/** Why a text can not name a role; undefined: it can. */
export function roleNameProblem(name: string, taken: readonly string[]): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(name)) return 'Use letters, digits, - and _, and begin with a letter.'
  return FIXED.has(name) || taken.includes(name) ? 'This name is taken already.' : undefined
}
