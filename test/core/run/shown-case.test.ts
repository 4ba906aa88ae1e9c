import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../src/core/basics/json.ts'
import type { PlannedStage } from '../../../src/core/plan/plan.ts'
import type { FoundTask } from '../../../src/core/run/find-task.ts'
import { findTask } from '../../../src/core/run/find-task.ts'
import { replay } from '../../../src/core/run/replay.ts'
import type { RunEvent } from '../../../src/core/run/run-event.ts'
import { caseDigest, shownCase } from '../../../src/core/run/shown-case.ts'
import { fromSnapshot, toSnapshot } from '../../../src/core/run/snapshot.ts'
import type { StartEvent } from '../../../src/core/run/start-run.ts'
import { caseChanges } from '../../../src/core/run/view/case-changes.ts'
import type { TestRun } from '../../support/runs.ts'
import {
  APPROVE,
  aCapability,
  aPlan,
  aRun,
  aStage,
  at,
  everyRole,
  LENA,
  NOBODY,
  PERSON,
  RETRY,
  seenIn,
  sha256,
  TOM,
} from '../../support/runs.ts'

const GATE = { kind: 'threshold', threshold: 0.9 } as const

/** A run whose stage `a` waits for a person, with an answer nobody is sure of. */
function asking(over: Partial<PlannedStage> = {}, answer: object = {}): TestRun {
  const world = aRun(aPlan([aStage('a', { gate: GATE, inputs: { text: 'Hello' }, ...over })]))
  world.perform('a', { outputs: { label: 'refund' }, confidence: 0.5, ...answer })
  return world
}

function found(world: TestRun): FoundTask {
  const task = findTask(world.run, world.openTask('a').id)
  if (task === undefined) throw new Error('No task')
  return task
}

function digest(world: TestRun): string {
  return caseDigest(world.run, found(world), sha256)
}

describe('what an answer counts for', () => {
  it('[TA16] is everything that is before the person', () => {
    const world = asking({}, { summary: 'A refund.' })
    expect(shownCase(world.run, found(world))).toEqual({
      task: 'run-1.a.1',
      reason: 'low-confidence',
      because: expect.any(String),
      round: 0,
      generation: 0,
      stage: world.run.plan.stages[0],
      inputs: { text: 'Hello' },
      answer: {
        outputs: { label: 'refund' },
        about: { summary: 'A refund.', artifacts: [], confidence: 0.5, source: 'reported' },
      },
    })
    const person = aRun(aPlan([aStage('a', { primary: NOBODY, inputs: { text: '${{ inputs.missing }}' } })]))
    expect(shownCase(person.run, found(person))).toMatchObject({
      inputs: expect.stringMatching(/missing/),
      answer: null,
    })
  })

  it.each([
    ['the definition', asking({ instructions: 'Look twice.' })],
    ['what it is given', asking({ inputs: { text: 'Goodbye' } })],
    ['what was answered', asking({}, { outputs: { label: 'complaint' } })],
    ['how sure it is', asking({}, { confidence: 0.6 })],
    ['why it is asked', asking({}, { confidence: null })],
    ['what was said', asking({}, { summary: 'A refund.' })],
  ])('[TA16] with %s another case', (_, other) => {
    const world = asking()
    const seen = digest(other)
    expect(seen).not.toBe(digest(world))
    const task = world.openTask('a').id
    const command = { ...world.answering(task, APPROVE), seen }
    expect(world.refused(command)).toEqual({ code: 'task-changed', task })
  })

  it('[TA16] after another try the case is another one', () => {
    const world = asking({ reviewer: aCapability() })
    world.perform('a', { confidence: 0.1 })
    const seen = digest(world)
    world.answer('a', RETRY, at(1))
    world.perform('a', { outputs: { label: 'refund' }, confidence: 0.5 }, at(1))
    world.perform('a', { confidence: 0.1 }, at(1))
    expect(digest(world)).not.toBe(seen)
    const command = { ...world.answering(world.openTask('a').id, APPROVE), seen }
    expect(world.refused(command)).toMatchObject({ code: 'task-changed' })
  })

  it('[TA16][VW42] taking, passing on, comments and deadlines leave it as it was', () => {
    const world = asking()
    const seen = digest(world)
    const [task, as] = [world.openTask('a').id, everyRole(TOM)]
    world.send({ type: 'claim-task', task, as })
    world.send({ type: 'comment-task', task, as, text: 'Hm.' })
    world.send({ type: 'reassign-task', task, as, to: ['human:lena'], note: '' })
    world.send({ type: 'time-passed', jitter: 0 }, at(100_000))
    expect(digest(world)).toBe(seen)
  })

  it('[TA17] is named the same in a replayed and in a restored run', () => {
    const world = asking({}, { artifacts: [{ name: 'r', mediaType: 't', size: 1, sha256: 'x' }] })
    const history: readonly RunEvent[] = JSON.parse(JSON.stringify(world.history))
    const { plan } = world.run
    const restored = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(world.run))), {
      plan,
      started: history[0] as StartEvent,
      factAt: (seq) => history[seq - 1] as RunEvent,
    })
    const task = world.openTask('a').id
    expect([seenIn(replay(plan, history), task), seenIn(restored, task)]).toEqual([digest(world), digest(world)])
    expect(digest(world)).toBe(sha256(canonicalJson(shownCase(world.run, found(world)) as never)))
  })
})

describe('what is different', () => {
  it('[VW54] is told field by field', () => {
    const world = asking()
    const seen = digest(world)
    world.answer('a', RETRY, at(1))
    world.perform('a', { outputs: { kind: 'complaint' }, confidence: 0.5, summary: 'No refund.' }, at(1))
    expect(caseChanges({ run: world.run, found: found(world), history: world.history, sha256 }, seen)).toEqual([
      { pointer: '/round', message: 'It was 0 and is 1 now.' },
      { pointer: '/answer/outputs/label', message: 'It was refund and is not there now.' },
      { pointer: '/answer/about/summary', message: 'It was null and is “No refund.” now.' },
      { pointer: '/answer/outputs/kind', message: 'It was not there and is complaint now.' },
    ])
  })

  it('[VW54] of what nobody was shown is nothing', () => {
    const world = asking()
    world.send({ type: 'claim-task', task: world.openTask('a').id, as: everyRole(LENA) })
    expect(caseChanges({ run: world.run, found: found(world), history: world.history, sha256 }, 'forged')).toEqual([])
    expect(caseChanges({ run: world.run, found: found(world), history: world.history, sha256 }, digest(world))).toEqual(
      [],
    )
    const person = aRun(aPlan([aStage('a', { primary: PERSON }), aStage('b')]))
    person.perform('b')
    expect(caseChanges({ run: person.run, found: found(person), history: person.history, sha256 }, '')).toEqual([])
  })
})
