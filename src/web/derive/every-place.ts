import { known } from '../../core/basics/known.ts'
import type { Place } from '../../core/edit/workflow-edit.ts'
import type { BuilderStage } from './builder-view.ts'
import { STAGE_SIZE } from './canvas-places.ts'
import { rowLayout } from './row-layout.ts'

type Places = ReadonlyMap<string, Place>

const GAP = { beside: 48, between: 56 } as const

/**
 * Where every stage stands: where somebody has put it, else below one that somebody has put somewhere and that it waits
 * for, else where the layout has it.
 */
export function everyPlace(stages: readonly BuilderStage[], placed: Places): Places {
  const fixed = new Map<string, Place>()
  for (const { id } of stages) {
    const place = placed.get(id)
    if (place !== undefined) fixed.set(id, place)
  }
  const lastBelow = new Map<string, Place>()
  for (const { id, dependsOn } of stages) {
    const above = dependsOn.find((other) => fixed.has(other))
    if (fixed.has(id) || above === undefined) continue
    const place = firstFree(nextBelow(known(fixed.get(above)), lastBelow.get(above)), [...fixed.values()])
    fixed.set(id, place)
    lastBelow.set(above, place)
  }
  return new Map([...rowLayout(stages), ...fixed])
}

function nextBelow(above: Place, last: Place | undefined): Place {
  if (last !== undefined) return { ...last, x: last.x + STAGE_SIZE.width + GAP.beside }
  return { ...above, y: above.y + STAGE_SIZE.height + GAP.between }
}

/** To the right of what stands there. */
function firstFree(wanted: Place, taken: readonly Place[]): Place {
  const inTheWay = taken.find(({ x, y }) => {
    return Math.abs(x - wanted.x) < STAGE_SIZE.width && Math.abs(y - wanted.y) < STAGE_SIZE.height
  })
  return inTheWay === undefined
    ? wanted
    : firstFree({ ...wanted, x: inTheWay.x + STAGE_SIZE.width + GAP.beside }, taken)
}

/** What is to be written when stages are moved: where they go, and where those stay that would else follow them. */
export function placesAfter(stages: readonly BuilderStage[], placed: Places, moved: Places): Places {
  const now = everyPlace(stages, placed)
  const after = everyPlace(stages, new Map([...placed, ...moved]))
  const following = [...now].filter(([id, { x, y }]) => {
    const then = known(after.get(id))
    return !moved.has(id) && (then.x !== x || then.y !== y)
  })
  return new Map([...moved, ...following])
}
