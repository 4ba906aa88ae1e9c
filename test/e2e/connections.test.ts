import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it, onTestFinished, vi } from 'vitest'
import { faultsOn } from '../support/axe.ts'
import { aBrowser } from '../support/browser.ts'
import { folderWith } from '../support/folders.ts'
import { aModelServer, listing } from '../support/model-list-server.ts'
import { aHome, startServer } from '../support/program.ts'

const KEY = 'sk-canary-of-the-browser'

it('[E2E80] a connection is added, tested and removed, and its key is shown nowhere', async () => {
  vi.stubEnv('WORKCHARTS_KEY_FILE', join(folderWith({}), 'apart', 'key'))
  onTestFinished(() => void vi.unstubAllEnvs())
  const { baseUrl, asked } = await aModelServer(listing('llama3.2'))
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  const answers: string[] = []
  page.on(
    'response',
    (response) =>
      void response.text().then(
        (text) => answers.push(text),
        () => undefined,
      ),
  )
  await page.goto(server.link)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText('No AI is connected').waitFor()
  expect(await flaws(page)).toEqual([])
  await page.getByLabel('What to connect').selectOption('openai-compatible')
  await page.getByRole('region', { name: 'Add a connection' }).getByLabel('Name').fill('local')
  await page.getByLabel('Address').fill(baseUrl)
  await page.getByLabel('Model').fill('llama3.2')
  await page.getByLabel('Key', { exact: true }).fill(KEY)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: 'Test local' }).click()
  await page.getByText('It answers, and it has the model llama3.2.').waitFor()
  expect(asked.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`])
  expect(await flaws(page)).toEqual([])
  expect([await page.content(), ...answers].filter((text) => text.includes(KEY))).toEqual([])
  await page.getByRole('button', { name: 'Remove local' }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByText('No AI is connected').waitFor()
})

/** What axe finds and what is wider than the window, wide and narrow, light and dark. */
async function flaws(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      found.push(...(await faultsOn(page)))
    }
    const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    if (tooWide > 0) found.push(`${tooWide} px cut off at ${width}`)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  return found
}
