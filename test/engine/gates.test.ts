import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { known } from '../../src/core/basics/known.ts'
import type { JudgedAnswer } from '../../src/core/gate/certification/gate-event.ts'
import type { PlannedStage, PlannedTarget } from '../../src/core/plan/plan.ts'
import type { Answer } from '../../src/core/run/answer.ts'
import type { Segment } from '../../src/core/run/gate-basis.ts'
import { basisDigest, gateBasis, segmentName } from '../../src/core/run/gate-basis.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import { createGates } from '../../src/engine/create-gates.ts'
import type { GateReader } from '../../src/engine/gate-row.ts'
import type { GateRule } from '../../src/engine/gates.ts'
import { anAnswerJudged, anAudit } from '../support/gate-events.ts'
import { aNewRun } from '../support/rows.ts'
import { CHOICE, LIMIT_GATE, TARGET_GATE } from '../support/rulings.ts'
import { aCapability, anAnswer, aPlan, aRun, aStage, at, sha256 } from '../support/runs.ts'

const A = 'a' as StageId
const KINDS = { input: 'channel', values: ['mail', 'photo'] }
const ALL: Segment = { type: 'all' }
const BY_M1 = anAnswer({ model: { name: 'm-1', tokens: null } })
const STAGE = aStage('a', { gate: TARGET_GATE, outputs: CHOICE })

const IDS = { sha256, hmac: (secret: string, text: string) => sha256(`${secret} ${text}`) }
const CLOCK = { now: () => at(1_000) }

function gatesOn(reader: GateReader, problems: unknown[] = []) {
  return createGates({ reader, clock: CLOCK, ids: IDS, onProblem: (error) => problems.push(error) })
}

interface Asking {
  readonly stage?: PlannedStage
  readonly run?: string
  readonly channel?: string
  readonly answer?: Answer
}

/** What the gate goes by for an answer that has just been given. */
function ruling(reader: GateReader, { stage = STAGE, run = 'run-1', channel = 'mail', answer = BY_M1 }: Asking = {}) {
  const inputs = { channel: { schema: { type: 'string' }, required: true } }
  const world = aRun(aPlan([stage], { inputs }), { run: run as RunId, inputs: { channel } })
  world.begin('a')
  return gatesOn(reader).rule({ run: world.run, stage: A, result: { type: 'answered', answer } })
}

interface Shown {
  readonly stage?: PlannedStage
  readonly segment?: Segment
  readonly answer?: Answer
  readonly make?: (n: number) => JudgedAnswer
}

/** So many answers of whoever would answer now, that people found right unless it is said otherwise. */
async function shown(store: ReturnType<typeof createMemoryStore>, count: number, given: Shown = {}): Promise<void> {
  const { stage = STAGE, segment = ALL, answer = BY_M1, make = anAnswerJudged } = given
  const basis = gateBasis(stage, [answer], sha256)
  const workflow = aPlan([]).workflow.id
  const line = { workflow, stage: A, segment: segmentName(segment), digest: basisDigest(basis, sha256), basis }
  const kind = segmentName(segment) ?? 'all'
  for (let n = 0; n < count; n += 1) {
    const { id, check, ...judged } = make(n)
    const run = `${kind}-${id}` as RunId
    const look = check.type === 'done' ? { ...check, at: judged.at } : check
    const change = { type: 'answer', answer: { ...judged, run, look, second: null } } as const
    await store.append([aNewRun({ id: run, workflow }, { gate: [{ line, change }] })])
  }
}

/** Limits are placed by 40; 91 right ones certify 5 in 100. */
const ENOUGH = 131

describe('a second look', () => {
  it('[EN90] is asked of nobody where there is only one person', async () => {
    const parts = { reader: createMemoryStore(), clock: CLOCK, ids: IDS, onProblem: () => undefined }
    const world = aRun(aPlan([STAGE]))
    world.begin('a')
    const asked = { run: world.run, stage: A, result: { type: 'answered', answer: BY_M1 } } as const
    const coinOf = async (people: 'one' | 'several') =>
      (await createGates({ ...parts, people }).rule(asked)).ruling?.secondCoin
    expect(await coinOf('one')).toBe(1)
    expect(await coinOf('several')).toBeLessThan(1)
  })
})

