import type { Json } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { DocumentEdit } from '../workflow/plan-change.ts'
import { positionsIn, stageListIn } from './stage-list.ts'
import type { EditRefusal, PlaceEdit } from './workflow-edit.ts'

/** Of so many places each stands in the document as it is; of more, all are written together. */
const ONE_BY_ONE_MAX = 20

/** A file that people compare does not need more. */
function wholePx(px: number): number {
  // There is a zero below zero, which YAML and JSON spell differently.
  return Math.round(px) + 0
}

export function planPlaces(document: Json, { places }: PlaceEdit): Result<readonly DocumentEdit[], EditRefusal> {
  const known = new Set(stageListIn(document).map(({ id }) => id))
  const unknown = [...places.keys()].find((id) => !known.has(id))
  if (unknown !== undefined) return err({ code: 'stage-unknown', stage: unknown })
  const written = [...places].map(([id, { x, y }]) => [id, [wholePx(x), wholePx(y)]] as const)
  if (written.length <= ONE_BY_ONE_MAX)
    return ok(written.map(([id, value]) => ({ path: ['view', 'positions', id], value })))
  return ok([{ path: ['view', 'positions'], value: { ...positionsIn(document), ...Object.fromEntries(written) } }])
}
