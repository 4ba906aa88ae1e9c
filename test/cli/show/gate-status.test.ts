import { expect, it } from 'vitest'
import type { GateStatus } from '../../../src/api/contract/gates.ts'
import { aimWords, statusText } from '../../../src/cli/show/gate-status.ts'
import { createPaint } from '../../../src/cli/terminal/paint.ts'

const paint = createPaint('plain')
const AT = '2026-11-21T10:00:00.000Z'

function gathering(ended: Extract<GateStatus, { readonly type: 'gathering' }>['ended'], waiting = 0): GateStatus {
  return { type: 'gathering', checked: 1_200, waiting, needed: null, ended }
}

it.each<[GateStatus, string]>([
  [gathering(null), 'Needs more reviews, 1,200 checked so far'],
  [
    gathering({ type: 'changed', what: 'skill', from: null, to: null, at: AT }),
    'Needs more reviews, 1,200 checked so far. What answers changed (skill), 2026-11-21 10:00 GMT',
  ],
  [
    gathering({ type: 'alarm', wrong: 9, of: 40, at: AT }),
    'Needs more reviews, 1,200 checked so far. Checks found more wrong than was promised: 9 of 40, 2026-11-21 10:00 GMT',
  ],
  [
    gathering({ type: 'expired', at: AT }),
    'Needs more reviews, 1,200 checked so far. The certificate ran out, 2026-11-21 10:00 GMT',
  ],
  [gathering(null, 1_030), 'Needs more reviews, 1,200 checked so far, 1,030 waiting for a person'],
  [
    { type: 'impossible', why: 'no-confidence', wrong: 0, of: 100 },
    'Can not be met: its answers do not say how sure they are',
  ],
  [
    { type: 'impossible', why: 'too-many-wrong', wrong: 8, of: 50 },
    'Can not be met: 8 of its 50 surest answers were wrong',
  ],
])('[CM245] says how a gate stands: %o', (status, words) => {
  expect(paint(statusText(status, 'Europe/London'))).toBe(words)
})

it('[CM245] says what a gate promises', () => {
  expect(aimWords({ setting: { kind: 'none' } })).toBe('no limit')
})
