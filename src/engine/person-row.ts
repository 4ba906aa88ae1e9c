import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Person } from '../core/people/person.ts'
import type { ActorId } from '../core/run/ids.ts'

/** Somebody of this house (`people`). */
export interface PersonRow extends Person {
  /** From 1; rises with every change. */
  readonly revision: number
  /** `removed`: they may do nothing any more; the row stays, so that their name is never given to somebody else. */
  readonly status: 'active' | 'removed'
  /** Who made the last change, and when. */
  readonly by: ActorId
  readonly at: Timestamp
}

/** Questions about people. */
export interface PersonReader {
  /** Also one that was removed. */
  readonly findPerson: (id: ActorId) => Promise<PersonRow | undefined>
  /** Those that were not removed, by id. */
  readonly listPeople: () => Promise<readonly PersonRow[]>
}
