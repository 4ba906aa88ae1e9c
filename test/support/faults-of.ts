import type { Page } from 'playwright-core'
import { colourFaultsOn, faultsOn } from './axe.ts'

/**
 * What axe finds in light, and in the colours of dark, and what can not be reached without scrolling sideways. Code and
 * receipts scroll in their own box. Pages follow the system's choice while they are open: each is loaded once.
 */
export async function faultsOf(page: Page, screen: string): Promise<readonly string[]> {
  await inScheme(page, 'light')
  const light = (await faultsOn(page)).map((fault) => `${screen}, light: ${fault}`)
  await inScheme(page, 'dark')
  const dark = (await colourFaultsOn(page)).map((fault) => `${screen}, dark: ${fault}`)
  const cut = await page.evaluate<readonly string[]>(CUT_OFF)
  return [...light, ...dark, ...cut.map((part) => `${screen}: cut off: ${part}`)]
}

async function inScheme(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme })
  await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor()
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
