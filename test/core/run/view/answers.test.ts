import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../src/core/basics/json.ts'
import type { PlannedStage } from '../../../../src/core/plan/plan.ts'
import type { FoundTask } from '../../../../src/core/run/find-task.ts'
import { findTask } from '../../../../src/core/run/find-task.ts'
import type { TaskAnswer } from '../../../../src/core/run/task.ts'
import { answerEffect } from '../../../../src/core/run/view/answer-effect.ts'
import { offeredAnswers, taskForm } from '../../../../src/core/run/view/offered-answers.ts'
import type { StageId } from '../../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../../support/runs.ts'
import {
  APPROVE,
  aCapability,
  after,
  aPlan,
  aRun,
  aStage,
  at,
  edit,
  everyRole,
  LENA,
  NOBODY,
  PERSON,
  REJECT,
  RETRY,
  sha256,
  TOM,
} from '../../../support/runs.ts'

const NOW = { as: everyRole(LENA), now: at(1), sha256 }
const SORT = aStage('sort', { name: 'Sort it', gate: { kind: 'threshold', threshold: 0.9 } })
const LABEL: JsonObject = { type: 'object', properties: { label: { type: 'string' } }, required: ['label'] }

/** A task of the stage `sort` that came there for low confidence. */
function unsure(later: readonly PlannedStage[] = [], over: Partial<PlannedStage> = {}): TestRun {
  const world = aRun(aPlan([{ ...SORT, ...over }, ...later]))
  world.perform('sort', { outputs: { label: 'refund' }, confidence: 0.5 })
  return world
}

function foundIn({ run }: TestRun, world: TestRun, stage = 'sort'): FoundTask {
  const found = findTask(run, world.openTask(stage).id)
  if (found === undefined) throw new Error('No task')
  return found
}

function effect(world: TestRun, answer: TaskAnswer): string {
  return answerEffect(world.run, foundIn(world, world), { ...NOW, answer })
}

function offers(world: TestRun, stage = 'sort'): Readonly<Record<string, string>> {
  return Object.fromEntries(
    offeredAnswers(world.run, foundIn(world, world, stage), NOW).map(({ type, effect: text }) => [type, text]),
  )
}

const NEXT = aStage('next', { name: 'Fill in the letter', dependsOn: after('sort') })

describe('offered answers', () => {
  it('[VW30] are those of the reason, in one order', () => {
    expect(Object.keys(offers(unsure()))).toEqual(['approve', 'edit', 'reject', 'retry'])
    const person = aRun(aPlan([aStage('sort', { primary: PERSON })]))
    expect(Object.keys(offers(person))).toEqual(['approve', 'edit', 'reject'])
    const filling = aRun(aPlan([aStage('sort', { primary: PERSON, outputs: LABEL })]))
    expect(Object.keys(offers(filling))).toEqual(['edit', 'reject'])
  })

  it('[VW30][VW36] are none, and there is no form, once the task is closed', () => {
    const world = unsure()
    const { id } = world.openTask('sort')
    world.answer('sort', APPROVE)
    const found = findTask(world.run, id)
    if (found === undefined) throw new Error('No task')
    expect(offeredAnswers(world.run, found, NOW)).toEqual([])
    expect(taskForm(found)).toBeNull()
  })
})

