import type { Timestamp } from '../basics/timestamp.ts'
import type { ActorId } from '../run/ids.ts'
import type { RunStatus } from '../run/run.ts'
import type { DraftWork } from './draft-work.ts'

/** A WorkChart that somebody began in the builder. */
export interface Creation {
  readonly by: ActorId
  readonly begunAt: Timestamp
  readonly changedAt: Timestamp
  readonly ending: CreationEnding
  readonly work: DraftWork
  /** Null: it has not run yet. */
  readonly firstRun: RunStatus | null
  readonly hasOpenRequest: boolean
}

export type CreationEnding =
  | { readonly type: 'published'; readonly at: Timestamp }
  | { readonly type: 'discarded' }
  /** Still a draft. */
  | { readonly type: 'open' }

/** A draft that nobody has touched for so long is abandoned. */
const ABANDONED_AFTER_MS = 7 * 86_400_000

export type Published = Creation & { readonly ending: Extract<CreationEnding, { readonly type: 'published' }> }

export function isPublished(creation: Creation): creation is Published {
  return creation.ending.type === 'published'
}

export function isAbandoned({ ending, changedAt }: Creation, now: Timestamp): boolean {
  switch (ending.type) {
    case 'published':
      return false
    case 'discarded':
      return true
    case 'open':
      return now - changedAt >= ABANDONED_AFTER_MS
  }
}
