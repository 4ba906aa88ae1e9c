import type { FiringRow } from '../../engine/store.ts'
import type { FiringColumns } from './tables.ts'

export function toFiringColumns({ trigger, instant, decidedAt, outcome }: FiringRow): FiringColumns {
  const key = { trigger, instant, decided_at: decidedAt }
  if (outcome.type === 'run') return { ...key, run_id: outcome.run, skipped: null, detail: null }
  return { ...key, run_id: null, skipped: outcome.reason, detail: outcome.detail }
}

export function toFiringRow({ trigger, instant, decided_at, ...columns }: FiringColumns): FiringRow {
  return { trigger, instant, decidedAt: decided_at, outcome: outcomeOf(columns) }
}

function outcomeOf({
  run_id,
  skipped,
  detail,
}: Pick<FiringColumns, 'run_id' | 'skipped' | 'detail'>): FiringRow['outcome'] {
  if (run_id !== null) return { type: 'run', run: run_id }
  if (skipped === null) throw new Error('A firing led to a run or was skipped')
  return { type: 'skipped', reason: skipped, detail: detail ?? '' }
}
