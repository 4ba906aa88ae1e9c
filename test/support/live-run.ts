import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import type { RunDetail, RunEvent } from '../../src/api/contract/run-detail.ts'
import { settled } from './browser.ts'
import type { Sightings } from './live-run-page.ts'
import type { Home } from './program.ts'
import { aHome } from './program.ts'
import type { ServerApi } from './server-api.ts'

/** Nothing happens before somebody has looked. */
const GO = '{ id: go, name: Go, roles: { primary: "human:anyone" } }'

const LONG = Array.from({ length: 9 }, (_, index) => `  - ${thinking(`s${index}`, `Thought ${index}`)}`)

const FILES = {
  'skills/think/SKILL.md': '---\nname: think\ndescription: Thinks for a while.\n---\nThink.\n',
  'skills/think/contract.yaml': 'confidence: reported\neffect: pure\nrun: { command: { argv: ["./think.sh"] } }\n',
  'skills/think/think.sh': '#!/bin/sh\nsleep 2\necho \'{"outputs":{},"confidence":0.93}\'\n',
  'skills/dies/SKILL.md': '---\nname: dies\ndescription: Is killed while it acts.\n---\nDie.\n',
  'skills/dies/contract.yaml': 'confidence: none\neffect: once-or-ask\nrun: { command: { argv: ["./dies.sh"] } }\n',
  'skills/dies/dies.sh': '#!/bin/sh\nsleep 2\nkill -9 $$\n',
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

/** The row of the stage of `live` that was killed, once somebody is asked about it. */
export const ACTED = /Act once Awaiting Approval/

/** Its WorkCharts `live` and `long` think for a while once the task of their first stage, `go`, is answered. */
export async function aHomeOfThoughts(): Promise<Home> {
  const home = await aHome()
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(home.folder, 'collections/default', path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text, { mode: 0o755 })
  }
  return home
}

/** The page of a run with its stages as a list. `link` signs it in. */
export async function runPage(page: Page, link: string, run: string): Promise<Page> {
  await page.goto(link)
  await settled(page, 'Home')
  await page.goto(new URL(`/runs/${run}`, page.url()).href)
  await page.getByRole('button', { name: 'Show as a list' }).click()
  return page
}

/** How long after its commit each of these facts was on the page. What was there before it was watched does not count. */
export async function delaysOf(api: ServerApi, run: string, seen: Sightings): Promise<readonly number[]> {
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
