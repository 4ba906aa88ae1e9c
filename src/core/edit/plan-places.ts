import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { DocumentEdit } from '../workflow/plan-change.ts'
import type { StageList } from './stage-list.ts'
import type { EditRefusal, PlaceEdit } from './workflow-edit.ts'

/** Whole px: a file that people compare does not need more. */
export function planPlaces(stages: StageList, { places }: PlaceEdit): Result<readonly DocumentEdit[], EditRefusal> {
  const known = new Set(stages.map(({ id }) => id))
  const unknown = [...places.keys()].find((id) => !known.has(id))
  if (unknown !== undefined) return err({ code: 'stage-unknown', stage: unknown })
  return ok(
    [...places].map(([id, { x, y }]) => ({
      path: ['view', 'positions', id],
      value: [Math.round(x), Math.round(y)],
    })),
  )
}
