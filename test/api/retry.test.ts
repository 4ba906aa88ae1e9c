import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runDetail } from '../../src/api/contract/run-detail.ts'
import { retryPreview } from '../../src/api/contract/run-retry.ts'
import { runList, runState } from '../../src/api/contract/runs.ts'
import { taskDone } from '../../src/api/contract/tasks.ts'
import { version } from '../../src/api/contract/workflows.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { finished } from '../support/engine.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, REFUNDS, sorted } from '../support/http-world.ts'

const WORKFLOW = '/api/v1/workflows/refunds'

/** A run that a skill sorted and a person answered. */
async function anEndedRun(): Promise<ApiWorld & { readonly id: RunId }> {
  const world = anApi({ script: () => sorted(0.9) })
  const { id } = await world.waitingRun()
  const task = `/api/v1/tasks/${id}.reply.1`
  const body = await world.answering(task, { type: 'edit', outputs: { body: 'Sorry!' } })
  await world.post(`${task}/answer`, { body, schema: taskDone })
  await finished(world, id)
  return { ...world, id }
}

/** What the file says from now on, published. */
async function publish(world: ApiWorld, text: string): Promise<void> {
  await writeFile(join(world.home, 'collections/default/workflows/refunds.yaml'), text)
  await world.post(`${WORKFLOW}/publish`, { schema: version })
}

function fatesIn({ stages }: { readonly stages: readonly { stage: { id: string }; fate: string }[] }) {
  return Object.fromEntries(stages.map(({ stage, fate }) => [stage.id, fate]))
}

describe('a retry', () => {
  it('[AP352] is previewed: what is kept, what is done again and why, and what that cost; nothing is started', async () => {
    const world = await anEndedRun()
    const path = `/api/v1/runs/${world.id}/retry/preview`
    const same = await world.post(path, { body: { from: 'reply' }, schema: retryPreview })
    expect(same).toMatchObject({
      version: 1,
      values: { message: 'The lid never closed.' },
      kept: 1,
      omitted: 0,
      cost: { basis: 'free' },
      stages: [
        { stage: { id: 'reply', name: 'Write the reply' }, fate: 'chosen' },
        { stage: { id: 'sort', name: 'Sort the message' }, fate: 'kept' },
      ],
    })
    expect(same.inputs.map(({ name, required }) => [name, required])).toEqual([['message', true]])
    const other = { from: 'reply', inputs: { message: 'Lost.' } }
    expect(await world.post(path, { body: other, schema: retryPreview })).toMatchObject({
      values: { message: 'Lost.' },
      kept: 0,
      stages: [{ fate: 'other-inputs' }, { fate: 'chosen' }],
    })
    expect((await world.get('/api/v1/runs', runList)).runs).toHaveLength(1)
  })

  it('[AP353] with other inputs does again what reads them, in a run that has them', async () => {
    const world = await anEndedRun()
    const body = { from: 'reply', inputs: { message: 'Lost.' } }
    const next = await world.post(`/api/v1/runs/${world.id}/retry`, { body, schema: runState })
    const { inputs, stages } = await world.get(`/api/v1/runs/${next.id}`, runDetail)
    expect(inputs).toMatchObject([{ name: 'message', value: 'Lost.' }])
    expect(stages.map(({ carried }) => carried)).toEqual([false, false])
  })

  it('[AP353] as the newest version keeps what that says the same of, and carries its plan', async () => {
    const world = await anEndedRun()
    await publish(world, REFUNDS.replace('Be kind.', 'Be kind and brief.'))
    const order = { body: { from: 'reply', version: 'newest' } }
    const path = `/api/v1/runs/${world.id}/retry`
    const preview = await world.post(`${path}/preview`, { ...order, schema: retryPreview })
    expect([preview.version, fatesIn(preview)]).toEqual([2, { sort: 'kept', reply: 'chosen' }])
    const next = await world.post(path, { ...order, schema: runState })
    const before = await world.get(`/api/v1/runs/${world.id}`, runDetail)
    const after = await world.get(`/api/v1/runs/${next.id}`, runDetail)
    expect(after.planDigest).not.toBe(before.planDigest)
    expect(after.workflowDigest).not.toBe(before.workflowDigest)
    expect(after.stages.map(({ carried, status }) => [carried, status])).toEqual([
      [true, 'succeeded'],
      [false, 'awaiting-approval'],
    ])
    const changed = await world.post(`${path}/preview`, {
      body: { from: 'sort', version: 'newest', inputs: {} },
      schema: retryPreview,
    })
    expect(fatesIn(changed)).toEqual({ sort: 'chosen', reply: 'changed' })
  })

  it('[AP354] is refused as its preview is: an unknown run or stage, inputs that do not fit, no published version', async () => {
    const world = await anEndedRun()
    for (const path of [`/api/v1/runs/${world.id}/retry`, `/api/v1/runs/${world.id}/retry/preview`]) {
      const code = async (body: Parameters<typeof world.refused>[1]) => (await world.refused(path, body)).code
      expect([
        await code({ from: 'none' }),
        await code({ from: 'reply', inputs: { message: 1 } }),
        await code({ from: 'reply', version: 'newest' }),
        await code({ from: 'reply', version: 'oldest' }),
      ]).toEqual(['stage-unknown', 'inputs-invalid', 'not-published', 'body-invalid'])
    }
    expect(await world.refused('/api/v1/runs/none/retry/preview', { from: 'reply' })).toMatchObject({ status: 404 })
  })
})
