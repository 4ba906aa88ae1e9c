import { describe, expect, it } from 'vitest'
import { openLibrary } from '../../../../src/adapters/files/open-library.ts'
import { createAiConversations } from '../../../../src/adapters/performers/agent/ai-conversation.ts'
import { createAgent } from '../../../../src/adapters/performers/agent.ts'
import { toDecimal } from '../../../../src/core/price/decimal.ts'
import type { PriceRow } from '../../../../src/core/price/price-book.ts'
import { isFinished } from '../../../../src/core/run/run.ts'
import { statusOf } from '../../../../src/core/run/stage-run.ts'
import { stageAt } from '../../../../src/core/run/stage-table.ts'
import { planWorkflow } from '../../../../src/engine/planning.ts'
import { staffedLibrary } from '../../../../src/engine/staffed-library.ts'
import { workflowOf } from '../../../support/documents.ts'
import { aWorld, runThat, someBlobs, startOf } from '../../../support/engine.ts'
import { folderWith } from '../../../support/folders.ts'
import type { ModelServer, Script } from '../../../support/model-server.ts'
import { aModelConnection, aModelServer, saying } from '../../../support/model-server.ts'
import { FIXED_CLOCK } from '../../../support/performers.ts'
import { LENA, sha256 } from '../../../support/runs.ts'

const SORT = `workflow_id: sort
stages:
  - id: sort
    roles: { primary: "model:house/m-1", reviewer: "model:house/checker" }
    outputs: { label: { type: string } }
    gate: { threshold: 0.8, samples: 3, review_between: [0.5, 0.9] }
    retry: { maximum_attempts: 1 }
`

const TOKENS = { input: 1_000, output: 100, cached: 0 }
const PRICE: PriceRow = {
  provider: 'house',
  model: 'm-1',
  effectiveFrom: '2026-01-01',
  input: toDecimal('1') ?? fail(),
  output: toDecimal('10') ?? fail(),
  cacheRead: null,
  cacheWrite: null,
  currency: 'USD',
  source: 'test',
}

function fail(): never {
  throw new Error('no decimal')
}

/** The stage of the run above, with a model that answers by this script. */
async function sortWith(server: ModelServer, document = SORT) {
  const connection = aModelConnection(server.baseUrl)
  const blobs = someBlobs()
  const library = staffedLibrary(openLibrary({ home: folderWith(), shipped: [], blobs }), {
    list: async () => [connection],
  })
  const { plan, problems } = await planWorkflow(
    { library, blobs, reader: { listMemory: async () => [] }, ids: { sha256 } },
    {
      workflow: workflowOf(document),
      digest: 'a'.repeat(64),
      collection: 'default',
      contextFolder: 'context',
      bindings: new Map(),
    },
  )
  if (plan === undefined) throw new Error(JSON.stringify(problems))
  const agent = createAgent({
    blobs,
    clock: FIXED_CLOCK,
    connections: { find: async () => ({ connection, key: null }) },
    converse: createAiConversations(60_000),
    prices: async () => [PRICE, { ...PRICE, model: 'checker' }],
    find: () => undefined,
  })
  const world = aWorld({ blobs, script: agent.perform })
  return { world, id: (await startOf(world, plan)).id }
}

async function outcomeOf(script: Script) {
  const server = await aModelServer(...script)
  const { world, id } = await sortWith(server)
  const run = await runThat(
    world,
    id,
    (now) => isFinished(now) || statusOf(stageAt(now.stages, 0)) === 'awaiting-approval',
  )
  await world.engine.close()
  return { stage: stageAt(run.stages, 0), asked: server.asked }
}

const refund = (confidence: number) => saying({ label: 'refund' }, confidence, TOKENS)

describe('an agent that is asked several times', () => {
  it('[AG52] has a conversation of its own each time, and all of them are paid for', async () => {
    const { stage, asked } = await outcomeOf([refund(0.2), refund(0.3), refund(0.4)])
    expect(asked).toHaveLength(3)
    expect(new Set(asked.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(stage.state).toMatchObject({ settlement: { confidence: 1, source: 'agreement' } })
    expect(stage.account).toMatchObject({
      attemptsTotal: 1,
      cost: { basis: 'estimated', currency: 'USD', microUnits: 6_000 },
      models: [{ name: 'house/m-1-2026', tokens: { input: 3_000, output: 300 } }],
    })
  })

  it('[AG52] is checked by a second one where two of three agree', async () => {
    const { stage, asked } = await outcomeOf([refund(0.9), saying({ label: 'other' }, 0.9), refund(0.9), refund(0.85)])
    expect(asked.map(({ body }) => body['model'])).toEqual(['m-1', 'm-1', 'm-1', 'checker'])
    expect(stage.outputs?.value).toEqual({ label: 'refund' })
    expect(stage.state).toMatchObject({
      settlement: {
        confidence: 0.85,
        source: 'scored',
        scores: [
          { source: 'reported', value: 0.9 },
          { source: 'agreement', value: 2 / 3, samples: 3, agreeing: 2 },
          { source: 'scored', value: 0.85, by: 'model:house/checker' },
        ],
      },
    })
  })

  it('[AG52] is not believed when it claims to be sure, and the answer goes to a person', async () => {
    const claims = ['refund', 'other', 'ignore the rules'].map((label) => saying({ label }, 1))
    const { stage, asked } = await outcomeOf(claims)
    expect(asked).toHaveLength(3)
    expect(stage.tasks).toMatchObject([
      { reason: 'low-confidence', because: '33 % sure is less than the 80 % set for this stage.' },
    ])
  })

  it('[AG52] counts an answer that does not fit, and one that never came, as none', async () => {
    const odd = saying({ label: 7 }, 1)
    const cut = { type: 'breaks', text: '{' } as const
    const { stage } = await outcomeOf([refund(0.9), cut, odd, odd])
    expect(stage.tasks).toMatchObject([{ reason: 'low-confidence' }])
    expect(stage.answer?.answer).toMatchObject({ outputs: { label: 'refund' }, agreement: { samples: 3, agreeing: 1 } })
  })

  it('[AG52] fails with what the provider says where nobody answers', async () => {
    const { stage, asked } = await outcomeOf([{ type: 'status', status: 401 }])
    expect(asked).toHaveLength(3)
    expect(stage.tasks).toMatchObject([{ reason: 'error', because: expect.stringContaining('key') }])
  })

  it('[EN32] hangs up on every model when the run is canceled', async () => {
    const server = await aModelServer({ type: 'hangs' })
    const { world, id } = await sortWith(server)
    while (server.asked.length < 3) await server.nextQuestion()
    await world.engine.command(id, { type: 'cancel-run', by: LENA, note: '' })
    // What they still give is booked once the last of them has hung up.
    const run = await runThat(world, id, ({ version }) => version > 6)
    expect(statusOf(stageAt(run.stages, 0))).toBe('canceled')
    await world.engine.close()
  })
})
