import type { Page } from 'playwright-core'
import { faultsOn } from './axe.ts'

/** Pages follow the system's choice while they are open: each is loaded once and looked at in both. */
const SCHEMES = ['light', 'dark'] as const

/**
 * What axe finds in light and in dark, and what can not be reached without scrolling sideways. Code and receipts scroll in
 * their own box.
 */
export async function faultsOf(page: Page, screen: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor()
    found.push(...(await faultsOn(page)).map((fault) => `${screen}, ${scheme}: ${fault}`))
  }
  const cut = await page.evaluate<readonly string[]>(CUT_OFF)
  return [...found, ...cut.map((part) => `${screen}: cut off: ${part}`)]
}

const CUT_OFF = `(() => {
  const describe = (element) => element.tagName + '.' + element.className + ' ' + element.textContent.slice(0, 40)
  const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
  const isWide = (element) => element.scrollWidth > element.clientWidth && (scrolls(element) || element === document.documentElement)
  const isOutside = (element) => {
    const { left, right, width } = element.getBoundingClientRect()
    return width > 1 && (right > innerWidth + 1 || left < -1)
  }
  return [
    ...[...document.querySelectorAll(':not(pre)')].filter(isWide),
    ...[...document.querySelectorAll('main :is(a, button, input, select, textarea, h1, h2, h3, p)')]
      .filter((element) => element.closest('pre, .react-flow') === null && isOutside(element)),
  ].map(describe)
})()`
