import type { Locator, Page } from 'playwright-core'
import { settled } from './browser.ts'

/** Opens an empty canvas under this name, from any page of a reader who is signed in. */
export async function openCanvas(page: Page, name: string): Promise<void> {
  // The link that signs in asks once more by itself; the next address would cut that off.
  await page.getByRole('link', { name: /^Inbox/ }).waitFor()
  await page.goto(new URL('/new', page.url()).href)
  await page.getByRole('textbox', { name: 'What people will call this WorkChart' }).first().fill(name)
  await page.getByRole('button', { name: 'Open the canvas' }).click()
  await page.waitForURL('**/edit')
  await settled(page, name)
}

export function libraryCard(page: Page, name: string): Locator {
  return page.locator('.library-card', { hasText: name }).first()
}

/** Makes the open draft live, and waits for the page of its WorkChart. */
export async function publish(page: Page, id: string): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make it live' }).click()
  await page.waitForURL(`**/workcharts/${id}`)
}
