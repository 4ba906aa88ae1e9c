import { expect, it } from 'vitest'
import type { JsonObject } from '../../src/core/basics/json.ts'
import { canonicalJson } from '../../src/core/basics/json.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import { handoffFrom } from '../../src/core/run/handoff.ts'
import { plannedAt, stageIndex } from '../../src/core/run/plan-index.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import { aHouseOfKinds, approvedMemory, decide, startOf, waitFor } from '../support/house-of-kinds.ts'
import { sha256 } from '../support/runs.ts'

const HASH = /^[0-9a-f]{64}$/
const OWNER = 'human:owner'
const FREE = { basis: 'free' }
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const hash = expect.stringMatching(HASH)
const ms = expect.any(Number)

/** What a receipt says where nothing is known and nobody was asked. */
const NOTHING = {
  schema: 'workcharts.receipt/1',
  kind: 'stage',
  run: expect.any(String),
  number: ms,
  previous: hash,
  at: instant,
  because: null,
  cost: FREE,
  models: [],
  confidence: null,
  confidence_source: 'none',
  threshold: null,
  decision: null,
  quality: null,
  task: null,
  outputs_sha256: null,
  context: [],
  artifacts: [],
}
/** A machine began it once and gave something. */
const DONE = {
  ...NOTHING,
  outcome: 'succeeded',
  attempts: 1,
  ready_at: instant,
  begun_at: instant,
  times: { queue_ms: ms, work_ms: ms, people_ms: null },
  inputs_sha256: hash,
  outputs_sha256: hash,
  handoff_sha256: hash,
}
/** Nobody began it. */
const NEVER_BEGUN = {
  attempts: 0,
  ready_at: instant,
  begun_at: null,
  inputs_sha256: null,
  times: { queue_ms: null, work_ms: null, people_ms: ms },
}

function asked(reason: string) {
  return {
    reason,
    first_opened_at: instant,
    due_at: instant,
    decided_at: instant,
    in_time: true,
    times_asked: 1,
  }
}

function decided(type: string, reason: string) {
  return { type, by: OWNER, role: 'approver', at: instant, reason }
}

const SONNET = {
  provider: 'house',
  model: 'm-1',
  effective_from: '2026-01-01',
  input: '3',
  output: '15',
  cache_read: null,
  cache_write: null,
  currency: 'GBP',
  source: 'the contract',
}
const PRICES = [{ ...SONNET, sha256: sha256(canonicalJson(SONNET)) }]

function planned(plan: Plan, id: string) {
  return plannedAt(plan, stageIndex(plan, id as StageId))
}

/** Who a receipt names: the reference, and the digest of the files it was made of. */
function performerOf(plan: Plan, id: string) {
  const { primary } = planned(plan, id)
  return { ref: primary.ref, digest: primary.kind === 'capability' ? primary.digest : null }
}

