import { expect, it } from 'vitest'
import type { JsonObject } from '../../../src/core/basics/json.ts'
import { startWords } from '../../../src/web/derive/schedule-view.ts'

function withSchedules(...enabled: readonly boolean[]): JsonObject {
  const triggers = enabled.map((isOn, index) => {
    return { id: `t${index}`, type: 'schedule', cron: `0 ${9 + index} * * MON-FRI`, timezone: 'UTC', enabled: isOn }
  })
  return { triggers }
}

it.each([
  { enabled: [], words: 'Starts by hand' },
  { enabled: [false], words: 'Starts by hand' },
  { enabled: [false, true], words: 'Starts by hand, or at 10:00, Monday through Friday' },
  { enabled: [true, true], words: 'Starts by hand, or at 09:00, Monday through Friday, and 1 more schedule' },
])('[UI114] schedules that are on: $enabled: $words', ({ enabled, words }) => {
  expect(startWords(withSchedules(...enabled))).toBe(words)
})
