import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** The only ones of these that look at colours: between light and dark nothing else can differ. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']
/** A page that axe did not look at has no faults either. */
const CHECKS_MIN = 5

/** What axe finds against WCAG 2.2, level AA, on a page or on a part of it. */
export async function faultsOn(page: Page, part?: string): Promise<readonly string[]> {
  const whole = look(page).withTags(WCAG_22_AA)
  const { violations, passes } = await (part === undefined ? whole : whole.include(part)).analyze()
  if (passes.length <= CHECKS_MIN) throw new Error('axe has looked at next to nothing')
  return described(violations)
}

/** What it finds in the colours of a page that it has looked at whole in others. */
export async function colourFaultsOn(page: Page): Promise<readonly string[]> {
  const { violations, passes } = await look(page).withRules(OF_COLOURS).analyze()
  if (passes.length === 0) throw new Error('axe has found no colours to look at')
  return described(violations)
}

/** No page has frames, so nothing needs to be put together in a page of its own, which takes as long as the look itself. */
function look(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode()
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

function described(violations: Violations): readonly string[] {
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.target} ${node.failureSummary}`))
}
