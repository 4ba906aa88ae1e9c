import { describe, expect, it } from 'vitest'
import { createAiConversations } from '../../../../src/adapters/performers/agent/ai-conversation.ts'
import { createAgent } from '../../../../src/adapters/performers/agent.ts'
import type { Plan } from '../../../../src/core/plan/plan.ts'
import { toDecimal } from '../../../../src/core/price/decimal.ts'
import type { PriceBook } from '../../../../src/core/price/price-book.ts'
import type { Run } from '../../../../src/core/run/run.ts'
import { isFinished } from '../../../../src/core/run/run.ts'
import { statusOf } from '../../../../src/core/run/stage-run.ts'
import { stageAt } from '../../../../src/core/run/stage-table.ts'
import { answering, aTool, KEY } from '../../../support/agents.ts'
import { aWorld, runThat, SYSTEM_CLOCK, someBlobs, startOf } from '../../../support/engine.ts'
import type { Script } from '../../../support/model-server.ts'
import { aModelConnection, aModelServer, calling, saying } from '../../../support/model-server.ts'
import { aCapability, aPlan, aStage } from '../../../support/runs.ts'

const LOOK_UP = aTool({ ref: 'skill:look-up', name: 'Look up' })
const AGENT = aCapability({
  ref: 'agent:sorter',
  run: { type: 'agent', connection: 'house', model: 'm-1', maximumTurns: 50 },
})

/** A micro-unit for a token in, two for one out. */
const PRICES: PriceBook = [
  {
    provider: 'house',
    model: 'm-1',
    effectiveFrom: '2026-01-01',
    input: toDecimal('1') ?? never(),
    output: toDecimal('2') ?? never(),
    cacheRead: null,
    cacheWrite: null,
    currency: 'EUR',
    source: 'here',
  },
]

function never(): never {
  throw new Error('These are decimals')
}

const LABELLED = { type: 'object', required: ['label'] }

interface Outcome {
  readonly run: Run
  readonly asked: readonly { readonly body: Readonly<Record<string, unknown>> }[]
}

type Terms = Pick<Plan, 'budget'> & { readonly samples?: number }

/** Runs one agent under a budget until it ends or somebody is asked. */
async function runUnder({ samples, ...over }: Terms, prices: PriceBook, ...script: Script): Promise<Outcome> {
  const server = await aModelServer(...script)
  const agent = createAgent({
    blobs: someBlobs(),
    clock: SYSTEM_CLOCK,
    connections: { find: async () => ({ connection: aModelConnection(server.baseUrl), key: KEY }) },
    converse: createAiConversations(60_000),
    prices: async () => prices,
    find: () => answering({ row: 'x' }),
  })
  const world = aWorld({ script: agent.perform })
  const gate = samples === undefined ? {} : { gate: { kind: 'threshold', threshold: 0.5, samples } as const }
  const { id } = await startOf(
    world,
    aPlan([aStage('a', { primary: AGENT, tools: [LOOK_UP], outputs: LABELLED, ...gate })], over),
  )
  const run = await runThat(
    world,
    id,
    (now) => isFinished(now) || statusOf(stageAt(now.stages, 0)) === 'awaiting-approval',
  )
  await world.engine.close()
  return { run, asked: server.asked }
}

const LOOP = calling('skill_look-up', { key: 'again' })
const DONE = saying({ label: 'late' }, 0.9)

