import type { InstantsWanted } from '../../../src/core/schedule/cron.ts'
import { nextInstants, parseCron } from '../../../src/core/schedule/cron.ts'

/** Finds the next instants of a pattern. */
export type FindNext = (pattern: string, wanted: InstantsWanted) => readonly number[]

/** None where the pattern is refused. */
export const asTheProgram: FindNext = (pattern, wanted) => {
  const cron = parseCron(pattern)
  return cron.ok ? nextInstants(cron.value, wanted) : []
}
