import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signatureCheck } from '../../../src/api/check-signature.ts'
import type { JsonObject } from '../../../src/core/basics/json.ts'
import { exportReceipts } from '../../../src/core/receipt/export.ts'
import type { Receipt } from '../../../src/core/receipt/receipt.ts'
import { verifyExport } from '../../../src/core/receipt/verify-export.ts'
import { receiptLine } from '../../../src/core/receipt/write-receipts.ts'
import type { Cost } from '../../../src/core/run/cost.ts'
import { sumCosts } from '../../../src/core/run/cost.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import { retryFrom } from '../../../src/core/run/retry-from.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { receiptsOf } from '../../support/receipts.ts'
import type { TestRun } from '../../support/runs.ts'
import {
  APPROVE,
  after,
  anAnswer,
  aPlan,
  aRun,
  aStage,
  at,
  edit,
  LENA,
  NOBODY,
  PERSON,
  REJECT,
  RETRY,
  RUN_ID,
  sha256,
} from '../../support/runs.ts'

const GATE = { kind: 'threshold', threshold: 0.85 } as const
const GBP = (microUnits: number): Cost => ({ basis: 'reported', currency: 'GBP', microUnits })
const CANCEL = { type: 'cancel-run', by: LENA, note: '' } as const

function stageReceipt(world: TestRun, stage = 'a'): Receipt | undefined {
  return receiptsOf(world).find((receipt) => receipt.kind === 'stage' && receipt.stage === stage)
}

function mixedRun(): TestRun {
  const world = aRun(
    aPlan([
      aStage('a', { gate: GATE }),
      aStage('b', { dependsOn: after('a'), primary: PERSON }),
      aStage('c', { dependsOn: after('b'), when: 'false' }),
    ]),
  )
  world.perform('a', { confidence: 0.5, outputs: { label: 'refund' }, cost: GBP(2_000) }, at(1))
  world.answer('a', APPROVE, at(5))
  world.answer('b', edit({ amount: 5 }), at(9))
  return world
}

