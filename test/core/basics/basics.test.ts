import { describe, expect, it } from 'vitest'
import { assertNever } from '../../../src/core/basics/assert-never.ts'
import { known } from '../../../src/core/basics/known.ts'
import { printable, quoted } from '../../../src/core/basics/quoted.ts'
import { err, ok } from '../../../src/core/basics/result.ts'
import { addMs, isoTime, timestamp } from '../../../src/core/basics/timestamp.ts'

describe('basics', () => {
  it('[BA30] a result is a value or a failure', () => {
    expect([ok(1), err('no')]).toEqual([
      { ok: true, value: 1 },
      { ok: false, error: 'no' },
    ])
  })

  it('[BA31] time is milliseconds since 1970, and moves by milliseconds', () => {
    expect(addMs(timestamp(1_000), 500)).toBe(1_500)
    expect(isoTime(timestamp(1_790_000_000_123))).toBe('2026-09-21T14:13:20.123Z')
  })

  it('[BA32] a case that the types rule out is a bug and throws', () => {
    expect(() => assertNever({ type: 'new' } as never)).toThrow('Unexpected case: {"type":"new"}')
  })

  it('[BA34] a value that must be there and is not is a bug and throws', () => {
    expect(known(0)).toBe(0)
    expect(() => known(undefined)).toThrow('must be there')
  })

  it('[BA33] text of an author is shown on one line, short, and without signs that move a cursor', () => {
    expect(quoted('timeout')).toBe('`timeout`')
    expect(printable('a\n\u001b[2J\u202e\ud800b')).toBe('a\ufffd\ufffd[2J\ufffd\ufffdb')
    expect(printable('x'.repeat(61))).toBe(`${'x'.repeat(59)}…`)
    expect(printable('x'.repeat(60))).toBe('x'.repeat(60))
  })
})
