import type { TaskAnswerType } from '../../core/run/task.ts'
import type { DecidedFilter, DecidedReader } from '../../engine/decided-row.ts'
import { DECISIONS_LOOKED_MAX } from '../../engine/decided-row.ts'
import type { TaskRow } from '../../engine/store.ts'
import { isAskedOf, isOf } from './list-rows.ts'
import { compareTexts } from './order.ts'
import type { Tables } from './tables.ts'

export function createDecidedReader(tables: Tables): DecidedReader {
  return {
    listDecided: async (filter, limit) => lookedThrough(tables, filter).slice(0, limit),
    countDecided: async (filter, since) => {
      const rows = lookedThrough(tables, filter).filter((row) => decidedAt(row) >= since)
      const count = (type: TaskAnswerType) => rows.filter(({ answer }) => answer === type).length
      const beyond = decidedOf(tables, filter)[DECISIONS_LOOKED_MAX]
      return {
        answers: { approve: count('approve'), edit: count('edit'), reject: count('reject'), retry: count('retry') },
        isWhole: beyond === undefined || decidedAt(beyond) < since,
      }
    },
  }
}

/** The last of the stage's decisions, of these what is asked for. */
function lookedThrough(tables: Tables, filter: DecidedFilter): readonly TaskRow[] {
  const { to, ventures } = filter
  return decidedOf(tables, filter)
    .slice(0, DECISIONS_LOOKED_MAX)
    .filter((row) => isAskedOf(to, row) && isOf(ventures, tables.runs.get(row.run)?.venture))
}

function decidedOf(tables: Tables, { workflow, stage, until, except }: DecidedFilter): readonly TaskRow[] {
  return [...tables.tasks.values()]
    .filter((row) => row.status === 'answered' && row.workflow === workflow && row.stage === stage)
    .filter((row) => row.id !== except && decidedAt(row) <= until)
    .sort((left, right) => decidedAt(right) - decidedAt(left) || compareTexts(right.id, left.id))
}

/** Of a task that was answered. */
function decidedAt(row: TaskRow): number {
  return row.decidedAt ?? 0
}
