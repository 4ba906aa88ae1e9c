import { describe, expect, it } from 'vitest'
import { addMs } from '../../../src/core/basics/timestamp.ts'
import type { Situation } from '../../../src/core/schedule/decide-instant.ts'
import { decideInstant, decideInstants, LATE_MAX_MS, WAITING_MAX } from '../../../src/core/schedule/decide-instant.ts'
import { aSchedule } from '../../support/rows.ts'
import { at } from '../../support/runs.ts'

const INSTANT = at(0)
const REACHED = { instant: INSTANT, firesAt: INSTANT }
const LATE = addMs(INSTANT, LATE_MAX_MS + 1)

function situation(given: Partial<Situation> = {}): Situation {
  return { now: INSTANT, open: 0, waiting: 0, failures: 0, caughtUpFrom: undefined, ...given }
}

describe('an instant that has come', () => {
  it.each([
    { lateMs: 0, open: 0, type: 'run' },
    { lateMs: LATE_MAX_MS, open: 0, type: 'run' },
    { lateMs: LATE_MAX_MS + 1, open: 0, type: 'skip', reason: 'missed' },
    { lateMs: 0, open: 1, type: 'skip', reason: 'overlap' },
    { lateMs: LATE_MAX_MS + 1, open: 1, type: 'skip', reason: 'missed' },
  ])('[SD1][SD2][SD3] $lateMs ms late, $open open: $type', ({ lateMs, open, type, ...rest }) => {
    const now = addMs(INSTANT, lateMs)
    expect(decideInstant(aSchedule(), REACHED, situation({ now, open }))).toMatchObject({ type, ...rest })
  })

  it('[SD8] counts as late from when it fires, not from the instant it was put off from', () => {
    const reached = { instant: INSTANT, firesAt: addMs(INSTANT, 600_000) }
    expect(decideInstant(aSchedule(), reached, situation({ now: addMs(INSTANT, 600_000) }))).toEqual({ type: 'run' })
  })

  it.each([
    { overlap: 'skip', open: 1, waiting: 0, decision: 'skip' },
    { overlap: 'queue', open: 1, waiting: 0, decision: 'wait' },
    { overlap: 'queue', open: 0, waiting: 1, decision: 'wait' },
    { overlap: 'queue', open: 1, waiting: WAITING_MAX, decision: 'skip' },
    { overlap: 'queue', open: 0, waiting: 0, decision: 'run' },
    { overlap: 'allow', open: 3, waiting: 0, decision: 'run' },
    { overlap: 'cancel_other', open: 1, waiting: 0, decision: 'replace' },
    { overlap: 'cancel_other', open: 0, waiting: 0, decision: 'run' },
  ] as const)(
    '[SD9] $overlap with $open open and $waiting waiting: $decision',
    ({ overlap, open, waiting, decision }) => {
      expect(decideInstant(aSchedule({ overlap }), REACHED, situation({ open, waiting })).type).toBe(decision)
    },
  )

  it.each([
    { catchUp: 'none', from: undefined, type: 'skip' },
    { catchUp: 'last', from: INSTANT, type: 'run' },
    { catchUp: 'last', from: addMs(INSTANT, 1), type: 'skip' },
    { catchUp: 'all', from: addMs(INSTANT, 1), type: 'skip' },
    { catchUp: 'all', from: INSTANT, type: 'run' },
  ] as const)('[SD10] missed, catching up $catchUp from $from: $type', ({ catchUp, from, type }) => {
    const decision = decideInstant(aSchedule({ catchUp }), REACHED, situation({ now: LATE, caughtUpFrom: from }))
    expect(decision).toMatchObject({ type })
  })

  it.each([
    { pauseAfter: 3, failures: 2, decision: { type: 'run' } },
    { pauseAfter: 3, failures: 3, decision: { type: 'pause', detail: 'Its last 3 runs failed.' } },
    { pauseAfter: 1, failures: 1, decision: { type: 'pause', detail: 'Its last run failed.' } },
  ])('[SD11] pauses after $pauseAfter failures: after $failures', ({ pauseAfter, failures, decision }) => {
    expect(decideInstant(aSchedule({ pauseAfter }), REACHED, situation({ failures }))).toEqual(decision)
  })
})

describe('instants that have come together', () => {
  const reached = [0, 1, 2, 3].map((minutes) => ({ instant: at(minutes), firesAt: at(minutes) }))

  it('[SD1] are decided up to the first that starts a run', () => {
    const { settled, end } = decideInstants(aSchedule(), reached, situation({ now: addMs(at(1), 1) }))
    expect(settled.map(({ decision }) => decision.type)).toEqual(['skip'])
    expect(end).toEqual({ reached: reached[1], decision: { type: 'run' } })
  })

  it('[SD9] wait one after the other, as far as there is room', () => {
    const given = situation({ now: at(3), waiting: WAITING_MAX - 2, open: 1 })
    const { settled, end } = decideInstants(aSchedule({ overlap: 'queue' }), reached.slice(2), given)
    expect([settled.map(({ decision }) => decision.type), end]).toEqual([['wait', 'wait'], null])
    const full = decideInstants(aSchedule({ overlap: 'queue' }), reached.slice(2), {
      ...given,
      waiting: WAITING_MAX - 1,
    })
    expect(full.settled.map(({ decision }) => decision.type)).toEqual(['wait', 'skip'])
  })
})
