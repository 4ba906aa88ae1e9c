import type { TemplateStage } from '../../api/contract/templates.ts'
import { known } from '../../core/basics/known.ts'
import type { Dependencies } from '../../core/workflow/dependencies.ts'
import { batchesOf } from '../../core/workflow/dependencies.ts'
import type { StageId } from '../../core/workflow/workflow.ts'

/** A chart as small as a picture in a list: one mark for each stage, from left to right in the order they can run. */
export interface TemplateSketch {
  readonly width: number
  readonly height: number
  readonly marks: readonly SketchMark[]
  readonly lines: readonly SketchLine[]
}

interface SketchMark extends Spot {
  readonly stage: string
  readonly kind: TemplateStage['kind']
}

interface SketchLine {
  readonly key: string
  readonly from: Spot
  readonly to: Spot
}

/** The middle of a mark, in px. */
interface Spot {
  readonly x: number
  readonly y: number
}

export const MARK = { width: 16, height: 10 }
const STEP = { x: 30, y: 18 }
/** So that the edge of an outer mark is not cut off. */
const MARGIN = 1

export function templateSketch(stages: readonly TemplateStage[]): TemplateSketch {
  const dependencies: Dependencies = new Map(
    stages.map(({ id, dependsOn }) => [id as StageId, dependsOn as readonly StageId[]]),
  )
  const columns = batchesOf(dependencies)
  const rows = Math.max(1, ...columns.map((column) => column.length))
  const spots = new Map(
    columns.flatMap((column, at) => column.map((id, row) => [id, spotOf(at, row + (rows - column.length) / 2)])),
  )
  return {
    width: (columns.length - 1) * STEP.x + MARK.width + 2 * MARGIN,
    height: (rows - 1) * STEP.y + MARK.height + 2 * MARGIN,
    marks: stages.map(({ id, kind }) => ({ stage: id, kind, ...known(spots.get(id as StageId)) })),
    lines: [...dependencies].flatMap(([to, needed]) =>
      needed.map((from) => ({ key: `${from} ${to}`, from: known(spots.get(from)), to: known(spots.get(to)) })),
    ),
  }
}

/** Columns with fewer marks stand in the middle. */
function spotOf(column: number, row: number): Spot {
  return { x: MARGIN + MARK.width / 2 + column * STEP.x, y: MARGIN + MARK.height / 2 + row * STEP.y }
}
