import type { Confidence } from '../../api/contract/basics.ts'

/** `71 % sure, asks a person below 90 %`. What nobody knows is said to be not known. */
export function showConfidence({ value, threshold }: Pick<Confidence, 'value' | 'threshold'>): string {
  const limit = threshold === null ? '' : `, asks a person below ${percent(threshold)} %`
  if (value === null) return `how sure is not known${limit}`
  return `${sureness(value, threshold)} % sure${limit}`
}

/** Whole per cent; one decimal where rounding would make a value that is too low look like its limit. */
function sureness(value: number, threshold: number | null): string {
  const looksEnough = threshold !== null && value < threshold && percent(value) === percent(threshold)
  return looksEnough ? (Math.floor(value * 1000) / 10).toFixed(1) : percent(value)
}

export function percent(share: number): string {
  return String(Math.round(share * 100))
}
