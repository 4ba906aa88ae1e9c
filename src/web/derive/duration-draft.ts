import { DURATION_MAX_MS, parseDuration } from '../../core/basics/duration.ts'
import { counted } from './number-words.ts'

/** The units people choose from, as the format spells them. */
export const DURATION_UNITS = [
  { unit: 'm', ms: 60_000, one: 'minute' },
  { unit: 'h', ms: 3_600_000, one: 'hour' },
  { unit: 'd', ms: 86_400_000, one: 'day' },
  { unit: 'w', ms: 604_800_000, one: 'week' },
] as const

export type DurationUnit = (typeof DURATION_UNITS)[number]['unit']

/** A duration as a number field and a unit beside it. */
export interface DurationDraft {
  /** Empty: none is written. */
  readonly amount: string
  readonly unit: DurationUnit
}

/** The largest unit that leaves no rest: `90m` and `1h30m` are 90 minutes. Undefined: no unit fits, or it is none. */
export function durationDraft(text: string): DurationDraft | undefined {
  if (text === '') return { amount: '', unit: 'h' }
  const read = parseDuration(text)
  const fitting = read.ok ? DURATION_UNITS.findLast(({ ms }) => read.value >= ms && read.value % ms === 0) : undefined
  if (read.ok && read.value === 0) return { amount: '0', unit: 'h' }
  return fitting && read.ok ? { amount: String(read.value / fitting.ms), unit: fitting.unit } : undefined
}

/** As the format spells it; undefined: that is no whole number, or longer than ten years. */
export function writtenDuration({ amount, unit }: DurationDraft): string | undefined {
  const number = /^\d{1,9}$/.test(amount.trim()) ? Number(amount) : Number.NaN
  const ms = DURATION_UNITS.find((each) => each.unit === unit)?.ms ?? Number.NaN
  return number * ms <= DURATION_MAX_MS ? `${number}${unit}` : undefined
}

/** `4 hours`, `1 day`, `90 minutes`; what fits no unit as it is written. */
export function spokenDuration(text: string): string {
  const draft = durationDraft(text)
  const unit = DURATION_UNITS.find((each) => each.unit === draft?.unit)
  return draft === undefined || unit === undefined || draft.amount === ''
    ? text
    : counted(Number(draft.amount), unit.one)
}
