import type { ActorId } from '../basics/actor-id.ts'
import type { Caller } from './caller.ts'
import { callerRole } from './caller.ts'
import type { Person } from './person.ts'
import { ANYONE, humanReference } from './person.ts'
import type { Role } from './role.ts'

/** As whom somebody does something with a task. */
export interface Standing {
  readonly by: ActorId
  /** `human:` references that mean them: their own, their teams', everybody. Empty: they take part in none. */
  readonly names: readonly string[]
  /** The role with which they do what is addressed to them; null: they hold none. */
  readonly candidate: Role | null
  /** The role with which they see to what is addressed to others; null: they hold none. */
  readonly overseer: Role | null
}

type TakingPart = Pick<Person, 'id' | 'roles' | 'teams'> & Partial<Pick<Caller, 'scopes'>>

/** A token that is not meant for tasks takes part in none. */
export function standingOf({ id, teams, roles, scopes = null }: TakingPart): Standing {
  const candidate = callerRole('tasks:take-part', { roles, scopes }) ?? null
  const names = candidate === null ? [] : [id, ...teams.map(humanReference), ANYONE]
  return { by: id, names, candidate, overseer: callerRole('tasks:oversee', { roles, scopes }) ?? null }
}

/** The role somebody uses for a task that is addressed to `to`; undefined: it is none of theirs. */
export function roleToward(to: readonly string[], { names, candidate, overseer }: Standing): Role | undefined {
  if (candidate !== null && to.some((name) => names.includes(name))) return candidate
  return overseer ?? undefined
}
