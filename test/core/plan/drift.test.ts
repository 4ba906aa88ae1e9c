import { describe, expect, it } from 'vitest'
import { driftBetween } from '../../../src/core/plan/drift.ts'
import type { Plan } from '../../../src/core/plan/plan.ts'
import { aCapability, aPlan, aStage, PERSON } from '../../support/runs.ts'

const FIRST = aStage('a', { name: 'Sort' })
const SAVED = aPlan([FIRST, aStage('b')])

function driftTo(now: Partial<Plan>): readonly string[] {
  return driftBetween(SAVED, { ...SAVED, ...now }).map(({ stage, message }) => `${stage ?? 'all'}: ${message}`)
}

function driftOf(change: Partial<typeof FIRST>): readonly string[] {
  return driftTo({ stages: [{ ...FIRST, ...change }, aStage('b')] })
}

describe('drift', () => {
  it('[PL51] the same plan has none, however its keys are ordered', () => {
    const { schema, ...rest } = SAVED
    expect(driftBetween(SAVED, { ...rest, schema })).toEqual([])
  })

  it('[PL51] says what changed around the stages', () => {
    expect(driftTo({ workflow: { ...SAVED.workflow, digest: 'e'.repeat(64) } })).toEqual([
      'all: The document of the WorkChart has changed.',
    ])
    expect(driftTo({ inputs: { more: { schema: {}, required: false } } })).toEqual([
      'all: What the run is given, or its usual values, have changed.',
    ])
    expect(driftTo({ outputs: { more: '${{ run.id }}' } })).toEqual(['all: What the run returns has changed.'])
    expect(driftTo({ stages: [FIRST, aStage('c', { name: 'Send' })] })).toEqual([
      'all: There are other stages, or they stand in another order.',
      'b: The stage "b" is gone.',
      'c: The stage "Send" is new.',
    ])
  })

  it('[PL51] says who does a stage now, and whether that changed', () => {
    expect(driftOf({ primary: PERSON })).toEqual([`a: Who does it was skill:sort and is ${PERSON.ref}.`])
    const { ref, name } = aCapability()
    expect(driftOf({ primary: { kind: 'unavailable', ref, name, reason: 'Gone.' } })).toEqual([
      'a: Who does it, skill:sort, can not do it now.',
    ])
    const absent = { kind: 'unavailable', ref, name, reason: 'Gone.' } as const
    const gone = aPlan([{ ...aStage('a'), primary: absent }])
    expect(driftBetween(gone, aPlan([aStage('a')]))).toEqual([
      { stage: 'a', message: 'Who does it, skill:sort, can do it now.' },
    ])
    expect(driftOf({ primary: aCapability({ digest: 'e'.repeat(64) }) })).toEqual([
      'a: Who does it, skill:sort, is not the same as when it was planned.',
    ])
  })

  it('[PL51] says what else of a stage changed', () => {
    expect(driftOf({ tools: [aCapability()] })).toEqual(['a: What it may use has changed.'])
    expect(driftOf({ reviewer: PERSON })).toEqual(['a: Who reviews it has changed.'])
    expect(driftOf({ context: { ...FIRST.context, budgetTokens: 1 } })).toEqual(['a: What it knows has changed.'])
    expect(driftOf({ gate: { kind: 'threshold', threshold: 0.99 } })).toEqual([
      'a: When a person is asked has changed.',
    ])
    expect(driftOf({ timeoutMs: 1 })).toEqual(['a: Its settings have changed.'])
    const reviewed = aPlan([aStage('a', { reviewer: PERSON })])
    expect(driftBetween(reviewed, aPlan([aStage('a')]))).toHaveLength(1)
  })
})
