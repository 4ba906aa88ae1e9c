import { describe, expect, it } from 'vitest'
import { known } from '../../../src/core/basics/known.ts'
import type { Command } from '../../../src/core/run/command.ts'
import { findTask } from '../../../src/core/run/find-task.ts'
import type { ActorId, TaskId } from '../../../src/core/run/ids.ts'
import { ownWorkRefusal } from '../../../src/core/run/own-work.ts'
import { audienceOf } from '../../../src/core/run/task.ts'
import { barredFrom } from '../../../src/core/run/view/offered-answers.ts'
import type { TestRun } from '../../support/runs.ts'
import {
  APPROVE,
  after,
  aPlan,
  approver,
  aRun,
  aStage,
  at,
  edit,
  everyRole,
  LENA,
  PERSON,
  REJECT,
  TOM,
} from '../../support/runs.ts'

const INES = 'human:ines' as ActorId
const TEXT = 'Did the parcel arrive?'

function asking(to = PERSON.ref): TestRun {
  return aRun(aPlan([aStage('a', { primary: { kind: 'human', ref: to, name: 'They' } })]))
}

function ask(task: TaskId, as = approver(LENA), of = 'human:tom'): Command {
  return { type: 'ask-information', task, as, of, text: TEXT }
}

function tell(task: TaskId, as = approver(TOM)): Command {
  return { type: 'give-information', task, as, text: 'It did, on Monday.' }
}

describe('a question about a task', () => {
  it('[TA19] goes to one, who sees the task until they have told; nothing else changes', () => {
    const world = asking()
    const { id: task, due } = world.openTask('a')
    expect(world.send(ask(task), at(1))).toMatchObject([
      { type: 'information-asked', by: LENA, role: 'approver', of: 'human:tom', text: TEXT },
    ])
    const asked = world.openTask('a')
    expect(asked).toMatchObject({
      due,
      to: ['human:lena'],
      question: { by: LENA, of: 'human:tom', text: TEXT, at: at(1) },
    })
    expect(audienceOf(asked)).toEqual(['human:lena', 'human:tom'])
    expect(world.send(tell(task))).toMatchObject([{ type: 'information-given', by: TOM, role: 'approver' }])
    expect(world.openTask('a')).toMatchObject({ question: null, due })
    expect(audienceOf(world.openTask('a'))).toEqual(['human:lena'])
  })

  it('[TA19] whoever was asked decides nothing, takes nothing and asks nobody', () => {
    const world = asking()
    const task = world.openTask('a').id
    world.send(ask(task))
    const refused = { code: 'task-not-yours', to: ['human:lena'] }
    const as = approver(TOM)
    expect(world.refused(world.answering(task, APPROVE, { as }))).toEqual(refused)
    expect(world.refused({ type: 'claim-task', task, as })).toEqual(refused)
    expect(world.refused(ask(task, as, 'human:ines'))).toEqual(refused)
    expect(world.send(world.answering(task, APPROVE))).not.toEqual([])
  })

  it('[TA20] is one at a time, and told by whoever was asked or may decide', () => {
    const world = asking()
    const task = world.openTask('a').id
    expect(world.refused(tell(task))).toEqual({ code: 'no-question', task })
    world.send(ask(task))
    expect(world.refused(ask(task))).toEqual({ code: 'question-open', of: 'human:tom' })
    expect(world.refused(tell(task, approver(INES)))).toEqual({
      code: 'task-not-yours',
      to: ['human:lena', 'human:tom'],
    })
    expect(world.send(tell(task, approver(LENA)))).toHaveLength(1)
    expect(world.send(ask(task, approver(LENA), 'human:ines'))).toHaveLength(1)
  })

  it('[TA20] about what somebody else has is asked by them, or by an overseer', () => {
    const world = asking('human:support')
    const task = world.openTask('a').id
    world.send({ type: 'claim-task', task, as: approver(LENA, 'support') })
    expect(world.refused(ask(task, approver(TOM, 'support')))).toEqual({ code: 'task-claimed', by: LENA })
    expect(world.send(ask(task, everyRole(INES)))).toHaveLength(1)
  })

  it('[TA20] is over with the task', () => {
    const world = asking()
    const task = world.openTask('a').id
    world.send(ask(task))
    world.answer('a', REJECT)
    expect(world.refused(tell(task))).toMatchObject({ code: 'task-decided' })
    expect(world.refused(ask('none' as TaskId))).toMatchObject({ code: 'task-unknown' })
    expect(world.refused(tell('none' as TaskId))).toMatchObject({ code: 'task-unknown' })
  })
})

