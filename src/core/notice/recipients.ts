import { isInVenture } from '../people/in-venture.ts'
import type { Person } from '../people/person.ts'
import { standingOf } from '../people/standing.ts'
import type { ActorId } from '../run/ids.ts'

export interface Addressed {
  /** `human:` references. */
  readonly to: readonly string[]
  readonly venture: string | null
  /** Who did it and need not be told; null: nobody. */
  readonly by: ActorId | null
}

/** The part of a person that decides whether they are told. */
export type Told = Pick<Person, 'id' | 'roles' | 'teams' | 'ventures'>

/**
 * Who of those that are here is told. Where it is addressed to nobody who is here, the owner of the machine is: a task
 * that nobody hears of waits for ever.
 */
export function recipientsOf({ to, venture, by }: Addressed, people: readonly Told[], owner: Told): readonly ActorId[] {
  const meant = [...people, owner].filter((person) => isMeant(to, person) && isInVenture(venture, person))
  const told = meant.length === 0 ? [owner] : meant
  return told.map(({ id }) => id).filter((id) => id !== by)
}

function isMeant(to: readonly string[], person: Told): boolean {
  const { names } = standingOf(person)
  return to.some((name) => names.includes(name))
}