describe('what is written', () => {
  it('[RC1] one for every settled stage and one for the run', () => {
    expect(receiptsOf(mixedRun()).map((receipt) => [receipt.number, receipt.kind])).toEqual([
      [1, 'stage'],
      [2, 'stage'],
      [3, 'stage'],
      [4, 'run'],
    ])
  })

  it('[RC1] none for stages that were carried', () => {
    const first = aRun(aPlan([aStage('a'), aStage('b')]))
    first.perform('a')
    first.send(CANCEL)
    const started = retryFrom(first.run, { id: 'run-2' as RunId, from: 'b' as StageId, by: LENA, salt: 's' })
    if (!started.ok) throw new Error('refused')
    const again = aRun(first.run.plan, started.value)
    again.perform('b')
    expect(receiptsOf(again)).toMatchObject([
      { kind: 'stage', stage: 'b' },
      { kind: 'run', origin: RUN_ID },
    ])
  })

  it('[RC2] chains them from the plan and the run', () => {
    const receipts = receiptsOf(mixedRun())
    expect(receipts[0]?.previous).toBe(sha256(`workcharts.receipts/1 plan-1 ${RUN_ID}`))
    for (const [index, receipt] of receipts.slice(1).entries())
      expect(receipt.previous).toBe(sha256(receiptLine(receipts[index] as Receipt)))
  })

  it('[RC3] the same history gives the same lines', () => {
    expect(receiptsOf(mixedRun()).map(receiptLine)).toEqual(receiptsOf(mixedRun()).map(receiptLine))
  })

  it('[RC4][RC5] says what was done, and keeps the outputs to itself', () => {
    const receipt = stageReceipt(mixedRun())
    expect(receipt).toMatchObject({
      outcome: 'succeeded',
      because: null,
      attempts: 1,
      cost: GBP(2_000),
      confidence: 0.5,
      confidence_source: 'reported',
      threshold: 0.85,
      performer: { ref: 'skill:sort', digest: 'd1' },
      inputs_sha256: sha256('s0 i1'),
      outputs_sha256: sha256('s1 {"label":"refund"}'),
      ready_at: '2026-11-21T10:00:00.000Z',
      begun_at: '2026-11-21T10:01:00.000Z',
    })
    expect(receiptLine(receipt as Receipt)).not.toContain('refund')
  })

  it('[RC4] has nothing to say about a stage that never began', () => {
    const world = aRun(aPlan([aStage('a', { when: 'false' })]))
    expect(stageReceipt(world)).toMatchObject({
      outcome: 'skipped',
      because: 'Its condition was false.',
      attempts: 0,
      ready_at: null,
      begun_at: null,
      cost: { basis: 'free' },
      confidence: null,
      confidence_source: 'none',
      threshold: null,
      decision: null,
      quality: null,
      task: null,
      inputs_sha256: null,
      outputs_sha256: null,
    })
  })

  it('[RC4] names context and artifacts by digest', () => {
    const module = { ref: 'ctx:rules', title: 'Rules', sha256: 'c1', tokens: 12 }
    const world = aRun(
      aPlan([aStage('a', { context: { budgetTokens: 20, usedTokens: 12, modules: [module], omitted: [] } })]),
    )
    world.perform('a', { artifacts: [{ name: 'r.md', mediaType: 'text/markdown', size: 3, sha256: 'f1' }] })
    expect(stageReceipt(world)).toMatchObject({
      context: [{ ref: 'ctx:rules', sha256: 'c1', tokens: 12 }],
      artifacts: [{ name: 'r.md', sha256: 'f1', size: 3 }],
    })
  })

  it.each([
    ['approve', APPROVE, { verdict: 'right', by: LENA }],
    ['edit', edit({}), { verdict: 'wrong', by: LENA }],
    ['reject', REJECT, { verdict: 'wrong', by: LENA }],
  ] as const)('[RC6] %s is a judgement of the machine’s answer', (_, answer, quality) => {
    const world = aRun(aPlan([aStage('a', { gate: GATE })]))
    world.perform('a', { confidence: 0.1 })
    world.answer('a', answer)
    expect(stageReceipt(world)).toMatchObject({ quality })
  })

  it.each([
    [0.9, 'passes'],
    [0.85, 'passes'],
    [0.84, 'low-confidence'],
    [undefined, 'no-confidence'],
  ])('[RC24] what the gate made of %s is %s', (confidence, threshold_result) => {
    const world = aRun(aPlan([aStage('a', { gate: GATE }), aStage('b', { primary: PERSON })]))
    world.perform('a', { confidence })
    world.send(CANCEL)
    expect(stageReceipt(world)).toMatchObject({ threshold: 0.85, threshold_result })
  })

  it('[RC24] says nothing of a gate that is not there, or that nobody came to', () => {
    const world = aRun(aPlan([aStage('a'), aStage('b', { gate: GATE, dependsOn: after('a') })]))
    world.perform('a')
    world.send(CANCEL)
    expect(stageReceipt(world)).not.toHaveProperty('threshold_result')
    expect(stageReceipt(world, 'b')).not.toHaveProperty('threshold_result')
  })

  it('[RC6] says nothing about quality where nobody judged', () => {
    const world = aRun(
      aPlan([
        aStage('a'),
        aStage('b', { primary: PERSON }),
        aStage('c', {
          retry: { ...aStage('x').retry, maximumAttempts: 1 },
          onError: 'fail',
          reviewer: undefined as never,
        }),
      ]),
    )
    world.perform('a')
    world.answer('b', APPROVE)
    world.fail('c')
    expect(receiptsOf(world).map((receipt) => receipt.kind === 'stage' && receipt.quality)).toEqual([
      null,
      null,
      null,
      false,
    ])
    expect(stageReceipt(world, 'c')).toMatchObject({ because: 'command-failed: It ended with 1.' })
  })

  it('[RC6] a canceled answer was not judged', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE })]))
    world.perform('a', { confidence: 0.1 })
    world.send(CANCEL)
    expect(stageReceipt(world)).toMatchObject({
      quality: null,
      outcome: 'canceled',
      because: 'Canceled.',
      task: { decided_at: null, in_time: null },
    })
  })

  it('[RC7] an answer just in time is in time, and one that nobody gave is neither', () => {
    const escalation = { to: [], slaMs: 600_000, onBreach: [] }
    const world = aRun(
      aPlan([
        aStage('a', { primary: PERSON, escalation }),
        aStage('b', { primary: PERSON, escalation, timeoutMs: 900_000, onError: 'fail' }),
      ]),
    )
    world.answer('a', APPROVE, at(10))
    world.send({ type: 'time-passed', jitter: 0 }, at(15))
    expect(stageReceipt(world)).toMatchObject({ task: { in_time: true } })
    expect(stageReceipt(world, 'b')).toMatchObject({
      because: 'timeout: Nobody answered within 15m, the time limit of this stage.',
      task: { decided_at: null, in_time: null, due_at: '2026-11-21T10:10:00.000Z' },
    })
  })

  it('[RC7] proves when people were asked and decided', () => {
    const world = aRun(aPlan([aStage('a', { primary: NOBODY, escalation: { to: [], slaMs: 600_000, onBreach: [] } })]))
    world.answer('a', RETRY, at(8))
    world.answer('a', edit({}), at(19))
    expect(stageReceipt(world)).toMatchObject({
      performer: { ref: 'agent:x', digest: null },
      task: {
        reason: 'no-performer',
        first_opened_at: '2026-11-21T10:00:00.000Z',
        due_at: '2026-11-21T10:18:00.000Z',
        decided_at: '2026-11-21T10:19:00.000Z',
        in_time: false,
        times_asked: 2,
      },
    })
  })

  it('[RC8] a late cost adds an adjustment, but only once its stage has settled', () => {
    const world = aRun(aPlan([aStage('a', { effect: 'idempotent' })]))
    const fence = world.begin('a')
    const late = {
      type: 'report-attempt',
      stage: 'a' as StageId,
      fence,
      result: { type: 'answered', answer: anAnswer({ cost: GBP(7) }) },
      salt: 's',
      jitter: 0,
      coin: 1,
    } as const
    world.send({ type: 'lose-attempt', stage: 'a' as StageId, fence, jitter: 0 })
    world.send(late)
    expect(receiptsOf(world)).toEqual([])
    world.begin('a')
    world.send(CANCEL)
    world.send(late)
    expect(receiptsOf(world)).toMatchObject([
      { kind: 'stage', because: 'Canceled while it was being done; whether it happened is not known.' },
      { kind: 'run', outcome: 'canceled', cost: null },
      { kind: 'adjustment', stage: 'a', cost: GBP(7), number: 3 },
    ])
  })

  it.each([
    [APPROVE, 'right'],
    [edit({}), 'wrong'],
    [REJECT, 'wrong'],
  ] as const)('[RC8] an answered audit adds a verdict: %#', (answer, verdict) => {
    const world = aRun(aPlan([aStage('a', { gate: { ...GATE, auditRate: 1 } })]))
    world.perform('a')
    world.answer('a', answer)
    expect(receiptsOf(world).at(-1)).toMatchObject({ kind: 'verdict', stage: 'a', verdict, by: LENA })
  })

  it('[RC9] sums up the run', () => {
    expect(receiptsOf(mixedRun()).at(-1)).toMatchObject({
      kind: 'run',
      workflow: 'demo',
      workflow_sha256: 'w1',
      plan_sha256: 'plan-1',
      outcome: 'succeeded',
      started_by: LENA,
      cause: { type: 'manual' },
      origin: null,
      cost: GBP(2_000),
      stages: { succeeded: 2, skipped: 1 },
    })
  })

  it('[RC1] says which stage kept another from running', () => {
    const world = aRun(aPlan([aStage('a', { primary: PERSON }), aStage('b', { dependsOn: after('a') })]))
    world.answer('a', REJECT)
    expect(stageReceipt(world, 'b')).toMatchObject({ because: 'The stage "a" before it was rejected.' })
    expect(stageReceipt(world)).toMatchObject({ because: 'No.' })
  })
})

