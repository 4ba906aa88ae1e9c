import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Person } from './person.ts'
import { ANYONE, humanReference } from './person.ts'

export type PersonWords = Pick<Person, 'name' | 'email' | 'teams' | 'ventures'>

/** One thing that does not fit, and the key it stands under. */
export interface PersonFlaw {
  readonly key: keyof PersonWords
  readonly message: string
}

const PERSON_NAME_MAX = 100
const EMAIL_MAX = 254
const TEAMS_MAX = 50
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
/** Shape only: whether somebody reads it, the first message shows. */
const EMAIL = /^[^\s@<>",;:\\]+@[^\s@<>",;:\\]+\.[^\s@<>",;:\\]+$/

/** Somebody as they are kept: without blanks around, the address in small letters. Otherwise all that does not fit. */
export function checkPerson({ name, email, teams, ventures }: PersonWords): Result<PersonWords, readonly PersonFlaw[]> {
  const [called, address] = [name.trim(), email.trim().toLowerCase()]
  const flaws = [
    ...(called === '' || called.length > PERSON_NAME_MAX
      ? [flaw('name', `Write a name of up to ${PERSON_NAME_MAX} characters.`)]
      : []),
    ...(EMAIL.test(address) && address.length <= EMAIL_MAX
      ? []
      : [flaw('email', `"${email}" is not an e-mail address. Write one like mei@example.com.`)]),
    ...slugFlaws('teams', teams),
    ...slugFlaws('ventures', ventures ?? []),
    ...teams.filter(isReserved).map((team) => flaw('teams', `"${team}" means everybody already. Choose another name.`)),
  ]
  return flaws.length > 0 ? err(flaws) : ok({ name: called, email: address, teams: unique(teams), ventures })
}

function slugFlaws(key: 'teams' | 'ventures', slugs: readonly string[]): readonly PersonFlaw[] {
  const wrong = slugs.filter((slug) => !SLUG.test(slug))
  const few = slugs.length <= TEAMS_MAX ? [] : [flaw(key, `Name at most ${TEAMS_MAX}.`)]
  return [...few, ...wrong.map((slug) => flaw(key, `"${slug}" is not a name. Use small letters, digits and hyphens.`))]
}

function isReserved(team: string): boolean {
  return humanReference(team) === ANYONE
}

function flaw(key: PersonFlaw['key'], message: string): PersonFlaw {
  return { key, message }
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}
