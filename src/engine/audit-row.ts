import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Role } from '../core/people/role.ts'
import type { ActorId } from '../core/run/ids.ts'

/** Something that somebody asked to be changed (`audit_log`). Written once, never changed. */
export interface AuditRow {
  readonly id: string
  readonly at: Timestamp
  readonly actor: ActorId
  /** The role it was done with; null: none of theirs allows it, and nothing was done. */
  readonly role: Role | null
  /** Method and path as asked, without what follows a `?`. */
  readonly action: string
  /** The HTTP status of the answer. */
  readonly status: number
}

interface AuditFilter {
  /** Only what is older than this one; null: from the newest on. */
  readonly before: string | null
  /** Absent: of everybody. */
  readonly actor?: ActorId
  readonly limit: number
}

/** Questions about what was done. */
export interface AuditReader {
  /** The last that was written first. */
  readonly listAudit: (filter: AuditFilter) => Promise<readonly AuditRow[]>
}
