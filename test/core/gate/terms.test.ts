import { describe, expect, it } from 'vitest'
import { leastToLookAt } from '../../../src/core/gate/certify-once.ts'
import { RISK, TARGETS, termsOf, usualAuditRate } from '../../../src/core/gate/terms.ts'

describe('what a gate promises', () => {
  it('[GC62] the stricter the target, the later the one look', () => {
    expect(termsOf(0.05, 1)).toEqual({ target: 0.05, risk: 0.05, shadow: 200 })
    expect(TARGETS.map((target) => termsOf(target, 1).shadow)).toEqual([100, 200, 500, 1_000])
    expect(RISK).toBe(0.05)
  })

  it('[GC62] kinds of answers share the risk; with many of them the look is later, so that it can find a limit', () => {
    // With half of the risk, and one limit tried only above 1.6 times the fewest: 1.69 · 1.6 · 99, and 131 for twenty.
    expect(termsOf(0.05, 4)).toEqual({ target: 0.05, risk: 0.0125, shadow: 268 })
    expect(termsOf(0.05, 20)).toEqual({ target: 0.05, risk: 0.0025, shadow: 355 })
    for (const target of TARGETS)
      for (let segments = 1; segments <= 20; segments += 1) {
        const { shadow, risk } = termsOf(target, segments)
        expect(leastToLookAt(shadow, { target, risk: risk / 2 })).toBeLessThanOrEqual(0.6 * shadow)
      }
  })

  it('[GC63] people look at one in ten of what passes, after 300 audits at one in twenty, and at three times as many while confidence is missing', () => {
    expect([0, 299, 300].map((audits) => usualAuditRate(audits, 'calm'))).toEqual([0.1, 0.1, 0.05])
    expect(usualAuditRate(0, 'worried')).toBeCloseTo(0.3, 12)
    expect(usualAuditRate(300, 'worried')).toBeCloseTo(0.15, 12)
  })
})
