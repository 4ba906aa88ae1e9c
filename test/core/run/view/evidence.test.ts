import { describe, expect, it } from 'vitest'
import { findTask } from '../../../../src/core/run/find-task.ts'
import { confidenceView, outputFields, taskEvidence } from '../../../../src/core/run/view/task-evidence.ts'
import type { TestRun } from '../../../support/runs.ts'
import { APPROVE, aCapability, after, aPlan, aRun, aStage, NOBODY, PERSON } from '../../../support/runs.ts'

const GATE = { kind: 'threshold', threshold: 0.9 } as const

function found(world: TestRun, stage: string) {
  const task = findTask(world.run, world.openTask(stage).id)
  if (task === undefined) throw new Error('No task')
  return task
}

describe('evidence', () => {
  it('[VW40] shows what the stage is given, labelled as its performer describes it', () => {
    const input = { type: 'object', properties: { text: { title: 'Message' } } }
    const world = aRun(
      aPlan([
        aStage('a'),
        aStage('b', {
          dependsOn: after('a'),
          primary: aCapability({ input }),
          inputs: { text: '${{ stages.a.outputs.label }}' },
          gate: GATE,
        }),
      ]),
    )
    world.perform('a', { outputs: { label: 'refund' } })
    world.perform('b', { confidence: 0.1 })
    expect(taskEvidence(world.run, found(world, 'b')).inputs).toEqual({
      ok: true,
      value: [{ name: 'text', label: 'Message', value: 'refund' }],
    })
  })

  it('[VW40] names what a person is given by its own names', () => {
    const world = aRun(aPlan([aStage('b', { primary: PERSON, inputs: { text: 'Look' } })]))
    const { inputs } = taskEvidence(world.run, found(world, 'b'))
    expect(inputs).toEqual({ ok: true, value: [{ name: 'text', label: 'text', value: 'Look' }] })
  })

  it('[VW40] says why what it is given can not be worked out', () => {
    const world = aRun(aPlan([aStage('b', { primary: NOBODY, inputs: { text: '${{ inputs.missing }}' } })]))
    const { inputs } = taskEvidence(world.run, found(world, 'b'))
    expect(inputs).toEqual({ ok: false, error: expect.stringMatching(/missing/) })
  })

  it('[VW40][VW41] without inputs of its own it stands on the handoffs', () => {
    const { inputs: _, ...person } = aStage('b', { primary: PERSON, dependsOn: after('a', 'no') })
    const world = aRun(
      aPlan([aStage('a', { gate: GATE }), aStage('no', { when: 'false', onSkip: 'continue' }), person]),
    )
    const artifacts = [{ name: 'r.md', mediaType: 'text/markdown', size: 3, sha256: 'x' }]
    world.perform('a', { outputs: { label: 'refund' }, summary: 'A refund.', artifacts, confidence: 0.95 })
    const { inputs, handoffs } = taskEvidence(world.run, found(world, 'b'))
    expect(inputs).toEqual({ ok: true, value: null })
    expect(handoffs).toEqual([
      {
        stage: expect.objectContaining({ id: 'a' }),
        outcome: 'succeeded',
        summary: 'A refund.',
        outputs: [{ name: 'label', label: 'label', value: 'refund' }],
        confidence: { value: 0.95, threshold: 0.9, source: 'reported' },
        artifacts,
      },
      {
        stage: expect.objectContaining({ id: 'no' }),
        outcome: 'skipped',
        summary: null,
        outputs: [],
        confidence: null,
        artifacts: [],
      },
    ])
  })

  it('[VW43] a confidence is the settled one, else that of the waiting answer', () => {
    const stage = aStage('a', { gate: GATE })
    const world = aRun(aPlan([stage]))
    expect(confidenceView(stage, world.stage('a'))).toBeNull()
    expect(outputFields(stage, world.stage('a'))).toBeNull()
    world.perform('a', { confidence: null })
    expect(confidenceView(stage, world.stage('a'))).toEqual({ value: null, threshold: 0.9, source: 'none' })
    world.answer('a', APPROVE)
    expect(confidenceView(stage, world.stage('a'))).toEqual({ value: null, threshold: 0.9, source: 'none' })
    const free = aRun(aPlan([aStage('a')]))
    free.perform('a')
    expect(confidenceView(aStage('a'), free.stage('a'))).toEqual({ value: 0.9, threshold: null, source: 'reported' })
  })

  it('[VW43] shows every score where there is more than one', () => {
    const stage = aStage('a', { gate: GATE })
    const world = aRun(aPlan([stage]))
    world.perform('a', { confidence: 1, agreement: { samples: 4, agreeing: 3 } })
    const view = {
      value: 0.75,
      threshold: 0.9,
      source: 'agreement',
      scores: [
        { source: 'reported', value: 1 },
        { source: 'agreement', value: 0.75, samples: 4, agreeing: 3 },
      ],
    }
    expect(confidenceView(stage, world.stage('a'))).toEqual(view)
    world.answer('a', APPROVE)
    expect(confidenceView(stage, world.stage('a'))).toEqual(view)
  })
})
