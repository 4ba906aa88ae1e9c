import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { getChromium } from '../../tools/chromium.ts'

/** A real browser, closed when the test ends. */
export interface TestBrowser extends AsyncDisposable {
  readonly open: (view?: View) => Promise<Page>
}

export interface View {
  readonly width?: number
  readonly height?: number
  readonly scheme?: 'light' | 'dark'
}

export async function aBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: getChromium(),
    args: ['--no-sandbox', '--disable-background-networking'],
  })
  return {
    open: async ({ width = 1440, height = 900, scheme = 'light' } = {}) => {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme })
      return await context.newPage()
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}
