import type { Band } from '../workflow/workflow.ts'
import { confidencePercent } from './confidence-percent.ts'

/** What is measured of an answer beside its performer's own estimate. */
export interface Measures {
  readonly samples: number | null
  readonly reviewBetween: Band | null
  readonly reviewer: { readonly name: string } | null
}

/** In plain words, each on its own: `asked 3 times; the share that agree is how sure it is`. */
export function measureWords({ samples, reviewBetween, reviewer }: Measures): readonly string[] {
  return [
    ...(samples === null ? [] : [`asked ${samples} times; the share of answers that agree is how sure it is`]),
    ...(reviewBetween === null || reviewer === null ? [] : [reviewWords(reviewer.name, reviewBetween)]),
  ]
}

function reviewWords(name: string, { from, to }: Band): string {
  return `checked by ${name} when between ${confidencePercent(from, null)} and ${confidencePercent(to, null)} sure`
}