describe('where another person must decide', () => {
  const escalation = { to: ['human:anyone'], slaMs: 1, onBreach: [], decidedBy: 'another-person' } as const
  const ANYONE = { kind: 'human', ref: 'human:anyone', name: 'anyone' } as const

  function offer(started: Parameters<typeof aRun>[1] = { by: INES }): TestRun {
    const [write, check, sign] = [
      aStage('write', { name: 'Write it', primary: ANYONE }),
      aStage('check', { primary: ANYONE, dependsOn: after('write') }),
      aStage('sign', { primary: ANYONE, dependsOn: after('check'), escalation }),
    ]
    return aRun(aPlan([write, check, sign]), started)
  }

  function decided(world: TestRun, stage: string, by: ActorId): void {
    world.send(world.answering(world.openTask(stage).id, edit({}), { as: approver(by) }))
  }

  it('[TA21] whoever decided a stage before does not decide or take it, in whatever role', () => {
    const world = offer()
    decided(world, 'write', TOM)
    decided(world, 'check', LENA)
    const task = world.openTask('sign').id
    for (const [by, stage] of [
      [TOM, 'Write it'],
      [LENA, 'check'],
    ] as const) {
      const refused = { code: 'four-eyes', work: { type: 'decided', stage } }
      const as = everyRole(by)
      expect(world.refused(world.answering(task, APPROVE, { as }))).toMatchObject(refused)
      expect(world.refused({ type: 'claim-task', task, as })).toMatchObject(refused)
      expect(world.send(ask(task, as, 'human:x'))).toHaveLength(1)
      world.send(tell(task, as))
    }
    const other = approver('human:uwe' as ActorId)
    expect(world.send(world.answering(task, APPROVE, { as: other }))).not.toEqual([])
  })

  it("[TA21] whoever started the run by hand does not decide it; what a schedule started is nobody's own", () => {
    const byHand = offer({ by: INES })
    const bySchedule = offer({ by: INES, cause: { type: 'schedule', trigger: 'daily', instant: at(0) } })
    for (const world of [byHand, bySchedule]) {
      decided(world, 'write', TOM)
      decided(world, 'check', LENA)
    }
    const answer = (world: TestRun) => world.answering(world.openTask('sign').id, APPROVE, { as: approver(INES) })
    expect(byHand.refused(answer(byHand))).toEqual({ code: 'four-eyes', work: { type: 'started' } })
    expect(bySchedule.send(answer(bySchedule))).not.toEqual([])
  })

  it("[TA21] whoever refused a stage before decided it too; what nobody decided is nobody's own", () => {
    const world = offer()
    const sign = {
      stage: known(world.run.plan.stages.find(({ id }) => id === 'sign')),
      stageRun: world.stage('sign'),
      task: world.openTask('write'),
    }
    expect(ownWorkRefusal(world.run, sign, TOM)).toBeUndefined()
    world.send(world.answering(world.openTask('write').id, REJECT, { as: approver(TOM) }))
    expect(world.stage('check').state).toMatchObject({ settlement: { outcome: 'skipped' } })
    expect(ownWorkRefusal(world.run, sign, TOM)).toEqual({
      code: 'four-eyes',
      work: { type: 'decided', stage: 'Write it' },
    })
    expect(ownWorkRefusal(world.run, sign, LENA)).toBeUndefined()
  })

  it('[TA21] the reason is told before anybody answers, and who may decide is told nothing', () => {
    const world = offer()
    decided(world, 'write', TOM)
    decided(world, 'check', LENA)
    const found = findTask(world.run, world.openTask('sign').id)
    if (found === undefined) throw new Error('There is no task')
    expect(barredFrom(world.run, found, approver(INES))).toBe(
      'You started this run, so somebody else must decide this. Pass it on, or leave it to the others.',
    )
    expect(barredFrom(world.run, found, approver('human:uwe' as ActorId))).toBeNull()
    world.send(world.answering(found.task.id, APPROVE, { as: approver('human:uwe' as ActorId) }))
    const closed = findTask(world.run, found.task.id)
    expect(closed && barredFrom(world.run, closed, approver(INES))).toBeNull()
  })
})
