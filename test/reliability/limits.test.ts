import { setInterval } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createCommand } from '../../src/adapters/performers/command.ts'
import { health } from '../../src/api/contract/system.ts'
import { createPulse } from '../../src/api/engine-pulse.ts'
import { isFinished, runStatus } from '../../src/core/run/run.ts'
import { answered, aWorld, finished, SYSTEM_CLOCK, startOf } from '../support/engine.ts'
import { anApi } from '../support/http-world.ts'
import { aFolder, aSkill, memoryBlobs, NOT_CONTAINED } from '../support/performers.ts'
import { aPlan, aStage } from '../support/runs.ts'

const FLOOD_BYTES = 1024 ** 3
/** Writing a gigabyte through a pipe on a busy machine. */
const FLOOD_MS = 120_000
/** Far below what was written, far above what the pipe and the end that is kept take. */
const GROWTH_BYTES_MAX = 200 * 1024 ** 2
/** While the flood lasts, the engine is asked to do other things this often. */
const LOOK_EVERY_MS = 50
/** More than a pipe holds: the program would have to read it for the write to end. */
const UNREAD = 'x'.repeat(200_000)

it('REL-24 a command that reads nothing and floods its errors with 1 GB holds up nothing and fills no memory', {
  timeout: FLOOD_MS,
}, async () => {
  const blobs = memoryBlobs()
  const program = `#!/bin/sh\nhead -c ${FLOOD_BYTES} /dev/zero >&2\necho '{"outputs":{}}'\n`
  const flooding = await aSkill(blobs, { type: 'command', argv: ['./run.sh'], env: [] }, { 'run.sh': program })
  const command = createCommand({
    blobs,
    scratch: await aFolder(),
    environment: { PATH: process.env['PATH'] },
    containment: NOT_CONTAINED,
  })
  const world = aWorld({
    script: (assignment, signal) =>
      assignment.performer.run.type === 'command' ? command.perform(assignment, signal) : answered(),
  })
  const feelPulse = createPulse({ engine: world.engine, clock: SYSTEM_CLOCK })
  const before = process.memoryUsage.rss()
  const { id } = await startOf(world, aPlan([aStage('a', { primary: flooding, inputs: { text: UNREAD } })]))
  let [rounds, most] = [0, 0]
  for await (const _ of setInterval(LOOK_EVERY_MS)) {
    expect(await feelPulse()).toMatchObject({ type: 'beating' })
    expect(runStatus(await finished(world, (await startOf(world, aPlan([aStage('beside')]))).id))).toBe('succeeded')
    most = Math.max(most, process.memoryUsage.rss() - before)
    const flood = await world.engine.findRun(id)
    if (flood !== undefined && isFinished(flood)) break
    rounds += 1
  }
  expect(runStatus(await finished(world, id))).toBe('succeeded')
  expect(rounds).toBeGreaterThan(5)
  expect(most).toBeLessThan(GROWTH_BYTES_MAX)
})

it('REL-24 health is told by the loop: it beats, and says so', async () => {
  const api = anApi()
  expect(await api.get('/api/v1/health', health)).toMatchObject({ overdueMs: 0 })
})

it('REL-35 a WorkChart that calls itself is refused before it runs', async () => {
  const text = 'workflow_id: loop\nname: Loop\nstages:\n  - id: again\n    roles: { primary: "workflow:loop" }\n'
  const api = anApi({ files: { 'collections/default/workflows/loop.yaml': text } })
  const refused = await api.refused('/api/v1/workflows/loop/runs', { inputs: {} })
  expect(refused).toMatchObject({ status: 422, code: 'workflow-invalid' })
  expect(refused.errors.map(({ detail }) => detail).join()).toContain('This workflow, `loop`, would start itself.')
  expect(await api.store.listRuns({ limit: 1 })).toEqual([])
})
