import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childPointer, pointerKeys, pointerLabel, pointerName } from '../../../src/core/basics/json-pointer.ts'

describe('JSON Pointers', () => {
  it('[BA20] keys are escaped as in RFC 6901, section 3, and read back', () => {
    expect(['a/b', 'm~n', '', ' ', 'c%d', 0].map((key) => childPointer('', key))).toEqual([
      '/a~1b',
      '/m~0n',
      '/',
      '/ ',
      '/c%d',
      '/0',
    ])
    expect(pointerKeys('')).toEqual([])
    expect(pointerKeys('/~01')).toEqual(['~1'])
    fc.assert(
      fc.property(fc.array(fc.string()), (keys) => {
        expect(pointerKeys(keys.reduce(childPointer, ''))).toEqual(keys)
      }),
    )
  })

  it('[BA21] people read the last name and the positions after it', () => {
    expect(['/stages/0/timeout', '/roles/tools/1', '/a/1/2', '/0', ''].map(pointerName)).toEqual([
      'timeout',
      'tools[1]',
      'a[1][2]',
      '[0]',
      '',
    ])
    expect(['/stages/0', ''].map(pointerLabel)).toEqual(['`stages[0]`', 'the document'])
  })
})