describe('costs', () => {
  it.each<readonly [readonly (Cost | null)[], Cost | null]>([
    [[], { basis: 'free' }],
    [[GBP(1), { basis: 'free' }, GBP(2)], GBP(3)],
    [
      [GBP(1), { basis: 'estimated', currency: 'GBP', microUnits: 2 }],
      { basis: 'estimated', currency: 'GBP', microUnits: 3 },
    ],
    [
      [{ basis: 'estimated', currency: 'GBP', microUnits: 2 }, GBP(1)],
      { basis: 'estimated', currency: 'GBP', microUnits: 3 },
    ],
    [[GBP(1), null], null],
    [[null, GBP(1)], null],
    [[GBP(1), { basis: 'reported', currency: 'EUR', microUnits: 1 }], null],
  ])('[RC11] %j is %j', (costs, sum) => {
    expect(sumCosts(costs)).toEqual(sum)
  })
})

describe('an export', () => {
  const lines = receiptsOf(mixedRun()).map(receiptLine)
  const text = exportReceipts(lines, sha256)

  it('[RC10] verifies', () => {
    expect(verifyExport(text, signatureCheck)).toEqual({ ok: true, value: { receipts: 4, runs: 1, signed: null } })
    expect(verifyExport(exportReceipts([], sha256), signatureCheck)).toEqual({
      ok: true,
      value: { receipts: 0, runs: 0, signed: null },
    })
  })

  it('[RC10] fails for every changed byte, and names the line', () => {
    const bytes = new TextEncoder().encode(text)
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = bytes.with(index, (bytes[index] ?? 0) ^ 1)
      const verified = verifyExport(new TextDecoder().decode(changed), signatureCheck)
      const line = new TextDecoder().decode(bytes.slice(0, index)).split('\n').length
      expect(verified.ok).toBe(false)
      if (!verified.ok) expect([line, line + 1, lines.length + 1]).toContain(verified.error.line)
    }
  })

  it('[RC10] fails for every bit, wherever it is', () => {
    const bytes = new TextEncoder().encode(text)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), (index, bit) => {
        const changed = bytes.with(index, (bytes[index] ?? 0) ^ (1 << bit))
        expect(verifyExport(new TextDecoder().decode(changed), signatureCheck).ok).toBe(false)
      }),
    )
  })

  it.each<readonly [string, readonly string[], number, string]>([
    ['a removed line', lines.toSpliced(1, 1), 2, 'out of order'],
    ['a removed first line', lines.slice(1), 1, 'out of order'],
    ['a removed last line', lines.slice(0, -1), 4, 'seal'],
    ['swapped lines', [lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)], 1, 'out of order'],
    ['a line twice', [lines[0] ?? '', ...lines], 2, 'out of order'],
  ])('[RC10] fails for %s', (...[, changed, line, message]) => {
    const seal = text.trimEnd().split('\n').at(-1)
    const verified = verifyExport(`${[...changed, seal].join('\n')}\n`, signatureCheck)
    expect(verified).toMatchObject({ ok: false, error: { line } })
    expect(!verified.ok && verified.error.message).toContain(message)
  })

  it.each([
    ['', 'empty'],
    ['\n', 'seal'],
    ['{}', 'line break'],
    ['not json\n{}\n', 'canonical'],
    ['[]\n{}\n', 'canonical'],
    ['{"run":1}\n{}\n', 'not a receipt'],
    ['{"number":1,"run":"a"}\n{}\n', 'not a receipt'],
    ['{"previous":"x","run":"a"}\n{}\n', 'not a receipt'],
  ])('[RC10] refuses %j', (wrong, message) => {
    const verified = verifyExport(wrong, signatureCheck)
    expect(!verified.ok && verified.error.message).toContain(message)
  })

  it('[RC10] notices a chain that begins with another plan', () => {
    const receipts = receiptsOf(mixedRun())
    const other = { ...(receipts[3] as Receipt), plan_sha256: 'other' } as unknown as JsonObject
    const changed = exportReceipts([...lines.slice(0, 3), receiptLine(other as unknown as Receipt)], sha256)
    expect(verifyExport(changed, signatureCheck)).toMatchObject({
      error: { line: 4, message: expect.stringContaining('does not begin with its plan') },
    })
  })

  it('[RC10] seals the chains of several runs, which stand by their ids', () => {
    const runs = ['run-1', 'run-2', 'run-3'].map((id) => {
      const world = aRun(aPlan([aStage('a')]), { run: id as RunId })
      world.perform('a')
      return receiptsOf(world).map(receiptLine)
    })
    const sealed = exportReceipts(runs.flat(), sha256)
    expect(verifyExport(sealed, signatureCheck)).toEqual({ ok: true, value: { receipts: 6, runs: 3, signed: null } })
    const turned = exportReceipts(runs.toReversed().flat(), sha256)
    expect(turned.split('\n').at(-2)).toBe(sealed.split('\n').at(-2))
    expect(verifyExport(turned, signatureCheck)).toMatchObject({ ok: false, error: { line: 3 } })
    const [[first = '', ...rest] = [], ...others] = runs
    expect(verifyExport(exportReceipts([first, ...others.flat(), ...rest], sha256), signatureCheck)).toMatchObject({
      ok: false,
      error: { line: 6, message: expect.stringContaining('out of order') },
    })
  })

  it('[RC10] exports nothing but receipts', () => {
    expect(() => exportReceipts(['{}'], sha256)).toThrow('Only receipts')
  })

  it('[RC10] is empty without even a seal', () => {
    expect(verifyExport('', signatureCheck)).toMatchObject({ ok: false, error: { line: 1 } })
  })
})

