import { describe, expect, it } from 'vitest'
import { signatureCheck } from '../../../src/api/check-signature.ts'
import { exportReceipts } from '../../../src/core/receipt/export.ts'
import { verifyExport } from '../../../src/core/receipt/verify-export.ts'
import { receiptLine } from '../../../src/core/receipt/write-receipts.ts'
import { erasedFact } from '../../../src/core/run/erased-fact.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import { replay } from '../../../src/core/run/replay.ts'
import { retryFrom } from '../../../src/core/run/retry-from.ts'
import type { Run } from '../../../src/core/run/run.ts'
import type { RunEvent } from '../../../src/core/run/run-event.ts'
import { statusOf } from '../../../src/core/run/stage-run.ts'
import { allStages } from '../../../src/core/run/stage-table.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { receiptsOf } from '../../support/receipts.ts'
import type { TestRun } from '../../support/runs.ts'
import { aCapability, after, aPlan, aRun, aStage, at, LENA, PERSON, sha256 } from '../../support/runs.ts'

const ERASE = { type: 'erase-run', by: LENA } as const
const GATE = { kind: 'threshold', threshold: 0.85 } as const
const S = 'kestrel'
const AT = at(1)
const A = 'a' as StageId
const TASK = { stage: A, task: 't', by: LENA }
const ANSWER = {
  outputs: { said: S },
  confidence: 0.5,
  cost: null,
  artifacts: [],
  summary: S,
  memory: [{ type: 'gotcha', content: S, confidence: null, anchors: [] }],
}
const DECIDED = { outcome: 'succeeded', output: 4, confidence: 0.5, source: 'reported' } as const

/** A fact of each kind that holds something of the run's contents, and what is left of it. */
const FACTS = [
  { type: 'attempt-begun', stage: A, step: 'primary', attempt: 1, inputsDigest: S, owner: 'o', deadline: null },
  { type: 'attempt-answered', stage: A, answer: ANSWER, salt: S },
  { type: 'review-answered', stage: A, answer: { ...ANSWER, confidence: { why: S } }, salt: S },
  { type: 'attempt-failed', stage: A, error: { code: 'lost', message: S, reach: 'unknown', cost: null } },
  { type: 'attempt-noted', stage: A, note: { type: 'said', text: S } },
  { type: 'task-opened', ...TASK, reason: 'error', because: S, to: [], due: null },
  { type: 'task-commented', ...TASK, text: S },
  { type: 'information-asked', ...TASK, of: LENA, text: S },
  { type: 'information-given', ...TASK, text: S },
  { type: 'check-requested', stage: A, by: LENA, note: S },
  { type: 'task-reassigned', ...TASK, to: [], note: S },
  { type: 'round-started', stage: A, round: 1, generation: 0, note: S },
  { type: 'run-canceled', by: LENA, note: S },
  { type: 'task-answered', ...TASK, answer: { type: 'edit', outputs: { said: S }, note: S }, command: 'c', salt: S },
  { type: 'task-answered', ...TASK, answer: { type: 'reject', note: S }, command: 'c', salt: S },
  {
    type: 'stage-settled',
    stage: A,
    settlement: { ...DECIDED, decision: { type: 'approve', by: LENA, role: 'approver', note: S } },
  },
  { type: 'stage-settled', stage: A, settlement: { outcome: 'failed', code: 'lost', message: S } },
  { type: 'stage-settled', stage: A, settlement: { outcome: 'rejected', by: LENA, note: S } },
  { type: 'run-finished', outcome: 'failed', outputs: { said: S }, problem: S },
] as const

/** Facts that hold nothing of it. */
const BARE = [
  { type: 'stage-ready', stage: A },
  { type: 'attempt-lost', stage: A },
  { type: 'attempt-late', stage: A, fence: 1, cost: null },
  { type: 'budget-claimed', stage: A, spending: { tokens: 1, money: {}, uncounted: 0, unpriced: 0 } },
  { type: 'backing-off', stage: A, until: AT },
  { type: 'attempt-noted', stage: A, note: { type: 'turn', model: 'm', tokens: null } },
  { type: 'task-claimed', ...TASK },
  { type: 'task-released', ...TASK },
  { type: 'task-file-given', ...TASK, file: { name: 'a.txt', mediaType: 'text/plain', size: 1, sha256: 'f1' } },
  { type: 'task-reminded', stage: A, task: 't', due: AT },
  { type: 'task-overdue', stage: A, task: 't', step: 1, added: [] },
  { type: 'task-withdrawn', stage: A, task: 't' },
  { type: 'stage-settled', stage: A, settlement: { ...DECIDED, decision: null } },
  { type: 'stage-settled', stage: A, settlement: { ...DECIDED, decision: { type: 'approve', by: LENA } } },
  { type: 'stage-settled', stage: A, settlement: { outcome: 'skipped', reason: { type: 'condition-false' } } },
  { type: 'stage-settled', stage: A, settlement: { outcome: 'canceled', by: LENA, effect: 'none' } },
  { type: 'run-paused', by: LENA },
  { type: 'run-resumed', by: LENA },
  { type: 'run-finished', outcome: 'succeeded', outputs: {} },
  { type: 'run-erased', by: LENA },
] as const

function factOf(fact: object): RunEvent {
  return { at: AT, ...fact } as RunEvent
}

