import type { FiringCause, FiringOutcome, FiringRow } from '../../engine/trigger-row.ts'
import { firingKey } from '../../engine/trigger-row.ts'
import type { FiringColumns } from './trigger-columns.ts'

export function toFiringColumns(row: FiringRow): FiringColumns {
  const { trigger, cause, revision, instant, decidedAt, by, outcome, note } = row
  return {
    key: firingKey(row),
    revision,
    trigger,
    cause: cause.type,
    source: cause.type === 'event' ? cause.source : null,
    id: cause.type === 'instant' ? null : cause.id,
    instant,
    decided_at: decidedAt,
    by,
    run_id: outcome.type === 'run' ? outcome.run : null,
    skipped: outcome.type === 'skipped' ? outcome.reason : null,
    detail: outcome.type === 'skipped' ? outcome.detail : null,
    turn: outcome.type === 'waiting' ? outcome.turn : null,
    note,
  }
}

export function toFiringRow(columns: FiringColumns): FiringRow {
  const { trigger, revision, instant, decided_at, by, note } = columns
  const [cause, outcome] = [causeOf(columns), outcomeOf(columns)]
  return { trigger, cause, revision, instant, decidedAt: decided_at, by, outcome, note }
}

function causeOf({ cause, source, id }: FiringColumns): FiringCause {
  if (cause === 'event') return { type: cause, source: source ?? '', id: id ?? '' }
  return cause === 'hand' ? { type: cause, id: id ?? '' } : { type: cause }
}

function outcomeOf({ run_id, skipped, detail, turn }: FiringColumns): FiringOutcome {
  if (run_id !== null) return { type: 'run', run: run_id }
  if (skipped !== null) return { type: 'skipped', reason: skipped, detail: detail ?? '' }
  if (turn === null) throw new Error('A firing led to a run, was skipped, or waits')
  return { type: 'waiting', turn }
}
