import type { Confidence } from '../../api/contract/basics.ts'
import { scoreWords } from '../../core/gate/score-words.ts'

/** `71 % sure, asks a person below 90 %`, and each score where there are several. What nobody knows is not known. */
export function showConfidence({ value, threshold, scores }: Omit<Confidence, 'source'>): string {
  const limit = threshold === null ? '' : `, asks a person below ${percent(threshold)} %`
  const measured = scores === undefined ? '' : ` (${scoreWords(scores)})`
  const sure = value === null ? 'how sure is not known' : `${sureness(value, threshold)} % sure`
  return `${sure}${limit}${measured}`
}

/** Whole per cent; one decimal where rounding would make a value that is too low look like its limit. */
function sureness(value: number, threshold: number | null): string {
  const looksEnough = threshold !== null && value < threshold && percent(value) === percent(threshold)
  return looksEnough ? (Math.floor(value * 1000) / 10).toFixed(1) : percent(value)
}

export function percent(share: number): string {
  return String(Math.round(share * 100))
}
