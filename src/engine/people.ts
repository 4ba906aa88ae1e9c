import type { Result } from '../core/basics/result.ts'
import type { Caller } from '../core/people/caller.ts'
import type { PersonFlaw } from '../core/people/check-person.ts'
import type { Person } from '../core/people/person.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { PersonRow } from './person-row.ts'

/** Who there is in this house, and what they may do. */
export interface People {
  /** By id. */
  readonly list: () => Promise<readonly PersonRow[]>
  readonly add: (order: PersonOrder) => Promise<Result<PersonRow, PersonProblem>>
  /** What is absent stays. */
  readonly change: (id: ActorId, change: PersonChange) => Promise<Result<PersonRow, PersonProblem>>
  /** From now on they may do nothing. Removing them again changes nothing. */
  readonly remove: (id: ActorId, by: ActorId) => Promise<Result<PersonRow, PersonProblem>>
  /** What somebody who proved who they are may do now; undefined: they are nobody here. */
  readonly callerOf: (id: ActorId) => Promise<Caller | undefined>
}

export type PersonOrder = Omit<Person, 'id'> & { readonly by: ActorId }
export type PersonChange = { readonly [Key in Exclude<keyof Person, 'id'>]?: Person[Key] | undefined } & {
  readonly by: ActorId
}

/** More people than one house of this kind has. */
export const PEOPLE_MAX = 2_000

/** Why nobody was added or changed. */
export type PersonProblem =
  | { readonly code: 'person-unknown'; readonly id: string }
  | { readonly code: 'person-invalid'; readonly flaws: readonly PersonFlaw[] }
  | { readonly code: 'email-taken'; readonly email: string; readonly by: string }
  | { readonly code: 'people-full' }
