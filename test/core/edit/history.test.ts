import { expect, it } from 'vitest'
import { beginHistory, record, redo, undo } from '../../../src/core/edit/history.ts'

it('[ED40] undo and redo go through the documents as they were', () => {
  const two = record(record(beginHistory('a'), 'b'), 'c')
  expect(undo(two).present).toBe('b')
  expect(undo(undo(two)).present).toBe('a')
  expect(redo(undo(undo(two))).present).toBe('b')
  expect(redo(redo(undo(undo(two))))).toEqual(two)
  const first = beginHistory('a')
  expect(undo(first)).toBe(first)
  expect(redo(two)).toBe(two)
})

it('[ED41] a step after an undo takes away what could be done again, and no change is no step', () => {
  const back = undo(record(beginHistory('a'), 'b'))
  expect(record(back, 'a')).toEqual(back)
  const other = record(back, 'c')
  expect(redo(other)).toBe(other)
  expect(undo(other).present).toBe('a')
})

it('[ED42] of very many or very long documents the newest are kept', () => {
  let many = beginHistory('0')
  for (let step = 1; step <= 300; step += 1) many = record(many, String(step))
  expect(many.past).toHaveLength(200)
  expect([many.past[0], many.past.at(-1)]).toEqual(['100', '299'])
  let long = beginHistory('a'.repeat(10_000_000))
  for (const letter of ['b', 'c', 'd', 'e']) long = record(long, letter.repeat(10_000_000))
  expect(long.past.map((text) => text[0])).toEqual(['b', 'c', 'd'])
})
