import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aBrowser, watch } from '../support/browser.ts'
import { libraryCard, openCanvas } from '../support/builder-page.ts'
import { aHome, startServer } from '../support/program.ts'

const HOSTILE = {
  html: `"><img src=x onerror="document.title='owned'"><svg/onload=document.title='owned'>{{7*7}}`,
  bidi: 'abc\u202Etxt.exe\u2066\u200B\u0007 rtl',
  long: 'long '.repeat(20_480),
} as const

/** A document that is wrong by now has no plan. */
const PLAN_REFUSED = 'status of 422 (Unprocessable Entity)'

/** Everything that takes text and is on the screen. */
const FIELDS = 'input:not([type]):visible, input[type="text"]:visible, input[type="search"]:visible, textarea:visible'

/** What is written there becomes a field of its own, and it is there again. */
const BRINGS_ANOTHER = 'Write a note'

/** Unfolds what is folded, so that every field can be reached. */
async function unfold(page: Page): Promise<void> {
  const folded = page.locator('details:not([open]) > summary:visible')
  while ((await folded.count()) > 0) await folded.first().click()
}

async function nameOf(field: Locator): Promise<string> {
  return /"(.*?)"/.exec(await field.ariaSnapshot())?.[1] ?? ''
}

/** Types into every field in turn, by a name that stays when the page is drawn anew, and leaves it. */
async function typeEverywhere(page: Page, text: string): Promise<readonly string[]> {
  await unfold(page)
  const names: string[] = []
  for (let index = 0; index < (await page.locator(FIELDS).count()); index += 1) {
    const field = page.locator(FIELDS).nth(index)
    if (!(await field.isEditable())) continue
    const name = await nameOf(field)
    if (name === BRINGS_ANOTHER && names.includes(name)) continue
    names.push(name)
    await field.fill(text)
    await field.press('Tab')
    await putBack(page)
  }
  return names
}

/** What is refused for being code asks what to do instead. */
async function putBack(page: Page): Promise<void> {
  const refused = page.getByRole('button', { name: 'Go on building' })
  if (await refused.isVisible()) await refused.click()
}

it.each(Object.entries(HOSTILE))(
  '[E2E70] %s typed into every field of the builder is text, and what is over its bound is refused',
  async (kind, text) => {
    await using home = await aHome()
    await using server = await startServer(home)
    await using browser = await aBrowser()
    const page = await browser.open()
    const { foreign, complaints } = await watch(page.context(), new URL(server.link).origin)
    await page.goto(server.link)
    await openCanvas(page, 'Hostile')
    await libraryCard(page, 'Sort a message').click()
    await page.getByRole('complementary', { name: /^Stage: / }).waitFor()
    const ofStage = await typeEverywhere(page, text)
    await page.getByLabel('Find a skill or person').fill('')
    if (kind === 'long')
      await page.getByText('This text has 102,400 characters; at most 20,000 can be here.').first().waitFor()
    if (kind === 'html') await page.locator('[data-stage]', { hasText: text }).waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    const ofWhole = await typeEverywhere(page, text)
    for (const face of ['Outline', 'Source', 'Canvas'])
      await page.getByRole('button', { name: face, exact: true }).click()
    expect(await page.title()).not.toBe('owned')
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    expect(foreign).toEqual([])
    expect(complaints.filter((complaint) => !complaint.endsWith(PLAN_REFUSED))).toEqual([])
    process.stdout.write(`  ${kind}: ${[...new Set([...ofStage, ...ofWhole])].join(', ')}\n`)
  },
)
