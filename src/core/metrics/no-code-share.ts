import type { Timestamp } from '../basics/timestamp.ts'
import type { Creation } from './creation.ts'
import { isAbandoned, isPublished } from './creation.ts'

export interface NoCodeShare {
  /** From 0 to 1; null: `of` is 0. */
  readonly share: number | null
  readonly of: number
  /** How many of them were made without code and worked. */
  readonly made: number
}

/** WorkCharts made without code that then worked, of all that were begun and came to an end. */
export function noCodeShare(creations: readonly Creation[], now: Timestamp): NoCodeShare {
  const judged = creations.filter(
    (creation) => !isUnchangedTemplate(creation) && (isPublished(creation) || isAbandoned(creation, now)),
  )
  const made = judged.filter(isMadeWithoutCode)
  return { share: judged.length === 0 ? null : made.length / judged.length, of: judged.length, made: made.length }
}

function isMadeWithoutCode(creation: Creation): boolean {
  const { work, firstRun, hasOpenRequest } = creation
  return isPublished(creation) && work.byHand === 0 && firstRun === 'succeeded' && !hasOpenRequest
}

function isUnchangedTemplate({ work: { origin, byGestures, byHand } }: Creation): boolean {
  return origin === 'template' && byGestures + byHand === 0
}
