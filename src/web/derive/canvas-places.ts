import type { Place } from '../../core/edit/workflow-edit.ts'
import type { BuilderStage } from './builder-view.ts'

/** The size of a stage on the canvas, in px. It never changes, so nothing has to be measured. */
export const STAGE_SIZE = { width: 220, height: 76 } as const

type Places = ReadonlyMap<string, Place>

/** The lowest stage above a point: what is dropped below it comes after it. */
export function stageAbove(stages: readonly BuilderStage[], places: Places, { x, y }: Place): BuilderStage | undefined {
  const above = stages.filter(({ id }) => (places.get(id)?.y ?? Number.POSITIVE_INFINITY) + STAGE_SIZE.height <= y)
  return above.toSorted((left, right) => distance(places.get(left.id), x, y) - distance(places.get(right.id), x, y))[0]
}

function distance(place: Place | undefined, x: number, y: number): number {
  if (place === undefined) return Number.POSITIVE_INFINITY
  return Math.hypot(place.x + STAGE_SIZE.width / 2 - x, place.y + STAGE_SIZE.height - y)
}

export type CanvasArrow = 'ArrowDown' | 'ArrowUp' | 'ArrowRight' | 'ArrowLeft'

export function isCanvasArrow(key: string): key is CanvasArrow {
  return key === 'ArrowDown' || key === 'ArrowUp' || key === 'ArrowRight' || key === 'ArrowLeft'
}

/** Down and up follow the edges; right and left lead to the nearest stage of the row. */
export function stageAtCanvasArrow(
  stages: readonly BuilderStage[],
  places: Places,
  { from, key }: { readonly from: string; readonly key: CanvasArrow },
): string | undefined {
  switch (key) {
    case 'ArrowDown':
      return stages.find(({ dependsOn }) => dependsOn.some((id) => id === from))?.id
    case 'ArrowUp':
      return stages.find(({ id }) => id === from)?.dependsOn[0]
    case 'ArrowRight':
      return nearestInRow(places, from, 1)
    case 'ArrowLeft':
      return nearestInRow(places, from, -1)
  }
}

function nearestInRow(places: Places, from: string, direction: 1 | -1): string | undefined {
  const start = places.get(from)
  if (start === undefined) return undefined
  const along = ({ x }: Place) => direction * (x - start.x)
  return [...places]
    .filter(([, place]) => Math.abs(place.y - start.y) < STAGE_SIZE.height && along(place) > 0)
    .sort(([, left], [, right]) => along(left) - along(right))
    .at(0)?.[0]
}
