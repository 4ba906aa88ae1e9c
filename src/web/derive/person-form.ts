import type { AddPersonRequest, Person } from '../../api/contract/people.ts'
import type { Role } from '../../core/people/role.ts'

/** Somebody as they are typed in. */
export interface PersonDraft {
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  /** With commas between them. */
  readonly teams: string
  /** With commas between them; empty: all. */
  readonly ventures: string
}

export const NEW_PERSON: PersonDraft = { name: '', email: '', roles: ['approver'], teams: '', ventures: '' }

export function draftOfPerson({ name, email, roles, teams, ventures }: Person): PersonDraft {
  return { name, email, roles, teams: teams.join(', '), ventures: (ventures ?? []).join(', ') }
}

export function toPersonRequest({ name, email, roles, teams, ventures }: PersonDraft): Required<AddPersonRequest> {
  const seen = listed(ventures)
  return { name, email, roles: [...roles], teams: listed(teams), ventures: seen.length === 0 ? null : seen }
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
