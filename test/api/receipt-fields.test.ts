import { expect, it } from 'vitest'
import type { JsonObject } from '../../src/core/basics/json.ts'
import { canonicalJson } from '../../src/core/basics/json.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import { handoffFrom } from '../../src/core/run/handoff.ts'
import { plannedAt, stageIndex } from '../../src/core/run/plan-index.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { House } from '../support/house-of-kinds.ts'
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

/** Whose every answer that passes is looked at by chance. */
const LOOKED_AT = {
  judged_at: instant,
  basis: hash,
  segment: null,
  target: null,
  limit: 0.8,
  certificate: null,
  score: 0.9,
  result: 'passes',
  audit_rate: 1,
  coin: expect.any(Number),
  chance: 1,
  least_chance: 1,
}

function planned(plan: Plan, id: string) {
  return plannedAt(plan, stageIndex(plan, id as StageId))
}

/** Who a receipt names: the reference, and the digest of the files it was made of. */
function performerOf(plan: Plan, id: string) {
  const { primary } = planned(plan, id)
  return { ref: primary.ref, digest: primary.kind === 'capability' ? primary.digest : null }
}

/** What a run of all kinds is known by. */
interface Known {
  readonly plan: Plan
  /** What an earlier run found out, and this one was given. */
  readonly memory: string
}

type Receipt = (known: Known) => object

/** By stage: all that its receipt says. */
const STAGES: Readonly<Record<string, Receipt>> = {
  study: ({ plan, memory }) => {
    const { modules, packSha256 } = planned(plan, 'study').context
    return {
      ...DONE,
      cost: { basis: 'reported', currency: 'GBP', microUnits: 2_000 },
      confidence: 0.7,
      confidence_source: 'reported',
      context: [
        { ref: 'ctx:lessons', sha256: hash, tokens: modules[0]?.tokens, memory_ids: [memory] },
        { ref: 'ctx:tone', sha256: sha256('# Tone\n\nBe kind.\n'), tokens: modules[1]?.tokens },
      ],
      context_sha256: packSha256,
    }
  },
  letter: () => ({
    ...DONE,
    cost: { basis: 'estimated', currency: 'GBP', microUnits: 4_500 },
    prices: PRICES,
    models: [{ name: 'house/m-1-2026', tokens_in: 1_000, tokens_out: 100 }],
    confidence: 0.9,
    confidence_source: 'reported',
    threshold: 0.8,
    threshold_result: 'passes',
    gate: LOOKED_AT,
  }),
  unsure: () => ({
    ...DONE,
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
  }),
  sort: () => ({ ...DONE, confidence: expect.any(Number), confidence_source: 'reported' }),
  sign: () => ({
    ...DONE,
    ...NEVER_BEGUN,
    confidence_source: 'human',
    task: asked('human-stage'),
    decision: decided('edit', 'Agreed.'),
    artifacts: [{ name: 'proof.txt', sha256: sha256('paid'), size: 4 }],
  }),
  refused: () => ({
    ...NOTHING,
    ...NEVER_BEGUN,
    outcome: 'rejected',
    because: 'Not like this.',
    task: asked('human-stage'),
    decision: decided('reject', 'Not like this.'),
  }),
  broken: () => ({
    ...NOTHING,
    outcome: 'failed',
    because: expect.stringMatching(/^command-failed: /),
    attempts: 1,
    ready_at: instant,
    begun_at: instant,
    times: { queue_ms: ms, work_ms: ms, people_ms: null },
    cost: null,
    inputs_sha256: hash,
  }),
  skipped: () => ({
    ...NOTHING,
    ...NEVER_BEGUN,
    outcome: 'skipped',
    because: 'Its condition was false.',
    ready_at: null,
    times: { queue_ms: null, work_ms: null, people_ms: null },
  }),
}

const RUN = {
  schema: 'workcharts.receipt/1',
  kind: 'run',
  number: Object.keys(STAGES).length + 1,
  previous: hash,
  at: instant,
  workflow: 'kinds',
  outcome: 'succeeded',
  started_at: instant,
  started_by: OWNER,
  cause: { type: 'manual' },
  origin: null,
  cost: null,
  stages: expect.objectContaining({ succeeded: 5, rejected: 1, failed: 1, skipped: 1 }),
}

const VERDICT = {
  schema: 'workcharts.receipt/1',
  kind: 'verdict',
  number: RUN.number + 1,
  previous: hash,
  at: instant,
  stage: 'letter',
  verdict: 'wrong',
  by: OWNER,
}

/** One run of all kinds, decided to its end and checked afterwards. */
async function aRunOfAllKinds(house: House) {
  const id = await startOf(house, 'kinds', { inputs: { message: 'I want my money back for order 77' } })
  await decide(house, id, { stage: 'unsure', answer: { type: 'approve', note: 'That is it.' } })
  await decide(house, id, {
    stage: 'sign',
    answer: { type: 'edit', outputs: { amount: 5 }, note: 'Agreed.' },
    file: { name: 'proof.txt', text: 'paid' },
  })
  await decide(house, id, { stage: 'refused', answer: { type: 'reject', note: 'Not like this.' } })
  await waitFor(house, id, 'succeeded')
  await decide(house, id, { stage: 'letter', answer: { type: 'reject', note: '' } })
  const run = await house.app.engine.findRun(id)
  if (run === undefined) throw new Error('There is no such run')
  const { receipts } = await waitFor(house, id, 'succeeded')
  return { run, lines: receipts.map(({ line }) => JSON.parse(line) as JsonObject) }
}

it('[RC29] each kind of stage has on its receipt what is known of it, and null for what is not', async () => {
  const house = await aHouseOfKinds()
  const memory = await approvedMemory(house)
  const { run, lines } = await aRunOfAllKinds(house)
  const { id, plan, planDigest } = run
  const of = (stage: string) => lines.find((line) => line['stage'] === stage)
  for (const [stage, receipt] of Object.entries(STAGES))
    expect(of(stage)).toEqual({ ...receipt({ plan, memory }), run: id, stage, performer: performerOf(plan, stage) })
  const [last, ofRun] = [lines.at(-1), lines.at(-2)]
  expect(ofRun).toEqual({ ...RUN, run: id, workflow_sha256: plan.workflow.digest, plan_sha256: planDigest })
  expect(last).toEqual({ ...VERDICT, run: id })

  // The hashes are of what was really given and passed on.
  const letter = stageAt(run.stages, stageIndex(plan, 'letter' as StageId))
  const { salt, value } = letter.outputs ?? expect.fail('The letter was not passed on')
  expect(of('letter')).toMatchObject({
    inputs_sha256: sha256(`${run.salt} ${letter.account.inputsDigest}`),
    outputs_sha256: sha256(`${salt} ${canonicalJson(value)}`),
    handoff_sha256: sha256(`${salt} ${canonicalJson(handoffFrom(run, 'letter' as StageId))}`),
  })
}, 60_000)
