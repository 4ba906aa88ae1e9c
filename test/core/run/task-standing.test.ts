import { describe, expect, it } from 'vitest'
import { standingOf } from '../../../src/core/people/standing.ts'
import type { Command } from '../../../src/core/run/command.ts'
import type { TaskId } from '../../../src/core/run/ids.ts'
import { allStages } from '../../../src/core/run/stage-table.ts'
import { beforeRoles } from '../../support/before-roles.ts'
import type { TestRun } from '../../support/runs.ts'
import { APPROVE, aPlan, approver, aRun, aStage, at, everyRole, LENA, PERSON, REJECT, TOM } from '../../support/runs.ts'

const MANAGER = standingOf({ id: TOM, roles: ['ops-manager'], teams: [] })
const VIEWER = standingOf({ id: LENA, roles: ['viewer'], teams: ['support'] })

/** A run whose stage asks Lena, or whoever `to` names. */
function asking(to = PERSON.ref): TestRun {
  return aRun(aPlan([aStage('a', { primary: { kind: 'human', ref: to, name: 'They' } })]))
}

const WISHES = {
  claim: (task: TaskId, as: typeof MANAGER): Command => ({ type: 'claim-task', task, as }),
  answer: (task: TaskId, as: typeof MANAGER, world: TestRun): Command => world.answering(task, APPROVE, { as }),
  reassign: (task: TaskId, as: typeof MANAGER): Command => ({
    type: 'reassign-task',
    task,
    as,
    to: ['human:ines'],
    note: '',
  }),
  comment: (task: TaskId, as: typeof MANAGER): Command => ({ type: 'comment-task', task, as, text: 'Why?' }),
}
const EACH = Object.entries(WISHES)

describe('as whom', () => {
  it.each(EACH)('[TA12] %s is refused to who is not asked, naming who is', (_, wish) => {
    const world = asking()
    const task = world.openTask('a').id
    for (const as of [approver(TOM), approver(TOM, 'support'), VIEWER]) {
      expect(world.refused(wish(task, as, world))).toEqual({ code: 'task-not-yours', to: ['human:lena'] })
    }
  })

  it.each(EACH)('[TA12][TA14] %s is for those who are asked and for overseers, in the role they use', (_, wish) => {
    const cases = [
      { to: 'human:lena', as: approver(LENA), role: 'approver' },
      { to: 'human:support', as: approver(LENA, 'support'), role: 'approver' },
      { to: 'human:anyone', as: approver(LENA), role: 'approver' },
      { to: 'human:lena', as: MANAGER, role: 'ops-manager' },
      { to: 'human:lena', as: everyRole(LENA), role: 'approver' },
    ]
    for (const { to, as, role } of cases) {
      const world = asking(to)
      const [fact] = world.send(wish(world.openTask('a').id, as, world))
      expect(fact).toMatchObject({ by: as.by, role })
    }
  })

  it('[TA12] is also what a token is meant for', () => {
    const manager = { id: LENA, roles: ['ops-manager'], teams: [] } as const
    const world = asking()
    const task = world.openTask('a').id
    const reader = standingOf({ ...manager, scopes: ['read'] })
    expect(world.refused(WISHES.claim(task, reader))).toMatchObject({ code: 'task-not-yours' })
    expect(world.send(WISHES.claim(task, standingOf({ ...manager, scopes: ['decide'] })))).toHaveLength(1)
  })

  it('[TA12] what somebody has taken is given back and passed on by them and by overseers', () => {
    const world = asking('human:support')
    const task = world.openTask('a').id
    const [lena, tom] = [approver(LENA, 'support'), approver(TOM, 'support')]
    const give = (as: typeof lena): Command => ({ type: 'release-task', task, as })
    expect(world.send(give(tom))).toEqual([])
    world.send(WISHES.claim(task, lena))
    expect(world.refused(give(tom))).toEqual({ code: 'task-claimed', by: LENA })
    expect(world.refused(WISHES.reassign(task, tom))).toEqual({ code: 'task-claimed', by: LENA })
    expect(world.send(give(MANAGER))).toMatchObject([{ type: 'task-released', by: TOM, role: 'ops-manager' }])
    world.send(WISHES.claim(task, lena))
    expect(world.send(give(lena))).toMatchObject([{ type: 'task-released', by: LENA, role: 'approver' }])
    world.send(WISHES.claim(task, lena))
    world.send(WISHES.reassign(task, lena))
    expect(world.openTask('a')).toMatchObject({ to: ['human:ines'], claimedBy: null })
  })

  it('[TA13] who has left the team can not answer any more, and still gives back what they took', () => {
    const world = asking('human:support')
    const task = world.openTask('a').id
    world.send(WISHES.claim(task, approver(LENA, 'support')))
    expect(world.refused(WISHES.answer(task, approver(LENA), world))).toMatchObject({ code: 'task-not-yours' })
    const [released] = world.send({ type: 'release-task', task, as: approver(LENA) })
    expect(released).toEqual({ type: 'task-released', at: at(0), stage: 'a', task, by: LENA })
    expect(world.send(WISHES.answer(task, approver(TOM, 'support'), world))).toMatchObject([{ by: TOM }, {}, {}])
  })

  it('[TA14] an answer keeps its role and what was said with it', () => {
    const world = asking()
    const task = world.openTask('a').id
    world.send(world.answering(task, { type: 'approve', note: 'Fine.' }, { as: MANAGER }))
    expect(world.stage('a').tasks[0]?.state).toMatchObject({ status: 'answered', by: TOM, role: 'ops-manager' })
    expect(world.stage('a').state).toMatchObject({
      settlement: { decision: { type: 'approve', by: TOM, role: 'ops-manager', note: 'Fine.' } },
    })
  })

  it('[TA14] a history from before roles is folded as it was', () => {
    const world = asking()
    world.answer('a', REJECT)
    const old = beforeRoles(world)
    expect(old.run.phase).toEqual(world.run.phase)
    expect(allStages(old.run.stages)[0]?.tasks[0]?.state).not.toHaveProperty('role')
  })

  it('[TA15] the same command of another person is a second answer', () => {
    const world = asking('human:support')
    const task = world.openTask('a').id
    const [lena, tom] = [approver(LENA, 'support'), approver(TOM, 'support')]
    world.send(world.answering(task, APPROVE, { id: 'c1', as: lena }))
    expect(world.send(world.answering(task, APPROVE, { id: 'c1', as: lena }))).toEqual([])
    expect(world.refused(world.answering(task, APPROVE, { id: 'c1', as: tom }))).toMatchObject({
      code: 'task-decided',
      by: LENA,
    })
  })
})
