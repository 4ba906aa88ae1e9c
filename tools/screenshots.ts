/**
 * Takes the pictures of docs/images from the real program: a fresh home folder, the demo run to where only people are
 * waited for, a browser of 1440 × 900.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { aBrowser } from '../test/support/browser.ts'
import { aHome, startServer } from '../test/support/program.ts'
import type { RunRow, ServerApi } from '../test/support/server-api.ts'
import { allRuns, apiOf } from '../test/support/server-api.ts'
import { smallPng } from './small-png.ts'

const IMAGES = join(import.meta.dirname, '../docs/images')
/** A message that two categories fit, and one that the program answers by itself. */
const UNSURE = 'Message 10'
const SURE = 'Message 3'
const LOOK_EVERY_MS = 250
/** Larger pictures make a clone slow; text on plain colours stays well below. */
const PICTURE_BYTES_MAX = 150_000

mkdirSync(IMAGES, { recursive: true })
await using home = await aHome()
await using server = await startServer(home)
await using browser = await aBrowser()
const page = await browser.open()
await page.goto(server.link)
await page.getByRole('button', { name: 'Run the demo' }).click()
const runs = await untilOnlyPeopleAreWaitedFor(await apiOf(home))

await take({ name: 'home', path: '/', ready: 'role=heading[name="Numbers"]' })
await take({ name: 'run', path: `/runs/${idOf(SURE)}`, ready: '.react-flow__node' })
await take({ name: 'task', path: `/inbox/${idOf(UNSURE)}.sort.1`, ready: 'role=heading[name="Answer"]' })
await page.emulateMedia({ colorScheme: 'dark' })
await take({ name: 'run-dark', path: `/runs/${idOf(UNSURE)}`, ready: '.react-flow__node' })

async function untilOnlyPeopleAreWaitedFor(api: ServerApi): Promise<readonly RunRow[]> {
  for (;;) {
    const rows = await allRuns(api)
    if (rows.length > 0 && rows.every(({ status }) => status !== 'running')) return rows
    await setTimeout(LOOK_EVERY_MS)
  }
}

function idOf(title: string): string {
  const found = runs.find((run) => run.title === title)
  if (found === undefined) throw new Error(`The demo has no run "${title}"`)
  return found.id
}

interface Picture {
  readonly name: string
  readonly path: string
  /** What is on the screen once all of it is. */
  readonly ready: string
}

async function take({ name, path, ready }: Picture): Promise<void> {
  await page.goto(new URL(path, server.link).href)
  await page.locator(ready).first().waitFor()
  const png = smallPng(await page.screenshot({ animations: 'disabled' }))
  if (png.length > PICTURE_BYTES_MAX) throw new Error(`${name}.png has ${png.length} bytes: choose a calmer screen.`)
  writeFileSync(join(IMAGES, `${name}.png`), png)
  console.log(`docs/images/${name}.png  ${Math.ceil(png.length / 1000)} KB`)
}
