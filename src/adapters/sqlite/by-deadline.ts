import { sql } from 'kysely'

/** The order of open tasks, as indexed: those nobody expects by a time come last (the number is the largest exact one). */
export const BY_DEADLINE = sql<number>`coalesce(due, 9007199254740991)`
