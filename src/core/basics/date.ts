import { fromIsoTime, isoTime } from './timestamp.ts'

/** Whether `text` is a day that there is, as `2026-12-31`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const midnight = fromIsoTime(`${text}T00:00:00Z`)
  return Number.isFinite(midnight) && isoTime(midnight).startsWith(text)
}
