/** HTTP and LLM performers do not exist yet: their deadlines are to be proved here with them. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createCommand } from '../../src/adapters/performers/command.ts'
import type { Run } from '../../src/core/run/run.ts'
import { runStatus } from '../../src/core/run/run.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import { aClock, answered, aWorld, finished, runThat, startOf } from '../support/engine.ts'
import { aFolder, aSkill, memoryBlobs, NOT_CONTAINED } from '../support/performers.ts'
import { after, aPlan, aStage, at, PERSON } from '../support/runs.ts'

const LIMIT_MS = 300
const ONCE = { ...aStage('x').retry, maximumAttempts: 1 }
/** A polite end is asked for, then 2 s are left for it (`run-program.ts`); the rest is room for a busy machine. */
const ENDED_MS = 20_000

it('REL-25 a command that ignores the wish to end is over at its time limit, and no process of it is left', {
  timeout: ENDED_MS,
}, async () => {
  const [blobs, folder] = [memoryBlobs(), await aFolder()]
  const said = join(folder, 'pid')
  const program = `#!/bin/sh\ntrap '' TERM\necho $$ > "${said}"\nwhile true; do sleep 0.1; done\n`
  const stubborn = await aSkill(blobs, { type: 'command', argv: ['./run.sh'], env: [] }, { 'run.sh': program })
  const command = createCommand({
    blobs,
    scratch: await aFolder(),
    environment: { PATH: process.env['PATH'] },
    containment: NOT_CONTAINED,
  })
  const world = aWorld({ script: (assignment, signal) => command.perform(assignment, signal) })
  const { id } = await startOf(world, aPlan([aStage('a', { primary: stubborn, timeoutMs: 2_000, retry: ONCE })]))
  const run = await runThat(world, id, (now) => runStatus(now) === 'waiting')
  expect(stageAt(run.stages, 0).tasks).toMatchObject([
    { reason: 'stall', because: 'There was no answer within 2s, the time limit of this stage.' },
  ])
  await world.engine.drain()
  expect(existsSync(`/proc/${readFileSync(said, 'utf8').trim()}`)).toBe(false)
  expect(await world.store.history(id, { after: 0, also: [] })).toMatchObject(
    ['run-started', 'stage-ready', 'attempt-begun', 'attempt-failed', 'task-opened', 'attempt-late'].map((type) => ({
      event: { type },
    })),
  )
  await world.engine.close()
})

it('REL-25 a performer that never settles holds up neither its run nor the others', async () => {
  const world = aWorld({ script: ({ stage }) => (stage === 'hangs' ? new Promise(() => undefined) : answered()) })
  const hanging = aStage('hangs', { timeoutMs: LIMIT_MS, retry: ONCE, onError: 'continue' })
  const next = aStage('next', {
    dependsOn: after('hangs'),
    when: 'stages.hangs.outcome == "failed"',
    readsOutcomeOf: after('hangs'),
  })
  const { id } = await startOf(world, aPlan([hanging, next]))
  const other = await startOf(world, aPlan([aStage('a')]))
  expect(runStatus(await finished(world, other.id))).toBe('succeeded')
  const run = await finished(world, id)
  expect(runStatus(run)).toBe('succeeded')
  expect(settlementIn(run)).toMatchObject({ outcome: 'failed', code: 'timeout' })
})

it('REL-25 a performer that hangs each time is given up after its last attempt', async () => {
  const clock = aClock(at(0))
  const begun = [1, 2, 3].map(() => Promise.withResolvers<void>())
  const world = aWorld({
    clock,
    script: ({ attempt }) => {
      begun[attempt - 1]?.resolve()
      return new Promise(() => undefined)
    },
  })
  const retry = { ...ONCE, maximumAttempts: begun.length, initialIntervalMs: 2 }
  const { id } = await startOf(world, aPlan([aStage('hangs', { timeoutMs: 60_000, retry })]))
  for (const [index, { promise }] of begun.entries()) {
    await promise
    clock.set(at(2 * index + 1))
    await world.engine.recover()
    await runThat(world, id, (now) => stageAt(now.stages, 0).state.status !== 'running')
    clock.set(at(2 * index + 2))
    await world.engine.recover()
  }
  const run = await runThat(world, id, (now) => runStatus(now) === 'waiting')
  expect(stageAt(run.stages, 0).tasks).toMatchObject([{ reason: 'stall' }])
  expect(world.assignments.map(({ attempt }) => attempt)).toEqual([1, 2, 3])
})

it('REL-25 a stage of a person with a time limit fails when it is reached, also over a restart', async () => {
  const clock = aClock(at(0))
  const first = aWorld({ clock })
  const stage = aStage('ask', { primary: PERSON, timeoutMs: 60_000, onError: 'fail' })
  const { id } = await startOf(first, aPlan([stage]))
  await first.engine.close()
  clock.set(at(1))
  const second = aWorld({ clock, store: first.store, prefix: 'two' })
  await second.engine.recover()
  const run = await finished(second, id)
  expect(settlementIn(run)).toMatchObject({ outcome: 'failed', code: 'timeout' })
  expect(await second.store.listTasks({ run: id, offset: 0, limit: 9 })).toMatchObject([{ status: 'withdrawn' }])
  await second.engine.close()
})

function settlementIn({ stages }: Run): unknown {
  const { state } = stageAt(stages, 0)
  return state.status === 'settled' ? state.settlement : state
}
