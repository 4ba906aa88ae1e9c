import type { AuditEntry } from '../../api/contract/people.ts'
import { auditLog } from '../../api/contract/people.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { query } from '../find/query.ts'
import type { Connected, Outcome } from '../session.ts'
import { showInstant } from '../show/times.ts'
import type { JsonOption } from '../tree/options.ts'

export interface AuditOptions extends JsonOption {
  readonly by?: string
  readonly limit: number
}

export async function showAudit({ api, screen, io }: Connected, options: AuditOptions): Promise<Outcome> {
  const { json, by: actor, limit } = options
  const told = await api.get(`/audit${query({ actor, limit })}`, auditLog)
  if (!told.ok) return told
  const { entries, next } = told.value
  const toRow = ({ at, actor: who, role, action, status }: AuditEntry) => [
    showInstant(at, io.timeZone),
    who.id,
    role ?? 'no role',
    action,
    status < 400 ? 'done' : `refused (${status})`,
  ]
  if (json) screen.json('audit', told.value)
  else if (entries.length === 0) screen.note('Nobody has asked for a change yet.')
  else await screen.table({ head: ['when', 'who', 'as', 'what', ''], rows: entries.map(toRow) })
  if (next !== null) screen.note('There is more: `--limit` shows up to 500.')
  return ok(EXIT.ok)
}
