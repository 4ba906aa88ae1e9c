import { describe, expect, it } from 'vitest'
import type { TaskAnswer } from '../../../src/core/run/task.ts'
import { beforeRoles } from '../../support/before-roles.ts'
import { receiptsOf } from '../../support/receipts.ts'
import type { TestRun } from '../../support/runs.ts'
import { APPROVE, aPlan, approver, aRun, aStage, at, LENA, PERSON, REJECT } from '../../support/runs.ts'

function decided(answer: TaskAnswer): TestRun {
  const world = aRun(aPlan([aStage('a', { primary: PERSON })]))
  world.send(world.answering(world.openTask('a').id, answer, { as: approver(LENA) }), at(5))
  return world
}

function decisionIn(world: TestRun): unknown {
  return receiptsOf(world).flatMap((receipt) => (receipt.kind === 'stage' ? [receipt.decision] : []))[0]
}

describe('what a receipt says of a decision', () => {
  it.each([APPROVE, { type: 'approve', note: 'Fine.' }, { type: 'edit', outputs: {}, note: 'Mine.' }, REJECT] as const)(
    '[TA14] is who decided in which role, when and why: $type',
    (answer) => {
      expect(decisionIn(decided(answer))).toEqual({
        type: answer.type,
        by: LENA,
        role: 'approver',
        at: '2026-11-21T10:05:00.000Z',
        reason: answer.note,
      })
    },
  )

  it('[TA14] is in histories from before roles what it was', () => {
    expect(decisionIn(beforeRoles(decided(APPROVE)))).toEqual({ type: 'approve', by: LENA })
    expect(decisionIn(beforeRoles(decided(REJECT)))).toBeNull()
  })
})
