import type { RunList } from '../../api/contract/runs.ts'
import { countWords } from './number-words.ts'

/** So many runs are looked through before somebody has to ask for more: a second, and no end to wait for. */
export const LOOKED_BY_ITSELF_MAX = 25_000
/** Beyond so many, what was found is not looked for again with every change: that would keep the server busy for one reader. */
export const LOOKED_LIVE_MAX = 50_000

/** How many runs were looked through for these pages. */
export function lookedThrough(pages: readonly Pick<RunList, 'looked'>[]): number {
  return pages.reduce((sum, { looked }) => sum + looked, 0)
}

/** Whether to look further back without being asked: nothing is found yet, and there is more. */
export function looksOn(pages: readonly RunList[]): boolean {
  const isMore = pages.at(-1)?.next != null
  return isMore && pages.every(({ runs }) => runs.length === 0) && lookedThrough(pages) < LOOKED_BY_ITSELF_MAX
}

/** `the newest 25,000 runs` */
export function lookedWords(pages: readonly Pick<RunList, 'looked'>[]): string {
  return `the newest ${countWords(lookedThrough(pages))} runs`
}
