import type { Person } from './person.ts'
import type { Right } from './right.ts'
import { roleFor } from './right.ts'
import type { Role } from './role.ts'
import type { Scope } from './scope.ts'
import { isWithin } from './scope.ts'

/** Whoever asks for something: a person, the local owner, or a service with a token. */
export interface Caller extends Pick<Person, 'id' | 'roles' | 'teams' | 'ventures'> {
  /** What their token is for; null: they came without one, and all their roles allow counts. */
  readonly scopes: readonly Scope[] | null
}

/** The role with which a caller does what needs this right; undefined: they may not. */
export function callerRole(right: Right, { roles, scopes }: Pick<Caller, 'roles' | 'scopes'>): Role | undefined {
  return scopes === null || isWithin(right, scopes) ? roleFor(right, roles) : undefined
}
