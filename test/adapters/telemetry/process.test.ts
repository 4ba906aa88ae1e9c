import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { anOtlpReceiver } from '../../support/otlp-receiver.ts'
import type { Home } from '../../support/program.ts'
import { aHomeWith, startServer } from '../../support/program.ts'
import { apiOf, startRuns } from '../../support/server-api.ts'

const STARTS_MS = 60_000
const COLLECTION = join(import.meta.dirname, '../../faults/server-kills/collection')
/** Writes the address of each module that is loaded to standard error. */
const TELL_MODULES = `import { registerHooks } from 'node:module'
import { writeSync } from 'node:fs'
registerHooks({ load: (url, context, next) => (writeSync(2, url + '\\n'), next(url, context)) })`

/** Starts a run in a real server, waits until it asks a person, and cancels it. Returns what the server wrote. */
async function aRunIn(home: Home, environment: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
  const server = await startServer(home)
  {
    await using _ = server
    const api = await apiOf(home)
    const [run = ''] = await startRuns(api, 'order', [{ order: 'order 1' }])
    const stateOf = async () =>
      (await api.get<{ readonly tasks: readonly unknown[] }>(`/tasks?run=${run}`)).tasks.length
    await expect.poll(stateOf, { timeout: STARTS_MS }).toBe(1)
    expect((await api.send(`/runs/${run}/cancel`, {})).status).toBe(200)
  }
  return server.heard()
}

it(
  '[OT8] a program without a collector loads nothing of telemetry',
  async () => {
    await using home = await aHomeWith(COLLECTION)
    const heard = await aRunIn(home, {
      NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(TELL_MODULES)}"`,
    })
    expect(heard).toContain('/src/open-telemetry.ts')
    expect(heard).not.toContain('/src/adapters/telemetry/')
  },
  STARTS_MS,
)

it(
  '[OT7] a program with one tells it, and works as well where it hangs',
  async () => {
    await using receiver = await anOtlpReceiver()
    await using home = await aHomeWith(COLLECTION)
    await aRunIn(home, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url })
    expect(receiver.spans.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['invoke_workflow order', 'stage look']),
    )
    receiver.answer = 'hang'
    expect(await aRunIn(home, {})).not.toContain('Error')
  },
  STARTS_MS,
)
