import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openBlobs } from '../../src/adapters/files/open-blobs.ts'
import { openLibrary } from '../../src/adapters/files/open-library.ts'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { systemIds } from '../../src/adapters/system/ids.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import type { TriggersParts } from '../../src/engine/create-triggers.ts'
import { createTriggers } from '../../src/engine/create-triggers.ts'
import { createWorkflows } from '../../src/engine/create-workflows.ts'
import type { Workflows } from '../../src/engine/workflows.ts'
import { OWNER_PERSON } from '../../test/support/engine.ts'
import type { LoopDelay } from '../load/loop-delay.ts'
import { loopDelayFrom, watchLoop } from '../load/loop-delay.ts'
import { ANSWER, openEngine } from '../load/open-engine.ts'

const WORKCHARTS = 100
/** From the start until the instant: everything is published by then. */
const AHEAD_MS = 20_000
const MINUTE_MS = 60_000
const SLOTS = 32

export interface HerdOptions {
  readonly data: string
  readonly schedules: number
}

export interface Herd {
  readonly schedules: number
  /** In milliseconds after the instant. */
  readonly lateP99: number
  readonly lateMax: number
  readonly loop: LoopDelay
}

/** Lets so many schedules fire at the same instant, in the program's own engine, store and library. */
export async function fireHerd({ data, schedules }: HerdOptions): Promise<Herd> {
  const home = join(data, 'home')
  const instant = timestamp(Math.ceil((Date.now() + AHEAD_MS) / MINUTE_MS) * MINUTE_MS)
  writeFiles(home, { each: schedules / WORKCHARTS, instant })
  const { engine, store } = openEngine({ data, slots: SLOTS, perform: async () => ANSWER })
  const blobs = openBlobs(join(data, 'blobs'))
  const common = { engine, reader: store, clock: systemClock, ids: systemIds }
  const workflows = createWorkflows({ ...common, blobs, library: openLibrary({ home, shipped: [], blobs }) })
  await publishAll(workflows)
  const loop = watchLoop()
  await engine.recover(createTriggers({ ...common, planFor: workflows.planFor }).keeper)
  const late = await lateness(common, { instant, schedules })
  loop.disable()
  await engine.close()
  store.close()
  return { schedules, lateP99: at(late, 0.99), lateMax: at(late, 1), loop: loopDelayFrom(loop) }
}

interface Herded {
  /** Schedules of each WorkChart. */
  readonly each: number
  readonly instant: Timestamp
}

function writeFiles(home: string, herded: Herded): void {
  const workflows = join(home, 'collections/default/workflows')
  const skill = join(home, 'collections/default/skills/sort')
  for (const folder of [workflows, skill]) mkdirSync(folder, { recursive: true })
  writeFileSync(join(skill, 'SKILL.md'), '---\nname: sort\ndescription: Sorts\n---\nSorts.\n')
  writeFileSync(join(skill, 'contract.yaml'), CONTRACT)
  for (let number = 0; number < WORKCHARTS; number += 1)
    writeFileSync(join(workflows, `w${number}.yaml`), documentOf(number, herded))
}

const CONTRACT = `input: { type: object, properties: { text: { type: string } }, required: [text] }
output: { type: object }
confidence: none
effect: pure
cost: { basis: none }
run: { builtin: extract-details, settings: { details: { order: order-number } } }
`

function documentOf(number: number, { each, instant }: Herded): string {
  const time = new Date(instant)
  const cron = `${time.getUTCMinutes()} ${time.getUTCHours()} * * *`
  const triggers = Array.from(
    { length: each },
    (_, index) => `  - { id: t${index}, type: schedule, cron: "${cron}", timezone: UTC }`,
  )
  const stage = '  - { id: sort, roles: { primary: "skill:sort" }, inputs: { text: "Order 48213" } }'
  return [`workflow_id: w${number}`, 'triggers:', ...triggers, 'stages:', stage, ''].join('\n')
}

async function publishAll(workflows: Workflows): Promise<void> {
  for (let number = 0; number < WORKCHARTS; number += 1) {
    const published = await workflows.publish(`w${number}`, OWNER_PERSON)
    if (!published.ok) throw new Error(published.error.code)
  }
}

type Common = Pick<TriggersParts, 'reader'>

/** Waits until all have fired. Milliseconds after the instant, in order. */
async function lateness(
  { reader }: Common,
  { instant, schedules }: { readonly instant: Timestamp; readonly schedules: number },
): Promise<readonly number[]> {
  for (;;) {
    await setTimeout(500)
    const firings = await reader.listFirings(null, schedules)
    if (firings.length < schedules) continue
    for (const { outcome } of firings) if (outcome.type !== 'run') throw new Error(JSON.stringify(outcome))
    return firings.map(({ decidedAt }) => decidedAt - instant).toSorted((left, right) => left - right)
  }
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
