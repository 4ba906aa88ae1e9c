import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { applyEdit } from '../mutants/apply-edit.ts'
import type { Mutant } from '../mutants/mutant.ts'
import { MUTANTS } from '../mutants/mutants.ts'
import { tryMutants } from '../mutants/try-mutants.ts'

/** Two copies of the project and five runs of a test runner, on a busy machine. */
const TRIED_MS = 120_000
const FILE = 'src/core/schedule/decide-instant.ts'

describe('an edit', () => {
  it('takes the place of what stands there once', () => {
    expect(applyEdit('a b c', { file: 'x.ts', find: 'b', put: '$&' })).toBe('a $& c')
  })

  it.each(['', 'bb'])('that does not stand there once no longer fits: %j', (text) => {
    expect(() => applyEdit(text, { file: 'x.ts', find: 'b', put: '' })).toThrow('It no longer fits: x.ts has')
  })
})

describe('mutants', () => {
  it('are twenty, each with a name of its own', () => {
    expect(new Set(MUTANTS.map(({ id }) => id)).size).toBe(20)
  })

  it('are killed only by a test that sees them, for the right reason', { timeout: TRIED_MS }, async () => {
    const spy = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    onTestFinished(() => spy.mockRestore())
    const fates = await tryMutants(
      [
        aMutant({ id: 'seen', edits: [{ file: FILE, find: 'open + waiting === 0', put: 'open + waiting > 0' }] }),
        aMutant({
          id: 'harmless',
          edits: [{ file: FILE, find: 'export function decideInstants(', put: '//\nexport function decideInstants(' }],
        }),
        aMutant({ id: 'crash', edits: [{ file: FILE, find: 'export function decideInstants(', put: '(' }] }),
        aMutant({ id: 'old', edits: [{ file: FILE, find: 'no such text', put: '' }] }),
        aMutant({ id: 'blind', killer: { type: 'tests', file: KILLER.file, name: 'no such test' } }),
      ],
      new AbortController().signal,
    )
    expect(fates.map(({ mutant, type }) => [mutant.id, type])).toEqual([
      ['seen', 'killed'],
      ['harmless', 'survived'],
      ['crash', 'broken'],
      ['old', 'broken'],
      ['blind', 'broken'],
    ])
  })
})

const KILLER = { type: 'tests', file: 'test/core/schedule/decide-instant.test.ts', name: '' } as const

function aMutant(change: Partial<Mutant>): Mutant {
  return { id: 'some', broken: 'Something.', edits: [{ file: FILE, find: 'x', put: '' }], killer: KILLER, ...change }
}
