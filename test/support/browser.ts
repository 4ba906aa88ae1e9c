import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { getChromium } from '../../tools/chromium.ts'

/** A real browser, closed when the test ends. */
export interface TestBrowser extends AsyncDisposable {
  /** A page with cookies of its own. */
  readonly open: (view?: View) => Promise<Page>
}

export interface View {
  readonly width?: number
  readonly height?: number
  readonly scheme?: 'light' | 'dark'
}

/** `more`: what else it is started with. */
export async function aBrowser(...more: readonly string[]): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: getChromium(),
    args: ['--no-sandbox', '--disable-background-networking', ...more],
    // Without a locale it saves no file under a name with other letters than English ones.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  return {
    open: async ({ width = 1440, height = 900, scheme = 'light' } = {}) => {
      // What moves would be somewhere else by the time it is clicked on.
      const still = { reducedMotion: 'reduce' } as const
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, ...still })
      return await context.newPage()
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

/** The link lets the page in by a request of its own, which the next address would cut off. */
export async function enter(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('link', { name: /^Inbox/ }).waitFor()
}

/** Resolves when the page has this heading and nothing on it is still loading. */
export async function settled(page: Page, heading: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
}

/** What a browser tells a page when its reader comes back to its tab; one without a window does not. */
export async function comeBackTo(page: Page): Promise<void> {
  await page.evaluate(`dispatchEvent(new Event('visibilitychange'))`)
}

/** What pages do behind their reader's back. */
export interface Watch {
  /** Addresses outside their own origin that they asked for. */
  readonly foreign: readonly string[]
  /** Errors on the console, uncaught ones, and violations of the content security policy. */
  readonly complaints: readonly string[]
}

/** Watches every page of a context from now on. */
export async function watch(context: BrowserContext, origin: string): Promise<Watch> {
  const foreign: string[] = []
  const complaints: string[] = []
  await context.addInitScript(REPORT_VIOLATIONS)
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) foreign.push(request.url())
  })
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(String(error.error())))
  return { foreign, complaints }
}

const REPORT_VIOLATIONS = `addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  console.error('securitypolicyviolation', effectiveDirective, blockedURI))`
