import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** A page that axe did not look at has no faults either. */
const CHECKS_MIN = 5

/** What axe finds against WCAG 2.2, level AA, on a page or on a part of it. */
export async function faultsOn(page: Page, part?: string): Promise<readonly string[]> {
  // No page has frames, so nothing needs to be put together in a page of its own, which takes as long as the look itself.
  const whole = new AxeBuilder({ page }).withTags(WCAG_22_AA).setLegacyMode()
  const { violations, passes } = await (part === undefined ? whole : whole.include(part)).analyze()
  if (passes.length <= CHECKS_MIN) throw new Error('axe has looked at next to nothing')
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.target} ${node.failureSummary}`))
}
