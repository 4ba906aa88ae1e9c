import { expect, it } from 'vitest'
import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import {
  beginCertification,
  certificatesOf,
  continueCertification,
} from '../../../src/core/gate/certification/continue-certification.ts'
import type { JudgedAnswer } from '../../../src/core/gate/certification/gate-event.ts'
import { gateStatus } from '../../../src/core/gate/certification/gate-status.ts'
import { termsOf } from '../../../src/core/gate/terms.ts'
import { at } from '../../support/runs.ts'

const TERMS = termsOf(0.1, 1)
const RIGHT = { type: 'done', verdict: 'right' } as const

function answers(count: number, given: Partial<JudgedAnswer>, from = 0): readonly JudgedAnswer[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ id: `run-${from + index}`, at: at(from + index), score: ((index % 10) + 1) / 10 },
    ...{ chance: 1, leastChance: 1, went: 'to-people', check: RIGHT },
    ...given,
  }))
}

/** At a written limit, without any check: its receipt says nothing of its gate. */
const WRITTEN = { chance: 0, leastChance: 0, went: 'through', check: { type: 'not-due' } } as const

it('[RC39] an answer without a proof of its gate changes no certificate', () => {
  const proved = answers(200, {})
  const mixed = [...answers(60, { ...WRITTEN, at: at(-1) }), ...proved]
  expect(certificatesOf(TERMS, proved)).toHaveLength(1)
  expect(certificatesOf(TERMS, mixed)).toEqual(certificatesOf(TERMS, proved))
})

it('[RC39] a certificate that came of age by its answers did so with the last of them, whenever somebody looks', () => {
  const certified = answers(140, {})
  const passed = answers(5_100, { chance: 0.1, leastChance: 0.1, went: 'through', check: { type: 'not-due' } }, 140)
  const certification = continueCertification(beginCertification(TERMS), [...certified, ...passed])
  const seen = (now: Timestamp) => gateStatus(certification, now)
  expect(seen(at(6_000))).toMatchObject({ type: 'gathering', ended: { type: 'expired', at: at(139 + 5_000) } })
  expect(seen(at(9_000))).toEqual(seen(at(6_000)))
})

it('[RC39] a gate of whose last answers some had a score says so, whatever it counts', () => {
  const certification = continueCertification(beginCertification(TERMS), answers(120, WRITTEN))
  expect(gateStatus(certification, at(200))).toMatchObject({ type: 'gathering', checked: 0 })
  const silent = continueCertification(beginCertification(TERMS), answers(120, { score: null }))
  expect(gateStatus(silent, at(200))).toMatchObject({ type: 'impossible', why: 'no-confidence' })
})
