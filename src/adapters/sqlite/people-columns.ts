import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { ActorId } from '../../core/run/ids.ts'
import type { AuditRow } from '../../engine/audit-row.ts'
import type { PersonRow } from '../../engine/person-row.ts'
import type { TokenRow } from '../../engine/token-row.ts'
import type { JsonText } from './json-text.ts'

export interface PeopleTables {
  readonly people: PersonColumns
  readonly access_tokens: TokenColumns
  readonly audit_log: AuditRow
}

export type PersonColumns = {
  readonly id: ActorId
  readonly revision: number
  readonly name: string
  readonly email: string
  readonly roles: JsonText<PersonRow['roles']>
  readonly teams: JsonText<PersonRow['teams']>
  readonly ventures: JsonText<PersonRow['ventures']>
  readonly status: PersonRow['status']
  readonly by: ActorId
  readonly at: Timestamp
}

export type TokenColumns = {
  readonly id: string
  readonly revision: number
  readonly holder: ActorId
  readonly name: string
  readonly hash: string
  readonly scopes: JsonText<TokenRow['scopes']>
  readonly expires_at: Timestamp
  readonly ended_at: Timestamp | null
  readonly by: ActorId
  readonly at: Timestamp
}
