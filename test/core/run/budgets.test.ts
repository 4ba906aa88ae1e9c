import { describe, expect, it } from 'vitest'
import type { Claim } from '../../../src/core/budget/grant-claim.ts'
import { NOTHING_SPENT, spendingOf } from '../../../src/core/budget/spending.ts'
import { callSpending } from '../../../src/core/run/call-spending.ts'
import type { ClaimBudget } from '../../../src/core/run/command.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../support/runs.ts'
import { anError, aPlan, aRun, aStage, at } from '../../support/runs.ts'

const TOKENS = { unit: 'tokens', amount: 1_000 } as const

function call(least: number, most: number): Claim {
  return { type: 'bounded', least: { tokens: least, money: null }, most: { tokens: most, money: null } }
}

function taken(tokens: number) {
  return spendingOf({ tokens, cost: 'free' })
}

function claim(stage: string, fence: number, over: Partial<ClaimBudget> = {}): ClaimBudget {
  const rest = { spent: NOTHING_SPENT, claim: call(100, 400), others: NOTHING_SPENT }
  return { type: 'claim-budget', stage: stage as StageId, fence, ...rest, ...over }
}

function twoStages(over: Parameters<typeof aPlan>[1] = {}): TestRun {
  return aRun(aPlan([aStage('a'), aStage('b')], over))
}

/** Takes all but nothing of its stage's or run's budget, and is then told that no more is there. */
function exhaust(world: TestRun, stage: string): void {
  const fence = world.begin(stage)
  const refused = world.refused(claim(stage, fence, { spent: taken(950) }))
  if (refused.code !== 'over-budget') throw new Error(refused.code)
  world.send(claim(stage, fence, { spent: taken(950), claim: null }))
  world.report(stage, { type: 'failed', error: { ...refused.excess, reach: 'answered', cost: null } })
}

describe('a budget', () => {
  it('[AT14] sets aside what a call may take, in place of what the attempt claimed before', () => {
    const world = twoStages({ budget: { run: TOKENS } })
    const fence = world.begin('a')
    world.send(claim('a', fence))
    expect(world.stage('a').spending).toEqual([{ fence, spending: taken(400) }])
    world.send(claim('a', fence, { spent: taken(150) }))
    expect(world.stage('a').spending).toEqual([{ fence, spending: taken(550) }])
    world.send(claim('a', fence, { spent: taken(170), claim: null }))
    expect(world.stage('a').spending).toEqual([{ fence, spending: taken(170) }])
    world.send(claim('a', fence, { claim: { type: 'open' } }))
    expect(world.stage('a').spending).toEqual([{ fence, spending: NOTHING_SPENT }])
  })

  it('[AT14] knows prices too', () => {
    const world = twoStages({ budget: { run: { unit: 'money', currency: 'EUR', microUnits: 50 } } })
    const amount = { tokens: 9, money: { currency: 'EUR', microUnits: 40 } }
    const fence = world.begin('a')
    world.send(claim('a', fence, { claim: { type: 'bounded', least: amount, most: amount } }))
    expect(world.stage('a').spending[0]?.spending).toMatchObject({ tokens: 9, money: { EUR: 40 } })
  })

  it('[AT15] of a run counts all its stages, and what is set aside for them', () => {
    const world = twoStages({ budget: { run: TOKENS } })
    const [a, b] = [world.begin('a'), world.begin('b')]
    world.send(claim('a', a, { spent: taken(300) }))
    world.send(claim('b', b))
    expect(world.stage('b').spending).toEqual([{ fence: b, spending: taken(300) }])
    expect(world.refused(claim('b', b, { spent: taken(250) }))).toMatchObject({
      code: 'over-budget',
      excess: { code: 'budget-exhausted', message: expect.stringContaining('This run may take 1,000 tokens.') },
    })
  })

  it('[AT15] of a stage counts all its attempts, and no other stage', () => {
    const world = aRun(aPlan([aStage('a', { budget: TOKENS }), aStage('b')]))
    const first = world.begin('a')
    world.send(claim('a', first, { spent: taken(800), claim: null }))
    world.report('a', { type: 'failed', error: anError() })
    const second = world.begin('a', at(10))
    world.send(claim('a', second), at(10))
    expect(world.stage('a').spending).toEqual([
      { fence: first, spending: taken(800) },
      { fence: second, spending: taken(200) },
    ])
    world.send(claim('b', world.begin('b', at(10)), { spent: taken(9_000) }), at(10))
  })

  it('[AT15] of a day counts the other runs, too', () => {
    const world = twoStages({ budget: { day: TOKENS } })
    const fence = world.begin('a')
    world.send(claim('a', fence, { others: taken(700) }))
    expect(world.stage('a').spending).toEqual([{ fence, spending: taken(300) }])
    expect(world.refused(claim('a', fence, { others: taken(950) }))).toMatchObject({
      excess: { message: expect.stringContaining('This WorkChart in 24 hours') },
    })
  })

  it('[AT16] that is used up asks a person at once, and whoever lets it go on allows as much once more', () => {
    const world = twoStages({ budget: { run: TOKENS } })
    exhaust(world, 'a')
    expect(world.openTask('a')).toMatchObject({
      reason: 'budget',
      because: expect.stringContaining('950 tokens are taken'),
    })
    world.answer('a', { type: 'retry', note: 'Go on.' })
    const again = world.begin('a')
    world.send(claim('a', again))
    expect(world.stage('a').spending.at(-1)).toEqual({ fence: again, spending: taken(400) })
    expect(world.refused(claim('a', again, { spent: taken(1_000) }))).toMatchObject({ code: 'over-budget' })
  })

  it('[AT16] of one stage is allowed again for that stage alone', () => {
    const world = aRun(aPlan([aStage('a', { budget: TOKENS }), aStage('b', { budget: TOKENS })]))
    exhaust(world, 'a')
    world.answer('a', { type: 'retry', note: 'Go on.' })
    world.send(claim('a', world.begin('a'), { spent: taken(500) }))
    expect(world.refused(claim('b', world.begin('b'), { spent: taken(950) }))).toMatchObject({ code: 'over-budget' })
  })

  it('[AT17] is asked by attempts that are under way, and by no other', () => {
    const world = twoStages({ budget: { run: TOKENS } })
    expect(world.refused(claim('x', 3))).toEqual({ code: 'stage-unknown', stage: 'x' })
    expect(world.refused(claim('a', 3))).toEqual({ code: 'attempt-over', stage: 'a' })
    const fence = world.begin('a')
    expect(world.refused(claim('a', fence - 1))).toEqual({ code: 'attempt-over', stage: 'a' })
  })

  it('[AT17] counts tokens in and out, and knows what is free', () => {
    const tokens = { input: 3, output: 4, cacheRead: 1, cacheWrite: 0, reasoning: 2 }
    expect(callSpending({ basis: 'free' }, tokens)).toEqual({ tokens: 7, cost: 'free' })
    expect(callSpending(null, { ...tokens, input: null })).toEqual({ tokens: null, cost: null })
    expect(callSpending(null, null)).toEqual({ tokens: null, cost: null })
  })
})