describe('what a gate goes by', () => {
  it('[EN72] is nothing but the plan where there is no gate, or a limit of which nobody looks at a share', async () => {
    const store = createMemoryStore()
    const nothing: GateRule = { coin: 0 }
    expect(await ruling(store, { stage: aStage('a') })).toEqual(nothing)
    expect(await ruling(store, { stage: aStage('a', { gate: { kind: 'threshold', threshold: 0.8 } }) })).toEqual(
      nothing,
    )
    expect(
      await ruling(store, { stage: aStage('a', { gate: { kind: 'threshold', threshold: 0.8, auditRate: 0 } }) }),
    ).toEqual(nothing)
  })

  it('[EN72] is the limit that was written and its share, where people look at one', async () => {
    const stage = aStage('a', { gate: LIMIT_GATE })
    expect((await ruling(createMemoryStore(), { stage })).ruling).toEqual({
      basis: basisDigest(gateBasis(stage, [BY_M1], sha256), sha256),
      segment: null,
      target: null,
      limit: 0.8,
      certificate: null,
      auditRate: 0.1,
      secondCoin: expect.any(Number),
      because: '',
    })
  })

  it('[EN73] is the certificate of what answers now, where there is one', async () => {
    const store = createMemoryStore()
    await shown(store, ENOUGH - 1)
    expect((await ruling(store)).ruling).toMatchObject({
      target: 0.05,
      limit: null,
      certificate: null,
      because: expect.stringContaining('is not certified'),
    })
    await shown(store, ENOUGH)
    expect((await ruling(store)).ruling).toMatchObject({
      target: 0.05,
      limit: 0.9,
      certificate: expect.stringMatching(/^[0-9a-f]{64}$/),
      auditRate: 0.1,
      because: '',
    })
  })

  it('[EN73] a store that goes on is read on, not anew', async () => {
    const store = createMemoryStore()
    const asked: number[] = []
    const gates = gatesOn({
      ...store,
      gateAnswers: (line, after) => {
        asked.push(after)
        return store.gateAnswers(line, after)
      },
    })
    const world = aRun(aPlan([STAGE]))
    world.begin('a')
    const rule = () => gates.rule({ run: world.run, stage: A, result: { type: 'answered', answer: BY_M1 } })
    await shown(store, 100)
    expect((await rule()).ruling?.limit).toBeNull()
    await shown(store, ENOUGH)
    expect((await rule()).ruling?.limit).toBe(0.9)
    expect(asked).toEqual([0, 100])
  })

  it('[EN74] another model, performer or reviewer has shown nothing yet', async () => {
    const store = createMemoryStore()
    await shown(store, ENOUGH)
    const others: readonly Asking[] = [
      { answer: anAnswer({ model: { name: 'm-2', tokens: null } }) },
      { stage: { ...STAGE, primary: aCapability({ digest: 'd2' }) } },
      { stage: { ...STAGE, instructions: 'Otherwise.' } },
      { stage: { ...STAGE, name: 'Sort it' } },
    ]
    for (const other of others) expect((await ruling(store, other)).ruling?.limit).toBeNull()
    expect(
      (await ruling(store, { stage: { ...STAGE, description: 'For whoever reads the plan.' } })).ruling?.limit,
    ).toBe(0.9)
  })

  it('[EN74] where a skill reviews, the models of both count', async () => {
    const reviewed = { ...STAGE, reviewer: aCapability({ ref: 'skill:check' }) }
    const world = aRun(aPlan([reviewed]))
    world.perform('a', { ...BY_M1, outputs: { label: 'refund' } })
    world.begin('a')
    const review = anAnswer({ model: { name: 'm-2', tokens: null } })
    const rule = await gatesOn(createMemoryStore()).rule({
      run: world.run,
      stage: A,
      result: { type: 'answered', answer: review },
    })
    expect(rule.ruling?.basis).toBe(basisDigest(gateBasis(reviewed, [BY_M1, review], sha256), sha256))
    const failed = { code: 'x', message: 'x', reach: 'answered', cost: null } as const
    const none = await gatesOn(createMemoryStore()).rule({
      run: world.run,
      stage: A,
      result: { type: 'failed', error: failed },
    })
    expect(none.ruling?.basis).toBe(basisDigest(gateBasis(reviewed, [BY_M1], sha256), sha256))
  })

  it('[EN75] each kind of answer goes by its own, and has its part of the risk', async () => {
    const stage = aStage('a', {
      gate: { ...TARGET_GATE, segments: KINDS },
      inputs: { channel: '${{ inputs.channel }}' },
    })
    const store = createMemoryStore()
    await shown(store, ENOUGH, { stage, segment: { type: 'known', name: 'mail' } })
    expect((await ruling(store, { stage })).ruling).toMatchObject({ segment: 'mail', limit: null })
    await shown(store, ENOUGH + 20, { stage, segment: { type: 'known', name: 'mail' } })
    expect((await ruling(store, { stage })).ruling).toMatchObject({ segment: 'mail', limit: 0.9 })
    expect((await ruling(store, { stage, channel: 'photo' })).ruling).toMatchObject({ segment: 'photo', limit: null })
  })

  it('[EN75] what is of no known kind is never let through, whatever is known', async () => {
    const stage = aStage('a', {
      gate: { ...TARGET_GATE, segments: KINDS },
      inputs: { channel: '${{ inputs.channel }}' },
    })
    const store = createMemoryStore()
    await shown(store, 300, { stage, segment: { type: 'unknown' } })
    expect((await ruling(store, { stage, channel: 'fax' })).ruling).toMatchObject({
      segment: null,
      limit: null,
      certificate: null,
      because: 'It is of none of the kinds that are judged apart, so nothing is known of it.',
    })
  })

  it('[EN76] people look at the share that the document says, else at what is usual', async () => {
    const rateOf = async (gate: PlannedTarget, more: Shown['make'], count = 450) => {
      const stage = { ...STAGE, gate }
      const store = createMemoryStore()
      const make = (n: number) => (n < ENOUGH ? anAnswerJudged(n) : known(more)(n))
      await shown(store, count, { stage, make })
      return (await ruling(store, { stage })).ruling?.auditRate
    }
    expect(await rateOf({ ...TARGET_GATE, auditRate: 0.4 }, anAudit)).toBe(0.4)
    expect(await rateOf(TARGET_GATE, anAudit)).toBe(0.05)
    expect(await rateOf(TARGET_GATE, anAudit, 300)).toBe(0.1)
    const silent = (n: number) => anAnswerJudged(n, { score: null, check: { type: 'not-due' } })
    expect(await rateOf(TARGET_GATE, silent, 140)).toBeCloseTo(0.3, 12)
  })
})