describe('the effect of an answer', () => {
  it('[VW31] says what becomes of the stage and what starts', () => {
    const send = aStage('send', { name: 'Send it', dependsOn: after('sort'), effect: 'once-or-ask' })
    expect(effect(unsure([NEXT]), APPROVE)).toBe('Marks this stage done with refund. Fill in the letter starts next.')
    expect(effect(unsure([NEXT, send]), edit({ label: 'other' }))).toBe(
      'Marks this stage done with other. Fill in the letter and Send it (done once) start next.',
    )
  })

  it('[VW31] says what is skipped and how the run ends', () => {
    const later = [NEXT, aStage('then', { name: 'Then', dependsOn: after('next') })]
    expect(effect(unsure(later), REJECT)).toBe(
      'Ends this stage as Rejected. 2 later stages are skipped. The run ends as Rejected.',
    )
    expect(effect(unsure([NEXT]), REJECT)).toBe(
      'Ends this stage as Rejected. Fill in the letter is skipped. The run ends as Rejected.',
    )
    expect(effect(unsure(), edit({}))).toBe('Marks this stage done. The run ends as Succeeded.')
  })

  it('[VW31] says who is asked next and what fails', () => {
    const ask = aStage('ask', { name: 'Approve it', primary: PERSON, dependsOn: after('sort') })
    const bad = aStage('bad', { name: 'Bad', dependsOn: after('sort'), when: 'stages.sort.outputs.missing == 1' })
    expect(effect(unsure([ask, bad]), APPROVE)).toBe(
      'Marks this stage done with refund. Asks lena about Approve it next. Bad fails.',
    )
  })

  it('[VW32] of a form is told before it is filled in', () => {
    expect(offers(unsure([NEXT]))['edit']).toBe(
      'Marks this stage done with what you fill in. Fill in the letter starts next.',
    )
    const choosing = { ...NEXT, when: "stages.sort.outputs.label == 'refund'" }
    expect(offers(unsure([choosing]))['edit']).toBe(
      'Marks this stage done with what you fill in. What starts next follows from it.',
    )
    const world = aRun(
      aPlan([{ ...SORT, primary: PERSON, gate: { kind: 'none' }, outputs: LABEL }], {
        outputs: { label: '${{ stages.sort.outputs.label }}' },
      }),
    )
    expect(offers(world)['edit']).toBe('Marks this stage done with what you fill in. The run ends as Succeeded.')
  })

  it('[VW33] that is refused says why', () => {
    const world = unsure()
    world.send({ type: 'claim-task', task: world.openTask('sort').id, as: everyRole(TOM) })
    expect(effect(world, APPROVE)).toBe(
      'tom has taken this task. Ask them to give it back, or somebody who oversees tasks to pass it on.',
    )
    const person = aRun(aPlan([aStage('sort', { primary: PERSON })]))
    expect(effect(person, RETRY)).toBe('"retry" is not an answer this task offers (reason: human-stage).')
  })

  it('[VW34] in a paused run promises nothing before it is resumed', () => {
    const world = unsure([NEXT])
    world.send({ type: 'pause-run', by: LENA })
    expect(effect(world, APPROVE)).toBe(
      'Marks this stage done with refund. Fill in the letter starts once the run is resumed.',
    )
  })

  it('[VW35] of another try names who is asked and how often', () => {
    expect(effect(unsure(), RETRY)).toBe('Asks Sort a message again with your note, up to 3 tries.')
    const once = { ...SORT.retry, maximumAttempts: 1 }
    expect(effect(unsure([], { retry: once }), RETRY)).toBe('Asks Sort a message again with your note, 1 try.')
    const spent = aRun(aPlan([SORT]))
    spent.fail('sort', { code: 'budget-exhausted' })
    expect(effect(spent, RETRY)).toContain('It may take as much as its budget once more.')
    const nobody = aRun(aPlan([aStage('sort', { primary: NOBODY })]))
    expect(effect(nobody, RETRY)).toBe('x can still not be asked here. Asks anyone again.')
  })

  it('[VW35] of another try at what must not happen twice warns', () => {
    const world = aRun(
      aPlan([aStage('sort', { effect: 'once-or-ask', primary: aCapability({ name: 'Send e-mail' }) })]),
    )
    const fence = world.begin('sort')
    world.send({ type: 'lose-attempt', stage: 'sort' as StageId, fence, jitter: 0 })
    expect(effect(world, RETRY)).toBe('Send e-mail does this again: choose it only if it did not happen.')
  })

  it('[VW31] of a person who has nothing to fill in is just done', () => {
    const person = aRun(aPlan([aStage('sort', { primary: PERSON })]))
    expect(effect(person, APPROVE)).toBe('Marks this stage done. The run ends as Succeeded.')
  })

  it('[VW37] to an audit is a verdict and nothing else', () => {
    const world = aRun(aPlan([{ ...SORT, gate: { kind: 'threshold', threshold: 0.5, auditRate: 1 } }, NEXT]))
    world.perform('sort')
    expect(offers(world)).toEqual({
      approve: 'Records that the answer was right. Nothing else changes.',
      edit: 'Records that the answer was wrong. Nothing else changes.',
      reject: 'Records that the answer was wrong. Nothing else changes.',
    })
    expect(taskForm(foundIn(world, world))?.values).toEqual(world.stage('sort').answer?.answer.outputs)
  })
})

describe('the form', () => {
  it('[VW36] is the escalation’s, else the outputs, else one field', () => {
    const form: JsonObject = { type: 'object', properties: { label: { enum: ['a'] } } }
    const own = unsure([], { outputs: LABEL, escalation: { ...SORT.escalation, form } })
    expect(taskForm(foundIn(own, own))).toEqual({ schema: form, values: { label: 'refund' } })
    const outputs = unsure([], { outputs: LABEL })
    expect(taskForm(foundIn(outputs, outputs))?.schema).toEqual(LABEL)
    const free = aRun(aPlan([aStage('sort', { primary: PERSON })]))
    expect(taskForm(foundIn(free, free))).toMatchObject({
      schema: { properties: { result: { title: 'Result' } } },
      values: {},
    })
  })
})