describe('an agent under a budget', () => {
  it('[AG60] that goes in circles is stopped before it takes more, and a person is asked', async () => {
    const { run, asked } = await runUnder({ budget: { run: { unit: 'tokens', amount: 5_000 } } }, [], LOOP)
    const { spending, tasks } = stageAt(run.stages, 0)
    expect(tasks).toMatchObject([{ reason: 'budget', because: expect.stringContaining('may take 5,000 tokens') }])
    expect(spending).toHaveLength(1)
    expect(spending[0]?.spending.tokens).toBe(asked.length * 120)
    expect(spending[0]?.spending.tokens).toBeGreaterThan(3_000)
    expect(spending[0]?.spending.tokens).toBeLessThanOrEqual(5_000)
  })

  it('[AG61] may say no more than the budget has room for', async () => {
    const { run, asked } = await runUnder({ budget: { run: { unit: 'tokens', amount: 3_000 } } }, [], DONE)
    expect(statusOf(stageAt(run.stages, 0))).toBe('succeeded')
    const room = Number(asked[0]?.body['max_tokens'])
    expect(room).toBeGreaterThan(256)
    expect(room).toBeLessThan(3_000)
    expect(stageAt(run.stages, 0).spending[0]?.spending).toMatchObject({ tokens: 120, unpriced: 1 })
  })

  it('[AG61] whose answer was cut off there asks a person, once', async () => {
    const cut = { type: 'says', text: '{"outputs"', finish: 'length' } as const
    const { run, asked } = await runUnder({ budget: { run: { unit: 'tokens', amount: 3_000 } } }, [], cut)
    expect(asked).toHaveLength(1)
    expect(stageAt(run.stages, 0).tasks).toMatchObject([
      { reason: 'budget', because: expect.stringContaining('a part of the answer') },
    ])
    const roomy = await runUnder({ budget: { run: { unit: 'tokens', amount: 900_000 } } }, [], cut)
    expect(stageAt(roomy.run.stages, 0).tasks).toMatchObject([{ reason: 'error' }])
  })

  it('[AG61] several tries of it take turns where there is room for one at a time', async () => {
    const terms = { budget: { run: { unit: 'tokens', amount: 3_000 } }, samples: 3 } as const
    const { run, asked } = await runUnder(terms, [], DONE)
    expect(asked).toHaveLength(3)
    const { state, spending } = stageAt(run.stages, 0)
    expect(state).toMatchObject({ settlement: { outcome: 'succeeded', confidence: 1, source: 'agreement' } })
    expect(spending).toMatchObject([{ spending: { tokens: 360 } }])
  })

  it('[AG62] in money is asked with the price of the model', async () => {
    const budget = { run: { unit: 'money', currency: 'EUR', microUnits: 2_500 } } as const
    const { run, asked } = await runUnder({ budget }, PRICES, LOOP)
    const { spending, tasks } = stageAt(run.stages, 0)
    expect(tasks).toMatchObject([{ reason: 'budget', because: expect.stringContaining('may take 0.0025 EUR') }])
    expect(spending[0]?.spending.money).toEqual({ EUR: asked.length * 140 })
    expect(asked.length).toBeGreaterThan(3)
    expect(asked.length * 140).toBeLessThanOrEqual(2_500)
  })

  it('[AG62] in money with a model whose price nobody knows asks a person before anything is asked of it', async () => {
    const budget = { run: { unit: 'money', currency: 'EUR', microUnits: 2_500 } } as const
    const { run, asked } = await runUnder({ budget }, [], DONE)
    expect(asked).toEqual([])
    expect(stageAt(run.stages, 0).tasks).toMatchObject([
      { reason: 'budget', because: expect.stringContaining('workcharts prices import') },
    ])
  })

  it('[AG63] counts all that was set aside for a question that nobody answered, and nothing for one that was refused', async () => {
    const broken = await runUnder({ budget: { run: { unit: 'tokens', amount: 3_000 } } }, [], {
      type: 'breaks',
      text: '{',
    })
    expect(stageAt(broken.run.stages, 0).spending[0]?.spending.tokens).toBe(3_000)
    const busy = { type: 'status', status: 429, headers: { 'retry-after': '600' } } as const
    const refused = await runUnder({ budget: { run: { unit: 'tokens', amount: 3_000 } } }, [], busy)
    expect(stageAt(refused.run.stages, 0).spending[0]?.spending.tokens).toBe(0)
  })

  it('[AG63] knows the length of what was said where the model counts nothing', async () => {
    const silent = { type: 'says', text: 'No JSON.', tokens: null } as const
    const { run, asked } = await runUnder({ budget: { run: { unit: 'tokens', amount: 90_000 } } }, [], silent)
    expect(asked.slice(0, 2).map(({ body }) => body['max_tokens'])).toEqual([16_384, 16_384])
    expect(stageAt(run.stages, 0).spending[0]?.spending.tokens).toBeGreaterThan(2 * 16_384)
  })
})
