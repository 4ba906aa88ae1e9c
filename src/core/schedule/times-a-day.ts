const MINUTES = 60
const HOURS = 24

/** How often a cron expression that `parseCron` accepted fires on a day that it fires on, by its minutes and hours. */
export function timesADay(cron: string): number {
  const [minutes, hours] = cron.trim().split(/\s+/)
  return countOf(minutes, MINUTES) * countOf(hours, HOURS)
}

/** The values of one field, from 0 to before `end`. */
function countOf(field = '*', end: number): number {
  return new Set(field.split(',').flatMap((part) => valuesOf(part, end))).size
}

const PART = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/

function valuesOf(part: string, end: number): readonly number[] {
  const [, first, last = first ?? end - 1, step = 1] = PART.exec(part) ?? []
  const from = Number(first ?? 0)
  const every = Number(step)
  return Array.from({ length: Math.floor((Number(last) - from) / every) + 1 }, (_, index) => from + index * every)
}
