import type { Page } from 'playwright-core'
import { faultsOn } from './axe.ts'

const VIEWS = [
  { width: 1280, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
] as const

/** What axe finds and what is wider than the window: wide and light, then narrow and dark. `scrolls`: the part of the page that scrolls. */
export async function flawsOn(page: Page, scrolls: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const { width, colorScheme } of VIEWS) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    found.push(...(await faultsOn(page)))
    const tooWide = await page.evaluate<number>(sideways(scrolls))
    if (tooWide > 0) found.push(`${tooWide} px cut off at ${width}`)
  }
  return found
}

/** How far the page, or what scrolls in it, can be moved sideways. In px. */
function sideways(scrolls: string): string {
  return `Math.max(...[document.documentElement, document.querySelector(${JSON.stringify(scrolls)})]
    .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))`
}
