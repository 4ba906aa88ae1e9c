import { known } from '../../core/basics/known.ts'
import type { Place } from '../../core/edit/workflow-edit.ts'
import { batchesOf } from '../../core/workflow/dependencies.ts'
import type { BuilderStage } from './builder-view.ts'
import { STAGE_SIZE } from './canvas-places.ts'
import { spreadOut } from './spread-out.ts'

type Listed = Pick<BuilderStage, 'id' | 'dependsOn'>

const GAP = { beside: 48, between: 56 } as const
const EDGE_WIDTH = 12
const COLUMN = STAGE_SIZE.width + GAP.beside
/** Twice down and up orders the rows nearly as well as many times, and a thousand stages stay quick. */
const ORDERING = ['above', 'below', 'above', 'below', 'above'] as const
/** Then each comes between those above and those below it, so that no column drifts to one side. */
const SETTLING = Array<Side>(8).fill('both')
/** Edges over several rows are kept clear of stages up to so many crossings of rows; beyond it they run behind them. */
const CROSSINGS_MAX = 4_000

interface Spot {
  /** Null: an edge passes the row here. */
  readonly stage: string | null
  readonly width: number
  readonly above: Spot[]
  readonly below: Spot[]
  x: number
}

type Row = Spot[]
type Side = 'above' | 'below' | 'both'

/**
 * Where stages stand that nobody has placed: each in the row below all that it waits for, near them. Worked out at once
 * and always the same, so that a document is drawn as soon as it is read.
 */
export function rowLayout(stages: readonly Listed[]): ReadonlyMap<string, Place> {
  const rows = rowsOf(stages)
  for (const side of ORDERING) arrange(rows, side)
  for (const row of rows) for (const [index, spot] of row.entries()) spot.x = (index - (row.length - 1) / 2) * COLUMN
  for (const side of SETTLING) arrange(rows, side)
  const left = Math.min(...rows.flatMap((row) => row.map(({ x, width }) => x - width / 2)))
  return new Map(
    rows.flatMap((row, index) =>
      row.flatMap(({ stage, x }): [string, Place][] => {
        const y = index * (STAGE_SIZE.height + GAP.between)
        return stage === null ? [] : [[stage, { x: Math.round(x - STAGE_SIZE.width / 2 - left), y }]]
      }),
    ),
  )
}

function rowsOf(stages: readonly Listed[]): readonly Row[] {
  const batches = batchesOf(new Map(stages.map(({ id, dependsOn }) => [id, dependsOn])))
  const placed = new Set(batches.flat())
  // What waits for itself stands below all others.
  const onLoops = stages.flatMap(({ id }) => (placed.has(id) ? [] : [id]))
  const rows = [...batches, ...(onLoops.length === 0 ? [] : [onLoops])].map((ids) => ids.map(aStage))
  join(rows, stages)
  return rows
}

function aStage(stage: string): Spot {
  return { stage, width: STAGE_SIZE.width, above: [], below: [], x: 0 }
}

function join(rows: readonly Row[], stages: readonly Listed[]): void {
  const at = new Map(rows.flatMap((row, index) => row.map((spot) => [spot.stage, { spot, index }] as const)))
  const edges = stages.flatMap(({ id, dependsOn }) => [...new Set(dependsOn)].map((from) => [at.get(from), at.get(id)]))
  let crossings = 0
  for (const [from, to] of edges) {
    if (from === undefined || to === undefined || from.index >= to.index) continue
    crossings += to.index - from.index - 1
    const passed = crossings > CROSSINGS_MAX ? [] : rows.slice(from.index + 1, to.index)
    const end = passed.reduce((before, row) => pass(row, before), from.spot)
    link(end, to.spot)
  }
}

function pass(row: Row, from: Spot): Spot {
  const spot: Spot = { stage: null, width: EDGE_WIDTH, above: [], below: [], x: 0 }
  row.push(spot)
  link(from, spot)
  return spot
}

function link(above: Spot, below: Spot): void {
  above.below.push(below)
  below.above.push(above)
}

/** Brings every row into the order of its neighbours on one side, as near to them as there is room. */
function arrange(rows: readonly Row[], side: Side): void {
  for (const row of side === 'below' ? rows.toReversed() : rows) {
    const wished = row.map((spot) => ({ spot, width: spot.width, wish: wishOf(spot, side) }))
    if (side !== 'both') wished.sort((one, other) => one.wish - other.wish)
    for (const [index, x] of spreadOut(wished, GAP.beside).entries()) known(wished[index]).spot.x = x
    row.splice(0, row.length, ...wished.map(({ spot }) => spot))
  }
}

/** The middle of its neighbours; where it has none, it stays. */
function wishOf({ above, below, x }: Spot, side: Side): number {
  const neighbours = [...(side === 'below' ? [] : above), ...(side === 'above' ? [] : below)]
  return neighbours.length === 0 ? x : neighbours.reduce((sum, spot) => sum + spot.x, 0) / neighbours.length
}
