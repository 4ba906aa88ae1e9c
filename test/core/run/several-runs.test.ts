import { expect, it } from 'vitest'
import { canChange } from '../../../src/core/run/several-runs.ts'

it.each([
  ['running', 'cancel'],
  ['waiting', 'cancel'],
  ['paused', 'cancel'],
  ['failed', 'retry'],
  ['succeeded', null],
  ['rejected', null],
  ['canceled', null],
] as const)('[UI382] of a run that is %s can be done: %s', (status, change) => {
  const able = (['cancel', 'retry'] as const).filter((each) => canChange(each, status))
  expect(able).toEqual(change === null ? [] : [change])
})
