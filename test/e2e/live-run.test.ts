import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { quantile } from '../../bench/statistics.ts'
import type { RunDetail, RunEvent } from '../../src/api/contract/run-detail.ts'
import { aBrowser, settled } from '../support/browser.ts'
import { aCuttingProxy } from '../support/cutting-proxy.ts'
import type { Sightings } from '../support/live-run-page.ts'
import { sightingsOn, stagesOn, watchStages } from '../support/live-run-page.ts'
import type { Home } from '../support/program.ts'
import { aHome, startServer } from '../support/program.ts'
import { randomFrom } from '../support/seeded.ts'
import type { ServerApi } from '../support/server-api.ts'
import { answerTask, apiOf, newStartLink, startRuns } from '../support/server-api.ts'

const SEEN_WITHIN_MS = 1_000
const CUTS = 20
const CUT_AFTER_MAX_MS = 250
const SEED = 144
/** The runs take some 15 s, the cuts some 25; the rest is room for a busy machine. */
const ENDED_MS = 90_000

/** Nothing happens before somebody has looked. */
const GO = '{ id: go, name: Go, roles: { primary: "human:anyone" } }'

const LONG = Array.from({ length: 9 }, (_, index) => `  - ${thinking(`s${index}`, `Thought ${index}`)}`)

const FILES = {
  'skills/think/SKILL.md': '---\nname: think\ndescription: Thinks for a while.\n---\nThink.\n',
  'skills/think/contract.yaml': 'confidence: reported\neffect: pure\nrun: { command: { argv: ["./think.sh"] } }\n',
  'skills/think/think.sh': '#!/bin/sh\nsleep 2\necho \'{"outputs":{},"confidence":0.93}\'\n',
  'skills/dies/SKILL.md': '---\nname: dies\ndescription: Is killed while it acts.\n---\nDie.\n',
  'skills/dies/contract.yaml': 'confidence: none\neffect: once-or-ask\nrun: { command: { argv: ["./dies.sh"] } }\n',
  'skills/dies/dies.sh': '#!/bin/sh\nsleep 1\nkill -9 $$\n',
  'context/tone.md': '# Tone\n\nWe write kindly.\n',
  'workflows/live.yaml': `workflow_id: live
name: Live
stages:
  - ${GO}
  - ${thinking('first', 'First thought')}
  - ${thinking('second', 'Second thought')}
  - ${thinking('third', 'Third thought')}
  - { id: act, name: Act once, roles: { primary: "skill:dies" } }
`,
  'workflows/long.yaml': `workflow_id: long\nname: Long\nstages:\n  - ${GO}\n${LONG.join('\n')}\n`,
}

function thinking(id: string, name: string): string {
  return `{ id: ${id}, name: ${name}, roles: { primary: "skill:think" }, gate: { threshold: 0.5 }, context_policy: { modules: ["ctx:tone"] } }`
}

it('[E2E144] what happens to a run is on its page within a second of its commit, and a page whose stream is cut 20 times ends as the API says', async () => {
  await using home = await aHomeOfThoughts()
  await using server = await startServer(home)
  await using proxy = await aCuttingProxy(server.port)
  await using browser = await aBrowser()
  const api = await apiOf(home)
  const [long = ''] = await startRuns(api, 'long', [{}])
  const { pathname, search, hash } = new URL(await newStartLink(api))
  const cutPage = await runPage(await browser.open(), `${proxy.origin}${pathname}${search}${hash}`, long)
  const [live = ''] = await startRuns(api, 'live', [{}])
  const livePage = await runPage(await browser.open(), await newStartLink(api), live)
  await watchStages(livePage)
  for (const run of [live, long]) await answerTask(api, `${run}.go.1`, { type: 'edit', outputs: {} })
  const cutting = cutAtRandom(proxy.cut)

  await livePage.getByRole('row', { name: /Act once Awaiting Approval/ }).waitFor({ timeout: ENDED_MS })
  await livePage.getByRole('link', { name: 'Open the task' }).waitFor()
  const delays = await delaysOf(api, live, await sightingsOn(livePage))
  await cutting
  await expect.poll(() => statusOf(api, long), { timeout: ENDED_MS }).toBe('succeeded')
  await expect.poll(() => stagesOn(cutPage), { timeout: 10_000 }).toEqual(await stagesOf(api, long))
  expect(await stagesOn(livePage)).toEqual(await stagesOf(api, live))

  const [p95, max] = [quantile(delays, 0.95), Math.max(...delays)]
  process.stdout.write(
    `  ${delays.length} facts on the screen: p95 ${p95} ms, max ${max} ms after their commit; ${CUTS} cuts\n`,
  )
  expect(max).toBeLessThanOrEqual(SEEN_WITHIN_MS)
})

async function aHomeOfThoughts(): Promise<Home> {
  const home = await aHome()
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(home.folder, 'collections/default', path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text, { mode: 0o755 })
  }
  return home
}

async function runPage(page: Page, link: string, run: string): Promise<Page> {
  await page.goto(link)
  await settled(page, 'Home')
  await page.goto(new URL(`/runs/${run}`, page.url()).href)
  await page.getByRole('button', { name: 'Show as a list' }).click()
  return page
}

async function cutAtRandom(cut: () => Promise<void>): Promise<void> {
  const random = randomFrom(SEED)
  for (let time = 0; time < CUTS; time += 1) {
    await new Promise((resolve) => setTimeout(resolve, random() * CUT_AFTER_MAX_MS))
    await cut()
  }
}

/** How long after its commit each of these facts was on the page. What was there before it was watched does not count. */
async function delaysOf(api: ServerApi, run: string, seen: Sightings): Promise<readonly number[]> {
  const { stages } = await api.get<RunDetail>(`/runs/${run}`)
  const { events } = await api.get<{ readonly events: readonly RunEvent[] }>(`/runs/${run}/events`)
  const from = Math.min(...seen.values())
  const names = new Map(stages.map(({ id, name }) => [id, name]))
  return events
    .filter(({ at }) => Date.parse(at) > from)
    .flatMap(({ at, type, stage }) =>
      shownOf(type, names.get(stage ?? '') ?? '').map((key) => {
        const time = seen.get(key)
        if (time === undefined) throw new Error(`Never seen: ${key}. Seen: ${[...seen.keys()].join(' | ')}`)
        return time - Date.parse(at)
      }),
    )
}

function shownOf(type: string, name: string): readonly string[] {
  const isThought = name.endsWith('thought')
  switch (type) {
    case 'attempt-begun':
      return isThought ? [`${name}: Running`, `${name}: think · skill:think`, `${name}: Tone`] : [`${name}: Running`]
    case 'stage-settled':
      return isThought ? [`${name}: Done`, `${name}: 93 %`] : [`${name}: Done`]
    case 'task-opened':
      return [`${name}: Awaiting Approval`, `${name}: Open the task`]
    default:
      return []
  }
}

async function statusOf(api: ServerApi, run: string): Promise<string> {
  return (await api.get<RunDetail>(`/runs/${run}`)).summary.status
}

async function stagesOf(api: ServerApi, run: string): Promise<readonly string[]> {
  const { stages } = await api.get<RunDetail>(`/runs/${run}`)
  return stages.map(({ name, status }) => `${name}: ${WORDS[status] ?? status}`)
}

const WORDS: Readonly<Record<string, string>> = { succeeded: 'Done', 'awaiting-approval': 'Awaiting Approval' }
