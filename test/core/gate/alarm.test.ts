import { expect, it } from 'vitest'
import { quantile } from '../../../bench/statistics.ts'
import { beginAlarm, hearAudit, isHeard } from '../../../src/core/gate/alarm.ts'
import { randomFrom } from '../../support/seeded.ts'

const RUNS = 300
const AUDITS = 2_000
const TARGETS = [0.02, 0.05, 0.1] as const

interface Course {
  readonly target: number
  /** Times the target, of what is let through. */
  readonly wrong: number
  /** So many audits at the target before that. */
  readonly after?: number
}

/** After how many audits from the change on it is heard; infinity: not within all of them. Sorted. */
function heardAfter({ target, wrong, after = 0 }: Course): readonly number[] {
  const random = randomFrom(20)
  const delays = Array.from({ length: RUNS }, () => {
    let alarm = beginAlarm(target)
    while (alarm.audits < AUDITS + after && !isHeard(alarm))
      alarm = hearAudit(alarm, random() < target * (alarm.audits < after ? 1 : wrong) ? 'wrong' : 'right')
    return isHeard(alarm) ? alarm.audits - after : Number.POSITIVE_INFINITY
  })
  return delays.filter((delay) => delay > 0)
}

it.each(TARGETS)('[GC20] what keeps a promise of %d is left alone', (target) => {
  const heard = heardAfter({ target, wrong: 1 }).filter(Number.isFinite).length
  expect(heard / RUNS).toBeLessThanOrEqual(0.05)
})

it.each([0.02, 0.05, 0.2, 0.6])('[GC20] no level falls below nothing at a target of %d', (target) => {
  const alarm = Array.from({ length: 50 }, () => 'right' as const).reduce(hearAudit, beginAlarm(target))
  expect(alarm.levels.every((level) => level > 0)).toBe(true)
  expect(alarm.audits).toBe(50)
})

it('[GC21] with the certificate twice as many are wrong as promised: heard within 200 audits', () => {
  expect(quantile(heardAfter({ target: 0.05, wrong: 2 }), 0.5)).toBeLessThanOrEqual(200)
})

it.each([0, 300, 1_000])(
  '[GC21] %d audits later it is heard almost as soon, and three times as many at once',
  (after) => {
    expect(quantile(heardAfter({ target: 0.05, wrong: 2, after }), 0.5)).toBeLessThanOrEqual(260)
    expect(quantile(heardAfter({ target: 0.05, wrong: 3, after }), 0.5)).toBeLessThanOrEqual(100)
  },
)
