import type { Figure } from './figures.ts'

/** Three digits say enough, and no whole number loses one. */
const DIGITS = 3

export function formatValue({ value, unit }: Figure): string {
  return withUnit(value, unit)
}

/** Empty where there is none. */
export function formatTarget({ target, unit }: Figure): string {
  if (target === undefined) return ''
  return 'atMost' in target ? `≤ ${withUnit(target.atMost, unit)}` : `≥ ${withUnit(target.atLeast, unit)}`
}

/** Empty where there is none. */
export function formatLimit({ limit, unit }: Figure): string {
  return limit === undefined ? '' : withUnit(limit, unit)
}

function withUnit(value: number, unit: string): string {
  const digits = Math.abs(value) >= 10 ** (DIGITS - 1) ? Math.round(value) : Number(value.toPrecision(DIGITS))
  return `${digits.toLocaleString('en')} ${unit}`.trimEnd()
}
