/** A stage and the stages before it. */
export interface GraphStage {
  readonly id: string
  readonly dependsOn: readonly string[]
}

/** Where each stage stands, in px, and how large the whole is. */
export interface GraphLayout {
  readonly width: number
  readonly height: number
  readonly places: ReadonlyMap<string, Place>
}

interface Place {
  readonly x: number
  readonly y: number
}

/** The size never changes, so the layout never has to measure. */
export const NODE = { width: 138, height: 54 } as const

export interface Edge {
  readonly id: string
  readonly from: string
  readonly to: string
}

export function edgesOf(stages: readonly GraphStage[]): readonly Edge[] {
  return stages.flatMap(({ id, dependsOn }) => dependsOn.map((from) => ({ id: `${from} ${id}`, from, to: id })))
}

export type ArrowKey = 'ArrowRight' | 'ArrowLeft' | 'ArrowDown' | 'ArrowUp'

export function isArrowKey(key: string): key is ArrowKey {
  return key === 'ArrowRight' || key === 'ArrowLeft' || key === 'ArrowDown' || key === 'ArrowUp'
}

export interface Step {
  readonly stages: readonly GraphStage[]
  readonly layout: GraphLayout
  readonly from: string
  readonly key: ArrowKey
}

/** Where an arrow key leads: right and left along the edges, up and down to the nearest stage in the same column. */
export function stageAtArrow({ stages, layout, from, key }: Step): string | undefined {
  switch (key) {
    case 'ArrowRight':
      return stages.find(({ dependsOn }) => dependsOn.includes(from))?.id
    case 'ArrowLeft':
      return stages.find(({ id }) => id === from)?.dependsOn[0]
    case 'ArrowDown':
      return nearestInColumn(layout, from, 1)
    case 'ArrowUp':
      return nearestInColumn(layout, from, -1)
  }
}

/** Columns that overlap are one: the layout may shift a stage by some px. */
function nearestInColumn({ places }: GraphLayout, from: string, direction: 1 | -1): string | undefined {
  const start = places.get(from)
  if (start === undefined) return undefined
  const distance = ({ y }: Place) => direction * (y - start.y)
  return [...places]
    .filter(([, place]) => Math.abs(place.x - start.x) < NODE.width && distance(place) > 0)
    .sort(([, left], [, right]) => distance(left) - distance(right))
    .at(0)?.[0]
}
