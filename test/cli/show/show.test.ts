import { describe, expect, it } from 'vitest'
import { showConfidence } from '../../../src/cli/show/confidence.ts'
import { formLines } from '../../../src/cli/show/form-lines.ts'
import { showDue, showInstant, showTimeOfDay } from '../../../src/cli/show/times.ts'
import { counted } from '../../../src/cli/show/words.ts'
import { createPaint } from '../../../src/cli/terminal/paint.ts'
import { nextPause, POLL_MAX_MS, POLL_MIN_MS } from '../../../src/cli/watch/pace.ts'
import { endingOf, exitFor } from '../../../src/cli/watch/run-ending.ts'
import { timestamp } from '../../../src/core/basics/timestamp.ts'

const paint = createPaint('plain')

describe('words and numbers', () => {
  it.each([
    [0.71, 0.9, '71 % sure, asks a person below 90 %'],
    [0.896, 0.9, '89.6 % sure, asks a person below 90 %'],
    [0.9, 0.9, '90 % sure, asks a person below 90 %'],
    [0.5, null, '50 % sure'],
    [null, 0.9, 'how sure is not known, asks a person below 90 %'],
    [null, null, 'how sure is not known'],
  ])('[CM37] a confidence of %s under a limit of %s', (value, threshold, text) => {
    expect(showConfidence({ value, threshold })).toBe(text)
  })

  it('[CM37] each score is said where there are several', () => {
    const scores = [
      { source: 'reported', value: 0.9 },
      { source: 'agreement', value: 2 / 3, samples: 3, agreeing: 2 },
    ] as const
    expect(showConfidence({ value: 2 / 3, threshold: 0.8, scores })).toBe(
      '67 % sure, asks a person below 80 % (it says 90 % · 2 of 3 answers agreed)',
    )
  })

  it('[CM47] shows an instant in the zone it is asked for', () => {
    expect(showInstant('2026-07-01T23:30:00.000Z', 'Europe/Berlin')).toBe('2026-07-02 01:30 CEST')
    expect(showTimeOfDay('2026-07-01T00:00:05.000Z', 'UTC')).toBe('00:00:05')
  })

  it.each([
    [null, 'no deadline'],
    ['2026-11-21T13:30:00Z', 'due in 4h30m'],
    ['2026-11-21T09:00:29Z', 'due now'],
    ['2026-11-21T08:30:00Z', 'overdue 30m'],
  ])('[CM40] a deadline of %s is %s', (due, text) => {
    expect(paint(showDue(due, { now: () => timestamp(Date.parse('2026-11-21T09:00:00Z')), timeZone: 'UTC' }))).toBe(
      text,
    )
  })

  it('[CM32] counts', () => {
    expect([counted(1, 'run'), counted(1_200, 'run')]).toEqual(['1 run', '1,200 runs'])
  })
})

describe('forms', () => {
  it('[CM41] a form without properties has no lines, and a property may be anything', () => {
    expect(formLines({ schema: { properties: true }, values: {} })).toEqual([])
    expect(formLines({ schema: {}, values: {} })).toEqual([])
    const schema = { properties: { free: true, odd: { type: 'date' } } }
    expect(formLines({ schema, values: { free: [1] } }).map(paint)).toEqual([
      '  free  anything; now [1]',
      '  odd   date',
    ])
  })
})

const COUNTS = {
  pending: 0,
  ready: 0,
  running: 0,
  'backing-off': 0,
  'awaiting-approval': 0,
  succeeded: 0,
  failed: 0,
  rejected: 0,
  skipped: 0,
  canceled: 0,
}

describe('endings', () => {
  it.each([
    ['running', 0, 'none'],
    ['waiting', 1, 'none'],
    ['waiting', 0, 'for-people'],
    ['paused', 0, 'for-people'],
    ['succeeded', 0, 'finished'],
    ['canceled', 0, 'finished'],
  ] as const)('[CM31] a run that is %s with %d stages trying again: %s', (status, backingOff, ending) => {
    expect(endingOf({ status, counts: { ...COUNTS, 'backing-off': backingOff } })).toBe(ending)
  })

  it.each([
    [['succeeded', 'succeeded'], 0],
    [['succeeded', 'waiting'], 10],
    [['paused'], 10],
    [['waiting', 'failed'], 1],
    [['rejected'], 1],
    [['canceled'], 1],
  ] as const)('[CM31] runs that are %s exit %d', (statuses, exit) => {
    expect(exitFor(statuses)).toBe(exit)
  })

  it('[CM33] looks again sooner after a change, and never too often or too seldom', () => {
    expect(nextPause(400, 'changed')).toBe(POLL_MIN_MS)
    expect(nextPause(400, 'same')).toBe(600)
    expect(nextPause(POLL_MAX_MS, 'same')).toBe(POLL_MAX_MS)
  })
})