describe('models and what was known', () => {
  it('[RC4] models are named with their tokens, null where they did not say; a pack with its digest and its memory', () => {
    const modules = [
      { ref: 'ctx:m', title: 'M', sha256: 'x', tokens: 3, memoryIds: ['m1'] },
      { ref: 'ctx:n', title: 'N', sha256: 'y', tokens: 1 },
    ]
    const context = { budgetTokens: 9, usedTokens: 4, modules, omitted: [], packSha256: 'p' }
    const world = aRun(aPlan([aStage('a', { context })]))
    const tokens = { input: 9, output: null, cacheRead: null, cacheWrite: null, reasoning: null }
    world.fail('a', { model: { name: 'cloud/small', tokens } })
    world.perform('a', { model: { name: 'cloud/large', tokens: null } }, at(10))
    expect(stageReceipt(world)).toMatchObject({
      models: [
        { name: 'cloud/small', tokens_in: 9, tokens_out: null },
        { name: 'cloud/large', tokens_in: null, tokens_out: null },
      ],
      context: [
        { ref: 'ctx:m', sha256: 'x', tokens: 3, memory_ids: ['m1'] },
        { ref: 'ctx:n', sha256: 'y', tokens: 1 },
      ],
      context_sha256: 'p',
    })
  })
})