/** The coins of so many runs. */
async function coinsOf(count: number, reader: GateReader = createMemoryStore(), stage = STAGE) {
  const gates = gatesOn(reader)
  const { run } = aRun(aPlan([stage]))
  const asked = { stage: stage.id, result: { type: 'answered', answer: BY_M1 } } as const
  const rules = Array.from({ length: count }, (_, n) => gates.rule({ ...asked, run: { ...run, id: `r${n}` as RunId } }))
  return (await Promise.all(rules)).map(({ coin, ruling: by }) => ({ coin, second: known(by).secondCoin }))
}

describe('the coins', () => {
  const WRITTEN = { ...STAGE, gate: LIMIT_GATE }

  it('[EN80] are the same for the same answer, and others for another run, stage, look or store', async () => {
    const [first, other] = await coinsOf(2)
    expect(await coinsOf(2)).toEqual([first, other])
    const [elsewhere] = await coinsOf(1, createMemoryStore(), { ...STAGE, id: 'b' as StageId })
    const secret = 'ff'.repeat(32)
    const [anywhere] = await coinsOf(1, { ...createMemoryStore(), auditSecret: async () => secret })
    const coins = [first, other, elsewhere, anywhere].flatMap((pair) => [pair?.coin, pair?.second])
    expect(new Set(coins).size).toBe(8)
  })

  it('[EN80] do not go by the answer: neither by how sure it is nor by what it says', async () => {
    const store = createMemoryStore()
    const sure = await ruling(store, { answer: anAnswer({ confidence: 0.99, outputs: { label: 'refund' } }) })
    const unsure = await ruling(store, { answer: anAnswer({ confidence: 0.01 }) })
    expect(sure.coin).toBe(unsure.coin)
    expect(sure.ruling?.secondCoin).toBe(unsure.ruling?.secondCoin)
  })

  it('[EN81] fall evenly, and apart from each other', async () => {
    const coins = await coinsOf(10_000, createMemoryStore(), WRITTEN)
    expect(coins.every(({ coin, second }) => coin >= 0 && coin < 1 && second >= 0 && second < 1)).toBe(true)
    // Chi-square: 27.88 with 9, and 148.2 with 99 degrees of freedom are passed once in a thousand times.
    expect(
      chiSquare(
        coins.map(({ coin }) => Math.floor(coin * 10)),
        10,
      ),
    ).toBeLessThan(27.88)
    const pairs = coins.map(({ coin, second }) => Math.floor(coin * 10) * 10 + Math.floor(second * 10))
    expect(chiSquare(pairs, 100)).toBeLessThan(148.2)
    // One in ten, and three times the deviation.
    const chosen = coins.filter(({ coin }) => coin < 0.1).length / coins.length
    expect(Math.abs(chosen - 0.1)).toBeLessThan(3 * Math.sqrt((0.1 * 0.9) / coins.length))
  })

  it('[EN81] the secret is asked for once', async () => {
    const store = createMemoryStore()
    let asked = 0
    const reader: GateReader = {
      ...store,
      auditSecret: () => {
        asked += 1
        return store.auditSecret()
      },
    }
    const gates = gatesOn(reader)
    const { run } = aRun(aPlan([WRITTEN]))
    for (let n = 0; n < 3; n += 1) await gates.rule({ run, stage: A, result: { type: 'answered', answer: BY_M1 } })
    expect(asked).toBe(1)
  })
})

function chiSquare(places: readonly number[], count: number): number {
  const expected = places.length / count
  const found = Array.from({ length: count }, () => 0)
  for (const place of places) found[place] = known(found[place]) + 1
  return found.reduce((sum, each) => sum + (each - expected) ** 2 / expected, 0)
}
