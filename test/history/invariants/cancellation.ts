import type { RunEvent } from '../../../src/core/run/run-event.ts'
import { ofEachRun } from './breach.ts'

/** What makes something begin. */
const BEGINNINGS: ReadonlySet<RunEvent['type']> = new Set([
  'stage-ready',
  'attempt-begun',
  'backing-off',
  'task-opened',
  'round-started',
])

/** I15: after a cancellation nothing begins, and everything that had not settled is canceled. */
export const cancellation = ofEachRun('I15', ({ facts, row }) => {
  const canceled = facts.find(({ event }) => event.type === 'run-canceled')
  if (canceled === undefined) return []
  const later = facts.filter(({ seq, event }) => seq > canceled.seq && BEGINNINGS.has(event.type))
  return [
    ...later.map(
      ({ seq, event }) => `fact ${seq} (${event.type}) comes after it was canceled with fact ${canceled.seq}`,
    ),
    ...(row.status === 'canceled' ? [] : [`it was canceled with fact ${canceled.seq}, and is ${row.status}`]),
  ]
})
