import { describe, expect, it } from 'vitest'
import { addMs } from '../../../src/core/basics/timestamp.ts'
import { judgeInstant, LATE_MAX_MS } from '../../../src/core/schedule/judge-instant.ts'
import { at } from '../../support/runs.ts'

const INSTANT = at(0)

describe('an instant that has come', () => {
  it.each([
    { lateMs: 0, previousIsOpen: false, judgement: 'run' },
    { lateMs: LATE_MAX_MS, previousIsOpen: false, judgement: 'run' },
    { lateMs: LATE_MAX_MS + 1, previousIsOpen: false, judgement: 'missed' },
    { lateMs: 0, previousIsOpen: true, judgement: 'overlap' },
    { lateMs: LATE_MAX_MS + 1, previousIsOpen: true, judgement: 'missed' },
  ])('[SD1][SD2][SD3] $lateMs ms late, the run before it open: $previousIsOpen: $judgement', (instant) => {
    const now = addMs(INSTANT, instant.lateMs)
    expect(judgeInstant(INSTANT, { now, previousIsOpen: instant.previousIsOpen })).toBe(instant.judgement)
  })
})
