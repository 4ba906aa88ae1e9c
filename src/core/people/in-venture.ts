import type { Person } from './person.ts'

/** Whether somebody sees the work of a venture. What belongs to none is seen only by those who see all. */
export function isInVenture(venture: string | null | undefined, { ventures }: Pick<Person, 'ventures'>): boolean {
  if (ventures === null) return true
  return venture !== null && venture !== undefined && ventures.includes(venture)
}
