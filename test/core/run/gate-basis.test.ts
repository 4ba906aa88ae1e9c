import { describe, expect, it } from 'vitest'
import type { PlannedStage } from '../../../src/core/plan/plan.ts'
import type { Answer } from '../../../src/core/run/answer.ts'
import { basisDigest, gateBasis, segmentName, segmentOf } from '../../../src/core/run/gate-basis.ts'
import { TARGET_GATE } from '../../support/rulings.ts'
import { aCapability, anAnswer, aPlan, aRun, aStage, PERSON, sha256 } from '../../support/runs.ts'

const STAGE = aStage('a', {
  gate: TARGET_GATE,
  instructions: 'Sort it.',
  tools: [aCapability({ ref: 'skill:look-up' })],
})
const TONE = { ref: 'ctx:tone', title: 'Tone', sha256: 'c1', tokens: 3 }
const BY_M1 = anAnswer({ model: { name: 'm-1', tokens: null } })

function nameOf(stage: Partial<PlannedStage> = {}, answers: readonly Answer[] = [BY_M1]): string {
  return basisDigest(gateBasis({ ...STAGE, ...stage }, answers, sha256), sha256)
}

describe('what gave an answer', () => {
  it('[GA40] is the same as long as all is that has a say in the answer and its score', () => {
    const same = [
      nameOf({ timeoutMs: 5, description: 'For whoever reads the plan.' }),
      nameOf({ context: { ...STAGE.context, modules: [{ ...TONE, memoryIds: ['m-1'] }] } }),
      nameOf({ gate: { ...TARGET_GATE, target: 0.1, auditRate: 0.5 } }),
      nameOf({}, [BY_M1, BY_M1]),
    ]
    expect(new Set([nameOf(), ...same]).size).toBe(1)
  })

  it('[GA40] is another with another performer, model, tool, reviewer, form or way of scoring, and where it is told or given something else', () => {
    const reviewer = aCapability({ ref: 'skill:check' })
    const others = [
      nameOf({ primary: aCapability({ digest: 'd2' }) }),
      nameOf({ primary: aCapability({ ref: 'skill:other' }) }),
      nameOf({ primary: aCapability({ run: { type: 'builtin', builtin: 'classify-text', settings: { a: 1 } } }) }),
      nameOf({ tools: [] }),
      nameOf({ tools: [aCapability({ ref: 'skill:look-up', digest: 'd2' })] }),
      nameOf({ reviewer }),
      nameOf({ reviewer: { ...reviewer, digest: 'd2' } }),
      nameOf({ reviewer: PERSON }),
      nameOf({ instructions: 'Sort it well.' }),
      nameOf({ outputs: { type: 'object' } }),
      nameOf({ name: 'Another name' }),
      nameOf({ dependsOn: [STAGE.id] }),
      nameOf({ inputs: { text: 'The subject alone.' } }),
      nameOf({ context: { ...STAGE.context, modules: [TONE] } }),
      nameOf({ gate: { ...TARGET_GATE, samples: 3 } }),
      nameOf({ gate: { ...TARGET_GATE, reviewBetween: { from: 0.5, to: 0.9 } } }),
      nameOf({ gate: { ...TARGET_GATE, segments: { input: 'channel', values: ['mail'] } } }),
      nameOf({}, [anAnswer({ model: { name: 'm-2', tokens: null } })]),
      nameOf({}, [BY_M1, anAnswer({ otherModels: [{ name: 'm-2', tokens: null }] })]),
      nameOf({}, []),
    ]
    expect(new Set([nameOf(), ...others]).size).toBe(others.length + 1)
  })

  it('[GA40] names the performer and its models, each once, in the order of their names', () => {
    const answers = [
      anAnswer({ model: { name: 'm-2', tokens: null }, otherModels: [{ name: 'm-1', tokens: null }] }),
      BY_M1,
    ]
    expect(gateBasis(STAGE, answers, sha256)).toMatchObject({
      performer: 'skill:sort',
      models: ['m-1', 'm-2'],
      reviewer: null,
    })
    expect(gateBasis({ ...STAGE, gate: { kind: 'none' } }, [], sha256).models).toEqual([])
  })
})

describe('the kind of an answer', () => {
  const segments = { input: 'channel', values: ['mail', 'photo'] }

  function kindOf(channel: string, over: Partial<PlannedStage> = {}) {
    const stage = aStage('a', {
      gate: { ...TARGET_GATE, segments },
      inputs: { channel: '${{ inputs.channel }}' },
      ...over,
    })
    const inputs = { channel: { schema: { type: 'string' }, required: true } }
    const { run } = aRun(aPlan([stage], { inputs }), { inputs: { channel } })
    return segmentOf(run, stage)
  }

  it('[GA41] is one of those that its gate tells apart', () => {
    expect(kindOf('photo')).toEqual({ type: 'known', name: 'photo' })
    expect(segmentName(kindOf('photo'))).toBe('photo')
  })

  it('[GA41] is unknown where it is none of them, no text, or can not be made', () => {
    expect(kindOf('fax')).toEqual({ type: 'unknown' })
    expect(segmentName(kindOf('fax'))).toBeNull()
    expect(kindOf('photo', { inputs: { channel: 7 } })).toEqual({ type: 'unknown' })
    expect(kindOf('photo', { inputs: {} })).toEqual({ type: 'unknown' })
    expect(kindOf('photo', { inputs: { channel: '${{ inputs.nothing }}' } })).toEqual({ type: 'unknown' })
  })

  it('[GA41] all are of one kind where nothing tells them apart', () => {
    expect(kindOf('photo', { gate: TARGET_GATE })).toEqual({ type: 'all' })
    expect(kindOf('photo', { gate: { kind: 'none' } })).toEqual({ type: 'all' })
    expect(segmentName({ type: 'all' })).toBeNull()
  })
})
