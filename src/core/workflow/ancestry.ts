import { known } from '../basics/known.ts'
import type { Dependencies } from './dependencies.ts'
import { batchesOf } from './dependencies.ts'
import type { StageId } from './workflow.ts'

/** Who comes before whom, at any distance. */
export interface Ancestry {
  readonly isAncestor: (ancestor: StageId, stage: StageId) => boolean
  /** In an order in which they can run. Empty for an unknown stage and for one that a loop holds up. */
  readonly ancestorsOf: (stage: StageId) => readonly StageId[]
}

const WORD_BITS = 32

/** One bit per pair of stages: 10,000 stages take 12.5 MB, where sets would take gigabytes. */
export function ancestryOf(dependencies: Dependencies): Ancestry {
  const order = batchesOf(dependencies).flat()
  const index = new Map(order.map((id, at) => [id, at]))
  const rows: Uint32Array[] = []
  for (const id of order) rows.push(ancestorRow(known(dependencies.get(id)), { index, rows }))
  const isAncestor = (ancestor: StageId, stage: StageId) => hasBit(rows[index.get(stage) ?? -1], index.get(ancestor))
  return { isAncestor, ancestorsOf: (stage) => order.filter((id) => isAncestor(id, stage)) }
}

interface KnownRows {
  readonly index: ReadonlyMap<StageId, number>
  readonly rows: readonly Uint32Array[]
}

function ancestorRow(needed: readonly StageId[], { index, rows }: KnownRows): Uint32Array {
  const own = new Uint32Array(Math.ceil(index.size / WORD_BITS))
  for (const id of needed) {
    const at = index.get(id)
    if (at !== undefined) addAncestor(own, at, known(rows[at]))
  }
  return own
}

function addAncestor(own: Uint32Array, at: number, theirs: Uint32Array): void {
  theirs.forEach((word, slot) => {
    addBits(own, slot, word)
  })
  addBits(own, Math.floor(at / WORD_BITS), 1 << (at % WORD_BITS))
}

function addBits(row: Uint32Array, slot: number, bits: number): void {
  row[slot] = known(row[slot]) | bits
}

function hasBit(row: Uint32Array | undefined, at: number | undefined): boolean {
  if (row === undefined || at === undefined) return false
  return ((known(row[Math.floor(at / WORD_BITS)]) >>> (at % WORD_BITS)) & 1) === 1
}
