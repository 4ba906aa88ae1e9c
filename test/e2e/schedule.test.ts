import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Home } from '../support/program.ts'
import { aHome, startServer, type } from '../support/program.ts'
import type { ServerApi } from '../support/server-api.ts'
import { apiOf } from '../support/server-api.ts'

const EVERY_MINUTE = `workflow_id: heartbeat
triggers:
  - { id: minutely, type: schedule, cron: "* * * * *", timezone: Europe/London, inputs: {} }
stages:
  - id: letter
    roles: { primary: "skill:fill-in-a-letter" }
    inputs: { template: "Subject: Hello", values: {} }
`
const MINUTE_MS = 60_000
const TWO_INSTANTS_MS = 5 * MINUTE_MS

interface Firing {
  readonly instant: string
  readonly outcome: { readonly type: 'run' | 'skipped' }
}

it(
  '[E2E3] a real schedule fires with the real clock, and a kill around its instant gives one run or one recorded skip',
  async () => {
    await using home = await aHome()
    await writeWorkflow(home)
    const published = await publishAndServe(home)
    await using first = published.server

    await expect.poll(() => firings(published.api), { timeout: 2 * MINUTE_MS, interval: 250 }).toHaveLength(1)
    const [fired] = await firings(published.api)
    expect(fired?.outcome.type).toBe('run')
    expect(Date.parse(fired?.instant ?? '') % MINUTE_MS).toBe(0)

    await setTimeout(nextMinute() - Date.now() - 20)
    await first.kill()
    await using _second = await startServer(home)
    const api = await apiOf(home)
    await expect.poll(() => firings(api), { timeout: MINUTE_MS, interval: 250 }).toHaveLength(2)
    const all = await firings(api)
    expect(new Set(all.map((firing) => firing.instant)).size).toBe(all.length)
    expect((await type(home, 'runs', 'list', '--json')).out.match(/"type": "schedule"/g)).toHaveLength(
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