/** A run whose every part says the same word. */
function aTalkativeRun(): TestRun {
  const world = aRun(
    aPlan([
      aStage('a', { gate: { ...GATE, auditRate: 1 } }),
      aStage('b', { dependsOn: after('a'), primary: PERSON }),
      aStage('c', { dependsOn: after('b'), reviewer: aCapability(), gate: GATE }),
    ]),
    { title: S, salt: S },
  )
  world.perform('a', { outputs: { said: S }, summary: S, confidence: 0.9 }, at(1))
  world.answer('b', { type: 'edit', outputs: { said: S }, note: S }, at(2))
  world.perform('c', { outputs: { said: S } }, at(3))
  world.perform('c', { outputs: {}, confidence: 0.9 }, at(4))
  return world
}

function statusesOf(run: Run): readonly string[] {
  return allStages(run.stages).map(statusOf)
}

describe('a fact that is erased', () => {
  it.each(FACTS.map((fact) => [fact.type, fact] as const))('[RC30] says nothing of the contents: %s', (_, fact) => {
    const erased = erasedFact(factOf(fact))
    expect(JSON.stringify(erased)).not.toContain(S)
    expect(Object.keys(erased).toSorted()).toEqual(['at', ...Object.keys(fact)].toSorted())
    expect(erasedFact(erased)).toEqual(erased)
  })

  it.each(BARE.map((fact) => [fact.type, fact] as const))(
    '[RC30] stays where it says nothing of them: %s',
    (_, fact) => {
      expect(erasedFact(factOf(fact))).toEqual(factOf(fact))
    },
  )

  it('[RC30] keeps what nobody said unsaid', () => {
    const rejected = erasedFact(factOf({ type: 'check-requested', stage: A, by: LENA, note: '' }))
    expect(rejected).toMatchObject({ note: '' })
  })

  it('[RC30] keeps of the start who, when and by which plan, and of a run taken up what came of each stage', () => {
    const settlement = { outcome: 'failed', code: 'lost', message: S }
    const origin = {
      run: 'run-0',
      from: 'b',
      carried: [{ stage: 'a', settlement, outputs: { said: S } }],
      generations: { a: 0 },
      keyedBy: {},
      inDoubt: [],
    }
    const start = {
      type: 'run-started',
      run: 'r',
      plan: 'p',
      inputs: { said: S },
      salt: S,
      by: LENA,
      cause: {},
      title: S,
    }
    const erased = erasedFact(factOf({ ...start, origin }))
    expect(JSON.stringify(erased)).not.toContain(S)
    expect(erased).toEqual({
      at: AT,
      type: 'run-started',
      run: 'r',
      plan: 'p',
      inputs: {},
      salt: '',
      by: LENA,
      cause: {},
      origin: {
        ...origin,
        carried: [{ stage: 'a', settlement: { ...settlement, message: 'Erased.' }, outputs: {} }],
      },
    })
    expect(erasedFact(factOf(start))).not.toHaveProperty('origin')
  })
})

describe('erasing a run', () => {
  it('[RC31] leaves who did what and how it ended, and nothing of its contents', () => {
    const world = aTalkativeRun()
    world.send(ERASE, at(9))
    const erased = world.history.map(erasedFact)
    expect(JSON.stringify(erased)).not.toContain(S)
    const run = replay(world.run.plan, erased)
    expect(run).toMatchObject({ inputs: {}, erased: { by: LENA, at: at(9) } })
    expect(statusesOf(run)).toEqual(statusesOf(world.run))
    expect(run.version).toBe(world.run.version)
  })

  it('[RC31] is only for a run that has ended, and twice is the same as once', () => {
    const open = aRun(aPlan([aStage('a')]))
    expect(open.refused(ERASE)).toEqual({ code: 'run-not-finished' })
    const world = aTalkativeRun()
    expect(world.send(ERASE).map(({ type }) => type)).toEqual(['task-withdrawn', 'run-erased'])
    expect(world.send(ERASE)).toEqual([])
  })

  it('[RC31] leaves nothing to check, and nothing to take up again', () => {
    const world = aTalkativeRun()
    world.send(ERASE)
    expect(world.stage('a').tasks).toMatchObject([{ reason: 'audit', state: { status: 'withdrawn' } }])
    expect(retryFrom(world.run, { id: 'run-2' as RunId, from: A, by: LENA, salt: 's' })).toEqual({
      ok: false,
      error: { code: 'run-erased' },
    })
  })

  it('[RC32] is a receipt of its own, behind those that were there, which stay as they were', () => {
    const world = aTalkativeRun()
    const before = receiptsOf(world).map(receiptLine)
    world.send(ERASE, at(9))
    const all = receiptsOf(world)
    expect(all.slice(0, -1).map(receiptLine)).toEqual(before)
    expect(all.at(-1)).toEqual({
      schema: 'workcharts.receipt/1',
      kind: 'redaction',
      run: 'run-1',
      number: before.length + 1,
      previous: sha256(before.at(-1) ?? ''),
      at: '2026-11-21T10:09:00.000Z',
      by: LENA,
    })
    const text = exportReceipts(all.map(receiptLine), sha256)
    expect(verifyExport(text, signatureCheck)).toMatchObject({ ok: true, value: { receipts: all.length } })
  })
})
