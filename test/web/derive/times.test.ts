import { describe, expect, it } from 'vitest'
import {
  clockTimeWithSeconds,
  dayAndTime,
  dayAndTimeWithZone,
  fullTime,
  longDate,
  zoneWord,
} from '../../../src/web/derive/clock-words.ts'
import { deadlineWords } from '../../../src/web/derive/deadline.ts'
import { durationWords, exactDurationWords } from '../../../src/web/derive/duration-words.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('durations', () => {
  it.each([
    [-5, '0 ms'],
    [12.6, '12 ms'],
    [480, '0.4 s'],
    [9 * SECOND + 999, '9 s'],
    [12 * MINUTE + 59 * SECOND, '12 min'],
    [4 * HOUR, '4 h'],
    [HOUR + 9 * MINUTE, '1 h 09'],
    [DAY, '1 day'],
    [3 * DAY + 23 * HOUR, '3 days'],
  ])('[UI5] %d ms is %s', (ms, words) => {
    expect(durationWords(ms)).toBe(words)
  })

  it.each([
    [9 * SECOND, '9 s'],
    [2 * MINUTE + 31 * SECOND, '2 min 31 s'],
    [2 * MINUTE, '2 min'],
    [HOUR + 10 * MINUTE + SECOND, '1 h 10'],
  ])('[UI5] where a run is watched, %d ms is %s', (ms, words) => {
    expect(exactDurationWords(ms)).toBe(words)
  })
})

describe('times of day', () => {
  const london = { timeZone: 'Europe/London' }
  const now = Date.parse('2026-11-19T10:42:00Z')

  it.each([
    ['2026-11-19T10:30:00Z', '10:30 today'],
    ['2026-11-20T08:00:00Z', '08:00 tomorrow'],
    ['2026-11-18T23:59:00Z', '23:59 yesterday'],
    ['2026-11-27T08:00:00Z', 'Fri 27 Nov, 08:00'],
    ['2025-01-03T08:00:00Z', 'Fri 3 Jan 2025, 08:00'],
  ])('[UI6] %s is %s', (at, words) => {
    expect(dayAndTime(Date.parse(at), now, london)).toBe(words)
  })

  it('[UI6] the day is the one of the reader, not the one of Greenwich', () => {
    const auckland = { timeZone: 'Pacific/Auckland' }
    expect(dayAndTime(Date.parse('2026-11-19T12:00:00Z'), now, auckland)).toBe('01:00 tomorrow')
  })

  it('[UI6] the night in which the clock changes is one day long', () => {
    const before = Date.parse('2026-03-28T23:30:00Z')
    expect(dayAndTime(Date.parse('2026-03-29T22:30:00Z'), before, london)).toBe('23:30 tomorrow')
  })

  it('[UI6] the zone is named as it is on that day', () => {
    expect(dayAndTimeWithZone(Date.parse('2026-11-27T08:00:00Z'), now, london)).toBe('Fri 27 Nov, 08:00 GMT')
    expect(dayAndTimeWithZone(now, now, london)).toBe('10:42 GMT today')
    expect(zoneWord(Date.parse('2026-07-01T08:00:00Z'), london)).toBe('BST')
  })

  it('[UI6] the whole time, the long date and the time of a log', () => {
    expect(fullTime(now, london)).toBe('Thu 19 Nov 2026, 10:42:00 GMT')
    expect(longDate(now, london)).toBe('Thursday 19 November 2026')
    expect(clockTimeWithSeconds(now, london)).toBe('10:42:00')
  })
})

describe('deadlines', () => {
  it.each([
    [-12 * MINUTE, 'Overdue 12 min', 'bad'],
    [22 * MINUTE, 'in 22 min', 'warm'],
    [30 * MINUTE, 'in 30 min', 'calm'],
    [70 * MINUTE, 'in 1 h 10', 'calm'],
  ] as const)('[UI7] %d ms to go reads %s', (left, words, tone) => {
    expect(deadlineWords(left, 0)).toEqual({ words, tone })
  })

  it('[UI7] a blind check has none', () => {
    expect(deadlineWords(null, 0)).toEqual({ words: 'No deadline', tone: 'calm' })
  })
})
