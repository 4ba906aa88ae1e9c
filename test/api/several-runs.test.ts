import { describe, expect, it } from 'vitest'
import { changedRuns, runState, startedRuns } from '../../src/api/contract/runs.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { RUNS_CHANGED_MAX } from '../../src/core/run/several-runs.ts'
import { StoreError } from '../../src/engine/store.ts'
import type { Script } from '../support/engine.ts'
import { finished } from '../support/engine.ts'
import type { ApiOptions, ApiWorld } from '../support/http-world.ts'
import { anApi, sorted } from '../support/http-world.ts'
import { anError } from '../support/runs.ts'

const CANCEL = '/api/v1/runs/cancel'
const RETRY = '/api/v1/runs/retry'
const KEY = '01936b5e-7c00-7abc-8def-0123456789ab'
const NONE = '01936b5e-7c00-7abc-8def-00000000ffff'

/** What fails ends its run. */
const BRITTLE = `workflow_id: brittle
defaults: { on_error: fail, retry: { maximum_attempts: 1 } }
inputs: { message: { type: string } }
stages:
  - { id: sort, name: Sort it, roles: { primary: "skill:sort" }, inputs: { text: "\${{ inputs.message }}" } }
  - { id: send, name: Send it, roles: { primary: "skill:sort" }, inputs: { text: "\${{ inputs.message }}" } }
`
const FILES = { 'collections/default/workflows/brittle.yaml': BRITTLE }

/** What is called so fails at the second stage. */
const script: Script = ({ stage, inputs }) =>
  inputs['text'] === 'fails' && stage === 'send' ? { type: 'failed', error: anError() } : sorted(0.9)

async function ended(world: ApiWorld, message: string): Promise<RunId> {
  const body = { inputs: { message } }
  const { runs } = await world.post('/api/v1/workflows/brittle/runs', { body, schema: startedRuns })
  return (await finished(world, runs[0]?.id as RunId)).id
}

function aBrittleApi(options: ApiOptions = {}): ApiWorld {
  return anApi({ files: FILES, script, ...options })
}

