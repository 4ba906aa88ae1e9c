import type { Place } from '../../core/edit/workflow-edit.ts'
import { STAGE_SIZE } from './canvas-places.ts'

interface Placed {
  readonly id: string
  readonly position: Place
}

/** The stage that is drawn at a point of the canvas; of two above each other, the later one. */
export function stageAt(nodes: readonly Placed[], { x, y }: Place): string | undefined {
  return nodes.findLast(({ position }) => {
    const [right, down] = [x - position.x, y - position.y]
    return right >= 0 && down >= 0 && right <= STAGE_SIZE.width && down <= STAGE_SIZE.height
  })?.id
}
