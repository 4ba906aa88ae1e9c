import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Home } from '../support/program.ts'
import { aHome, startServer, type } from '../support/program.ts'
import type { ServerApi } from '../support/server-api.ts'
import { apiOf } from '../support/server-api.ts'

/** Its runs wait for a person, which must not keep the next one from beginning. */
const EVERY_MINUTE = `workflow_id: heartbeat
triggers:
  - { id: minutely, type: schedule, cron: "* * * * *", timezone: Europe/London, overlap: allow, inputs: {} }
stages:
  - id: letter
    roles: { primary: "skill:fill-in-a-letter" }
    inputs: { template: "Subject: Hello", values: {} }
`
const MINUTE_MS = 60_000
const TWO_INSTANTS_MS = 5 * MINUTE_MS
const POLL = { timeout: MINUTE_MS, interval: 250 }

interface Firing {
  readonly instant: string
  readonly outcome: { readonly type: 'run' | 'skipped' }
}

it(
  '[E2E3] a real schedule fires with the real clock, and a kill around its instant gives one run or one recorded skip',
  async () => {
    await using calmHome = await aHome()
    await using killedHome = await aHome()
    const [calm, killed] = await Promise.all([publishAndServe(calmHome), publishAndServe(killedHome)])
    await using _calm = calm.server
    await using first = killed.server

    const instant = nextMinute()
    await setTimeout(instant - Date.now() - 20)
    await first.kill()
    await using _second = await startServer(killedHome)
    const api = await apiOf(killedHome)
    const fired = async () => (await firings(calm.api)).filter((firing) => Date.parse(firing.instant) === instant)
    await expect.poll(fired, POLL).toMatchObject([{ outcome: { type: 'run' } }])
    await expect
      .poll(async () => (await firings(api)).map((firing) => Date.parse(firing.instant)), POLL)
      .toContain(instant)
    const all = await firings(api)
    expect(new Set(all.map((firing) => firing.instant)).size).toBe(all.length)
    expect((await type(killedHome, 'runs', 'list', '--json')).out.match(/"type": "schedule"/g) ?? []).toHaveLength(
      all.filter((firing) => firing.outcome.type === 'run').length,
    )
  },
  TWO_INSTANTS_MS,
)

async function writeWorkflow({ folder }: Home): Promise<void> {
  const collection = join(folder, 'collections/default/workflows')
  await mkdir(collection, { recursive: true })
  await writeFile(join(collection, 'heartbeat.yaml'), EVERY_MINUTE)
}

async function publishAndServe(home: Home) {
  await writeWorkflow(home)
  const server = await startServer(home)
  expect(await type(home, 'workflow', 'publish', 'heartbeat')).toMatchObject({ code: 0 })
  return { server, api: await apiOf(home) }
}

function nextMinute(): number {
  return Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS
}

async function firings(api: ServerApi): Promise<readonly Firing[]> {
  return (await api.get<{ readonly firings: readonly Firing[] }>('/triggers')).firings
}