describe('several runs', () => {
  it('[AP335] are canceled each by itself, and looked up afterwards', async () => {
    const world = aBrittleApi({ script: () => sorted(0.5) })
    const [first, second] = [await world.waitingRun('one'), await world.waitingRun('two')]
    const done = await ended(world, 'fine')
    const runs = [first.id, done, NONE, second.id]
    const answer = await world.post(CANCEL, { body: { runs, note: 'All wrong.' }, schema: changedRuns })
    const canceled = { result: { type: 'done' }, status: 'canceled', next: null }
    expect(answer.runs).toEqual([
      { id: first.id, ...canceled },
      {
        id: done,
        result: {
          type: 'refused',
          code: 'run-finished',
          detail: 'This run has ended. Retry it from a stage to go on in a new run.',
        },
        status: 'succeeded',
        next: null,
      },
      { id: NONE, result: expect.objectContaining({ code: 'run-unknown' }), status: null, next: null },
      { id: second.id, ...canceled },
    ])
    const history = await world.store.history(second.id, { after: 0, also: [] })
    expect(history.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'run-canceled', note: 'All wrong.' }),
    )
    const again = await world.post(CANCEL, { body: { runs: [first.id] }, schema: changedRuns })
    expect(again.runs).toEqual([{ id: first.id, ...canceled }])
  })

  it('[AP335] tell what the store has, whatever was said to be done', async () => {
    const world = aBrittleApi({ script: () => sorted(0.5), store: { findRun: async () => undefined } })
    const { id } = await world.waitingRun()
    const { runs } = await world.post(CANCEL, { body: { runs: [id] }, schema: changedRuns })
    expect(runs).toEqual([{ id, result: { type: 'done' }, status: null, next: null }])
  })

  it('[AP336] are taken up where they failed, each in a new run', async () => {
    const world = aBrittleApi()
    const [failed, fine] = [await ended(world, 'fails'), await ended(world, 'fine')]
    const order = { body: { runs: [failed, fine] }, schema: changedRuns, key: KEY }
    const { runs } = await world.post(RETRY, order)
    expect(runs).toEqual([
      {
        id: failed,
        result: { type: 'done' },
        status: 'failed',
        next: { id: expect.stringMatching(/^01936b5e-7c00-7/), status: expect.any(String) },
      },
      { id: fine, result: expect.objectContaining({ code: 'run-not-failed' }), status: 'succeeded', next: null },
    ])
    const next = await world.engine.findRun(runs[0]?.next?.id as RunId)
    expect(next?.origin).toMatchObject({ run: failed, from: 'send', carried: [{ stage: 'sort' }] })
  })

  it('[AP337] are taken up once with the same key, whichever others are beside them', async () => {
    const world = aBrittleApi()
    const failed = [await ended(world, 'fails'), await ended(world, 'fails')]
    const retried = async (runs: readonly RunId[]) => {
      const answer = await world.post(RETRY, { body: { runs }, schema: changedRuns, key: KEY })
      return answer.runs.map(({ next }) => next?.id)
    }
    const first = await retried(failed)
    expect(new Set(first).size).toBe(2)
    expect(await retried(failed.toReversed())).toEqual(first.toReversed())
    expect(await retried(failed.slice(1))).toEqual(first.slice(1))
    expect(await world.store.listRuns({ limit: 9 })).toHaveLength(4)
    expect(await world.refused(RETRY, { runs: failed }, 'no-key')).toMatchObject({ code: 'idempotency-key-invalid' })
    expect((await world.post(RETRY, { body: { runs: failed }, schema: changedRuns })).runs[0]?.next?.id).not.toBe(
      first[0],
    )
  })

  it('[AP338] are so many at most, each named once', async () => {
    const world = aBrittleApi()
    const many = Array.from({ length: RUNS_CHANGED_MAX + 1 }, (_, index) => `run-${index}`)
    for (const runs of [[], many, ['a', 'a']])
      for (const path of [CANCEL, RETRY])
        expect(await world.refused(path, { runs })).toMatchObject({
          code: 'body-invalid',
          errors: [{ pointer: '/runs' }],
        })
    const { runs } = await world.post(CANCEL, { body: { runs: many.slice(1) }, schema: changedRuns })
    expect(runs).toHaveLength(RUNS_CHANGED_MAX)
  })

  it('[AP335] what one breaks at is told of it alone', async () => {
    const world = aBrittleApi({ script: () => sorted(0.5) })
    const broken = await world.waitingRun('one')
    const { command } = world.engine
    const [full, bug] = [new StoreError('full', undefined), new Error('A bug.')]
    for (const [error, code] of [
      [full, 'disk-full'],
      [bug, 'internal'],
    ] as const) {
      const engine = {
        ...world.engine,
        command: (run: RunId, order: Parameters<typeof command>[1]) =>
          run === broken.id ? Promise.reject(error) : command(run, order),
      }
      const other = anApi({ parts: { ...world.parts, engine } })
      const { id } = await world.waitingRun('two')
      const { runs } = await other.post(CANCEL, { body: { runs: [broken.id, id] }, schema: changedRuns })
      expect(runs).toMatchObject([
        { result: { code }, status: 'waiting' },
        { result: { type: 'done' }, status: 'canceled' },
      ])
    }
    expect(world.reported).toEqual([bug])
  })

  it('[AP24] one is taken up where it failed where no stage is named', async () => {
    const world = aBrittleApi()
    const failed = await ended(world, 'fails')
    const { id } = await world.post(`/api/v1/runs/${failed}/retry`, { schema: runState })
    expect((await world.engine.findRun(id as RunId))?.origin).toMatchObject({ run: failed, from: 'send' })
  })
})
