import type { PersonRow } from '../../engine/person-row.ts'
import type { TokenRow } from '../../engine/token-row.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { PersonColumns, TokenColumns } from './people-columns.ts'

export function toPersonColumns({ roles, teams, ventures, ...row }: PersonRow): PersonColumns {
  return { ...row, roles: toJsonText(roles), teams: toJsonText(teams), ventures: toJsonText(ventures) }
}

export function toPersonRow({ roles, teams, ventures, ...row }: PersonColumns): PersonRow {
  return { ...row, roles: fromJsonText(roles), teams: fromJsonText(teams), ventures: fromJsonText(ventures) }
}

export function toTokenColumns({ scopes, expiresAt, endedAt, ...row }: TokenRow): TokenColumns {
  return { ...row, scopes: toJsonText(scopes), expires_at: expiresAt, ended_at: endedAt }
}

export function toTokenRow({ scopes, expires_at, ended_at, ...row }: TokenColumns): TokenRow {
  return { ...row, scopes: fromJsonText(scopes), expiresAt: expires_at, endedAt: ended_at }
}