it('[RC29] each kind of stage has on its receipt what is known of it, and null for what is not', async () => {
  const house = await aHouseOfKinds()
  const memory = await approvedMemory(house)
  const id = await startOf(house, 'kinds', { inputs: { message: 'Can I have my money back?' } })
  await decide(house, id, { stage: 'unsure', answer: { type: 'approve', note: 'That is it.' } })
  await decide(house, id, {
    stage: 'sign',
    answer: { type: 'edit', outputs: { amount: 5 }, note: 'Agreed.' },
    file: { name: 'proof.txt', text: 'paid' },
  })
  await decide(house, id, { stage: 'refused', answer: { type: 'reject', note: 'Not like this.' } })
  const { receipts } = await waitFor(house, id, 'succeeded')
  await decide(house, id, { stage: 'letter', answer: { type: 'reject', note: '' } })
  const run = await house.app.engine.findRun(id)
  if (run === undefined) throw new Error('There is no such run')
  const later = await waitFor(house, id, 'succeeded')
  const lines = later.receipts.map(({ line }) => JSON.parse(line) as JsonObject)
  const of = (stage: string) => lines.find((line) => line['stage'] === stage && line['kind'] === 'stage')
  const who = (stage: string) => ({ stage, performer: performerOf(run.plan, stage) })

  const { context } = planned(run.plan, 'study')
  expect(of('study')).toEqual({
    ...DONE,
    ...who('study'),
    cost: { basis: 'reported', currency: 'GBP', microUnits: 2_000 },
    confidence: 0.7,
    confidence_source: 'reported',
    context: [
      { ref: 'ctx:lessons', sha256: hash, tokens: context.modules[0]?.tokens, memory_ids: [memory] },
      { ref: 'ctx:tone', sha256: sha256('# Tone\n\nBe kind.\n'), tokens: context.modules[1]?.tokens },
    ],
    context_sha256: context.packSha256,
  })
  expect(of('letter')).toEqual({
    ...DONE,
    ...who('letter'),
    cost: { basis: 'estimated', currency: 'GBP', microUnits: 4_500 },
    prices: PRICES,
    models: [{ name: 'house/m-1-2026', tokens_in: 1_000, tokens_out: 100 }],
    confidence: 0.9,
    confidence_source: 'reported',
    threshold: 0.8,
    threshold_result: 'passes',
  })
  expect(of('unsure')).toEqual({
    ...DONE,
    ...who('unsure'),
    times: { queue_ms: ms, work_ms: ms, people_ms: ms },
    cost: { basis: 'estimated', currency: 'GBP', microUnits: 9_000 },
    prices: PRICES,
    models: [{ name: 'house/m-1-2026', tokens_in: 2_000, tokens_out: 200 }],
    confidence: 0.5,
    confidence_source: 'agreement',
    scores: [
      { source: 'reported', value: 0.95 },
      { source: 'agreement', value: 0.5, samples: 2, agreeing: 1 },
    ],
    threshold: 0.8,
    threshold_result: 'low-confidence',
    task: asked('low-confidence'),
    decision: decided('approve', 'That is it.'),
    quality: { verdict: 'right', by: OWNER },
  })
  expect(of('sort')).toEqual({
    ...DONE,
    ...who('sort'),
    confidence: expect.any(Number),
    confidence_source: 'reported',
  })
  expect(of('sign')).toEqual({
    ...DONE,
    ...who('sign'),
    ...NEVER_BEGUN,
    confidence_source: 'human',
    task: asked('human-stage'),
    decision: decided('edit', 'Agreed.'),
    artifacts: [{ name: 'proof.txt', sha256: sha256('paid'), size: 4 }],
  })
  expect(of('refused')).toEqual({
    ...NOTHING,
    ...who('refused'),
    ...NEVER_BEGUN,
    outcome: 'rejected',
    because: 'Not like this.',
    task: asked('human-stage'),
    decision: decided('reject', 'Not like this.'),
  })
  expect(of('broken')).toEqual({
    ...NOTHING,
    ...who('broken'),
    outcome: 'failed',
    because: expect.stringMatching(/^command-failed: /),
    attempts: 1,
    ready_at: instant,
    begun_at: instant,
    times: { queue_ms: ms, work_ms: ms, people_ms: null },
    cost: null,
    inputs_sha256: hash,
  })
  expect(of('skipped')).toEqual({
    ...NOTHING,
    ...who('skipped'),
    ...NEVER_BEGUN,
    outcome: 'skipped',
    because: 'Its condition was false.',
    ready_at: null,
    times: { queue_ms: null, work_ms: null, people_ms: null },
  })

  const { workflow } = run.plan
  expect(lines.find(({ kind }) => kind === 'run')).toEqual({
    schema: 'workcharts.receipt/1',
    kind: 'run',
    run: id,
    number: receipts.length,
    previous: hash,
    at: instant,
    workflow: 'kinds',
    workflow_sha256: workflow.digest,
    plan_sha256: run.planDigest,
    outcome: 'succeeded',
    started_at: instant,
    started_by: OWNER,
    cause: { type: 'manual' },
    origin: null,
    cost: null,
    stages: expect.objectContaining({ succeeded: 5, rejected: 1, failed: 1, skipped: 1 }),
  })
  expect(lines.at(-1)).toEqual({
    schema: 'workcharts.receipt/1',
    kind: 'verdict',
    run: id,
    number: receipts.length + 1,
    previous: hash,
    at: instant,
    stage: 'letter',
    verdict: 'wrong',
    by: OWNER,
  })

  // The hashes are of what was really given and passed on.
  const letter = stageAt(run.stages, stageIndex(run.plan, 'letter' as StageId))
  const { salt, value } = letter.outputs ?? expect.fail('The letter was not passed on')
  expect(of('letter')).toMatchObject({
    inputs_sha256: sha256(`${run.salt} ${letter.account.inputsDigest}`),
    outputs_sha256: sha256(`${salt} ${canonicalJson(value)}`),
    handoff_sha256: sha256(`${salt} ${canonicalJson(handoffFrom(run, 'letter' as StageId))}`),
  })
}, 60_000)
