import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { expect, it } from 'vitest'
import { getChromium } from '../../tools/chromium.ts'
import { enter, settled } from '../support/browser.ts'
import { libraryCard, openCanvas, publish } from '../support/builder-page.ts'
import type { Home, Server } from '../support/program.ts'
import { aHome, startServer } from '../support/program.ts'
import type { Random } from '../support/seeded.ts'
import { randomFrom } from '../support/seeded.ts'
import { apiOf, newStartLink } from '../support/server-api.ts'

const SEED = 1
const KILLS = 6
/** Editing goes on for at most so long before the kill. */
const EDITING_MS_MAX = 2_500
/** What may be missing, beside what a request takes on a machine that does other work. */
const MISSING_MS_MAX = 1_000

/** Names that a stage was given, and when, in milliseconds. */
type Edits = { readonly name: string; readonly at: number }[]

async function aKillableBrowser() {
  const server = await chromium.launchServer({ executablePath: getChromium(), args: ['--no-sandbox'] })
  const browser = await chromium.connect(server.wsEndpoint())
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  return { page: await context.newPage(), kill: () => server.kill() }
}

/** Gives the chosen stage one name after the other until the page or `hasEnded` says no. */
async function renameOn(page: Page, round: number, hasEnded: () => boolean): Promise<Edits> {
  const edits: Edits = []
  try {
    while (!hasEnded()) {
      const name = `Round ${round} step ${edits.length}.`
      await page.getByLabel('Name', { exact: true }).fill(name)
      await page.getByLabel('Name', { exact: true }).press('Enter')
      edits.push({ name, at: Date.now() })
    }
  } catch (error) {
    if (!hasEnded()) throw error
  }
  return edits
}

/** Edits until a kill comes at a moment that nobody chose, and tells what was made until then. */
async function editUntilKill(page: Page, at: { readonly round: number; readonly random: Random }, kill: () => unknown) {
  let killedAt = Number.POSITIVE_INFINITY
  const editing = renameOn(page, at.round, () => killedAt <= Date.now())
  await pause(EDITING_MS_MAX * at.random())
  killedAt = Date.now()
  await kill()
  const edits = await editing
  return { edits: edits.filter((edit) => edit.at < killedAt), killedAt }
}

async function draftText(home: Home): Promise<string> {
  return (await (await apiOf(home)).get<{ readonly text: string }>('/drafts/refunds')).text
}

/** How old the oldest edit is that is not in the text, in milliseconds; 0: none is missing. */
function missingMs(text: string, { edits, killedAt }: Awaited<ReturnType<typeof editUntilKill>>): number {
  const kept = edits.findLastIndex(({ name }) => text.includes(name))
  const first = edits[kept + 1]
  return first === undefined ? 0 : killedAt - first.at
}

/** Of the requests that save, in milliseconds. */
function watchSaves(page: Page): () => number {
  const took: number[] = [0]
  page.on('requestfinished', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/drafts/refunds'))
      took.push(request.timing().responseEnd)
  })
  return () => Math.max(...took)
}

async function openStage(page: Page, link: string): Promise<void> {
  await enter(page, link)
  await page.goto(new URL('/workcharts/refunds/edit', page.url()).href)
  await settled(page, 'Refunds')
  await page.locator('.canvas-stage').click()
  await page.getByLabel('Name', { exact: true }).waitFor()
}

it('[E2E73] a kill of the browser or the server at any moment of editing takes at most the last second, and nothing that is published', async () => {
  const random = randomFrom(SEED)
  await using home = await aHome()
  let server: Server = await startServer(home)
  const first = await aKillableBrowser()
  await enter(first.page, server.link)
  await openCanvas(first.page, 'Refunds')
  await libraryCard(first.page, 'Ask a person').click()
  await publish(first.page, 'refunds')
  await first.kill()
  const file = join(home.folder, 'collections/default/workflows/refunds/WORKFLOW.yaml')
  const published = await readFile(file, 'utf8')
  const missing: number[] = []
  for (let round = 0; round < KILLS; round += 1) {
    const { page, kill } = await aKillableBrowser()
    const slowest = watchSaves(page)
    await openStage(page, await newStartLink(await apiOf(home)))
    const isServer = round % 2 === 0
    const done = await editUntilKill(page, { round, random }, isServer ? server.kill : kill)
    if (isServer) server = await startServer(home, server.port)
    missing.push(missingMs(await draftText(home), done))
    expect(missing.at(-1)).toBeLessThanOrEqual(MISSING_MS_MAX + slowest())
    expect(await readFile(file, 'utf8')).toBe(published)
    if (!isServer) continue
    // The page that stayed open still has all of it, with what is added now, and sends it when its browser is signed in again.
    await page.getByLabel('Name', { exact: true }).fill(`Round ${round}, after the kill.`)
    await page.getByLabel('Name', { exact: true }).press('Enter')
    await page.getByRole('status').getByText('Not saved: you are signed out.').waitFor()
    await enter(await page.context().newPage(), await newStartLink(await apiOf(home)))
    const shown = await page.getByLabel('Name', { exact: true }).inputValue()
    await expect.poll(() => draftText(home)).toContain(shown)
    await kill()
  }
  process.stdout.write(`\n  missing after ${KILLS} kills, in ms: ${missing.join(', ')}\n`)
  await server.kill()
})
