import type { FiringRow } from '../../../src/engine/trigger-row.ts'
import { QUEUE } from './house-triggers.ts'

/** Firings by the way they went. */
export type FiringCounts = Readonly<Record<keyof typeof WAYS, number>>

const WAYS = {
  'instants that started a run at once': (row) => isOf(row, 'instant') && row.revision === 1,
  'instants that waited, or were filled in, and started one': (row) => isOf(row, 'instant') && row.revision > 1,
  'instants that were skipped': ({ trigger, outcome }) => trigger === QUEUE && outcome.type === 'skipped',
  'events from outside that started a run': (row) => isOf(row, 'event') && !isTold(row),
  'events of runs that started another run': (row) => isOf(row, 'event') && isTold(row),
} as const satisfies Readonly<Record<string, (row: FiringRow) => boolean>>

function isOf({ cause, outcome }: FiringRow, type: FiringRow['cause']['type']): boolean {
  return outcome.type === 'run' && cause.type === type
}

function isTold({ cause }: FiringRow): boolean {
  return cause.type === 'event' && cause.source.startsWith('/workcharts/')
}

export function countFirings(firings: readonly FiringRow[]): FiringCounts {
  const counted = Object.entries(WAYS).map(([way, goes]) => [way, firings.filter(goes).length])
  return Object.fromEntries(counted) as FiringCounts
}

export function sumOfFirings(all: readonly FiringCounts[]): FiringCounts {
  const ways = Object.keys(WAYS) as (keyof typeof WAYS)[]
  return Object.fromEntries(ways.map((way) => [way, all.reduce((sum, counts) => sum + counts[way], 0)])) as FiringCounts
}
