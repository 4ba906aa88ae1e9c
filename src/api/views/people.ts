import type { AuditRow } from '../../engine/audit-row.ts'
import type { PersonRow } from '../../engine/person-row.ts'
import type { TokenRow } from '../../engine/token-row.ts'
import type { AuditEntry, Person, Token } from '../contract/people.ts'
import { iso } from './instants.ts'
import { actorView } from './names.ts'

export function personView({ id, name, email, roles, teams, ventures, by, at }: PersonRow): Person {
  return { id, name, email, roles, teams, ventures, changedBy: actorView(by), changedAt: iso(at) }
}

export function tokenView({ id, name, holder, scopes, expiresAt, by, at }: TokenRow): Token {
  return {
    id,
    name,
    holder: actorView(holder),
    scopes,
    expiresAt: iso(expiresAt),
    madeBy: actorView(by),
    madeAt: iso(at),
  }
}

export function auditView({ at, actor, ...row }: AuditRow): AuditEntry {
  return { ...row, at: iso(at), actor: actorView(actor) }
}
