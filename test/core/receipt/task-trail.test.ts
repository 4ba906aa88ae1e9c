import { expect, it } from 'vitest'
import type { Command } from '../../../src/core/run/command.ts'
import type { ActorId } from '../../../src/core/run/ids.ts'
import { beforeRoles } from '../../support/before-roles.ts'
import { receiptsOf } from '../../support/receipts.ts'
import type { TestRun } from '../../support/runs.ts'
import { APPROVE, aPlan, approver, aRun, aStage, at, everyRole, LENA, PERSON, TOM } from '../../support/runs.ts'

const INES = 'human:ines' as ActorId
const HOUR_MS = 3_600_000

function asking(): TestRun {
  const onBreach = [{ afterMs: 0, to: ['human:ines'] }]
  const escalation = { to: ['human:lena'], slaMs: 4 * HOUR_MS, remindMs: HOUR_MS, onBreach }
  return aRun(aPlan([aStage('a', { primary: PERSON, escalation })]))
}

function taskIn(world: TestRun) {
  return receiptsOf(world).flatMap((receipt) => (receipt.kind === 'stage' ? [receipt.task] : []))[0]
}

function clock(minutes: number): string {
  return new Date(at(minutes)).toISOString()
}

it('[RC12] a receipt names who did what with its task before it was decided, in which role and when', () => {
  const world = asking()
  const task = world.openTask('a').id
  const lena = approver(LENA)
  const passes: Command = { type: 'time-passed', jitter: 0 }
  world.send({ type: 'claim-task', task, as: lena }, at(10))
  world.send({ type: 'comment-task', task, as: lena, text: 'Hm.' }, at(11))
  world.send({ type: 'ask-information', task, as: lena, of: TOM, text: 'Paid?' }, at(20))
  world.send({ type: 'give-information', task, as: approver(TOM), text: 'It is.' }, at(30))
  world.send(passes, at(180))
  world.send(passes, at(240))
  world.send({ type: 'release-task', task, as: lena }, at(250))
  world.send({ type: 'reassign-task', task, as: everyRole(LENA), to: ['human:ines'], note: '' }, at(260))
  world.send(world.answering(task, APPROVE, { as: approver(INES) }), at(300))
  expect(taskIn(world)).toMatchObject({
    due_at: clock(240),
    decided_at: clock(300),
    in_time: false,
    trail: [
      { did: 'taken', at: clock(10), by: LENA, role: 'approver' },
      { did: 'asked', at: clock(20), by: LENA, role: 'approver', to: [TOM] },
      { did: 'told', at: clock(30), by: TOM, role: 'approver' },
      { did: 'reminded', at: clock(180), by: null },
      { did: 'overdue', at: clock(240), by: null, to: [] },
      { did: 'overdue', at: clock(240), by: null, to: ['human:ines'] },
      { did: 'given-back', at: clock(250), by: LENA, role: 'approver' },
      { did: 'passed-on', at: clock(260), by: LENA, role: 'approver', to: ['human:ines'] },
    ],
  })
})

it('[RC12] where nothing happened before the decision there is no trail', () => {
  const world = asking()
  world.answer('a', APPROVE)
  expect(taskIn(world)).not.toHaveProperty('trail')
})

it('[RC12] in histories from before roles a step has none', () => {
  const world = asking()
  world.send({ type: 'claim-task', task: world.openTask('a').id, as: approver(LENA) }, at(1))
  world.answer('a', APPROVE)
  expect(taskIn(beforeRoles(world))?.trail).toEqual([{ did: 'taken', at: clock(1), by: LENA }])
})

it('[RC12] the first hundred steps are kept', () => {
  const world = asking()
  const task = world.openTask('a').id
  for (let turn = 0; turn < 60; turn += 1) {
    world.send({ type: 'claim-task', task, as: approver(LENA) }, at(turn))
    world.send({ type: 'release-task', task, as: approver(LENA) }, at(turn))
  }
  world.answer('a', APPROVE)
  expect(taskIn(world)?.trail).toHaveLength(100)
  expect(taskIn(world)?.trail?.[0]).toMatchObject({ did: 'taken', at: clock(0) })
})
