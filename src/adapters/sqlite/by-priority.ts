import { sql } from 'kysely'
import type { TaskPriority } from '../../core/workflow/workflow.ts'

/** The order of open tasks by how much they matter, as indexed: the most urgent are 0. */
export const BY_PRIORITY = sql<number>`case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end`

/** The place of each priority in that order. */
export const PRIORITY_RANK = { urgent: 0, high: 1, normal: 2, low: 3 } as const satisfies Record<TaskPriority, number>
