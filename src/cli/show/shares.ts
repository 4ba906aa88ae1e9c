import type { Share } from '../../api/contract/insight-parts.ts'
import { percent } from './confidence.ts'

/** `74 % (72 to 76 %, n 1,648)`, or that it is not known. */
export function showShare({ share, low, high, of }: Share): string {
  if (share === null || low === null || high === null) return 'not known (n 0)'
  return `${percent(share)} % (${percent(low)} to ${percent(high)} %, n ${of.toLocaleString('en-US')})`
}
