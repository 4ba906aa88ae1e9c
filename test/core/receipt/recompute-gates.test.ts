import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/core/basics/json.ts'
import { canonicalJson, objectOrEmpty } from '../../../src/core/basics/json.ts'
import { known } from '../../../src/core/basics/known.ts'
import { addMs, isoTime } from '../../../src/core/basics/timestamp.ts'
import { readGateLine } from '../../../src/core/receipt/read-gate-line.ts'
import type { RecomputedGate, RecomputedGates } from '../../../src/core/receipt/recompute-gates.ts'
import { recomputeGates } from '../../../src/core/receipt/recompute-gates.ts'
import { gateLines } from '../../support/gate-lines.ts'
import { at, sha256 } from '../../support/runs.ts'
import { randomFrom } from '../../support/seeded.ts'

const RUNS = 400
const LINES = gateLines(RUNS)
/** Of the last run, whose answer went through. */
const LAST = LINES.findLastIndex((line) => line.includes('"kind":"stage"') && line.includes('"result":"passes"'))

function recompute(lines: readonly string[]): RecomputedGates {
  return recomputeGates(
    lines.flatMap((line) => readGateLine(line) ?? []),
    sha256,
  )
}

function theGate(lines: readonly string[]): RecomputedGate {
  const { gates } = recompute(lines)
  expect(gates).toHaveLength(1)
  return known(gates[0])
}

/** The lines with what one of them says changed. */
function withReceipt(index: number, change: (receipt: JsonObject) => JsonObject): readonly string[] {
  return LINES.with(index, canonicalJson(change(JSON.parse(known(LINES[index])))))
}

function withGate(index: number, gate: JsonObject): readonly string[] {
  return withReceipt(index, (receipt) => ({ ...receipt, gate: { ...objectOrEmpty(receipt['gate']), ...gate } }))
}

function without(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))
}

it('[RC34] gives every certificate, and says on how many receipts it is', () => {
  const { certificates, ...gate } = theGate(LINES)
  expect(gate).toMatchObject({ target: 0.1, risk: 0.05, answers: RUNS, differing: [] })
  expect(certificates.length).toBeGreaterThan(1)
  expect(certificates[0]).toMatchObject({ certificate: { method: 'one-look', wrong: 0 }, issuedAt: expect.any(Number) })
  const named = LINES.filter((line) => line.includes('"certificate":"'))
  expect(certificates.reduce((sum, { namedBy }) => sum + namedBy, 0)).toBe(named.length)
})

it('[RC36] depends neither on the order of lines nor on how often one is there', () => {
  const [random, expected] = [randomFrom(3), recompute(LINES)]
  for (let round = 0; round < 5; round += 1) {
    const placed = [...LINES, ...LINES.slice(50, 90)].map((line) => ({ line, place: random() }))
    const shuffled = placed.toSorted((one, other) => one.place - other.place).map(({ line }) => line)
    expect(recompute(shuffled)).toEqual(expected)
  }
})

describe('a run that has not ended', () => {
  const isEnd = (line: string): boolean => line.includes('"kind":"run"')

  it('[RC37] counts as those that the same did the same in, where they are of one WorkChart', () => {
    const open = LINES.filter((line) => !isEnd(line) || line.includes('"run":"run-0003"'))
    expect(recompute(open)).toEqual(recompute(LINES))
  })

  it('[RC37] is left out and named where nobody can tell whose it is', () => {
    const [first, ...others] = LINES.filter(isEnd)
    const noEnd = LINES.filter((line) => !isEnd(line))
    expect(recompute(noEnd)).toMatchObject({ gates: [], leftOut: { length: RUNS, 0: { run: 'run-0000', number: 1 } } })
    const copy = known(first).replace('"workflow":"demo"', '"workflow":"copy"')
    const { gates, leftOut } = recompute([...noEnd, copy, ...others.slice(0, -1)])
    expect(gates.map(({ line, answers }) => [line.workflow, answers])).toEqual([
      ['copy', 1],
      ['demo', RUNS - 2],
    ])
    expect(leftOut).toEqual([{ run: `run-0${RUNS - 1}`, number: 1 }])
  })

  it('[RC37] so is a receipt of which nobody can tell what it says', () => {
    const unreadable: readonly JsonObject[] = [
      ...[
        { basis: 1 },
        { segment: 1 },
        { certificate: 1 },
        { result: 'maybe' },
        { coin: 2 },
        { verdict: 'hm' },
        { judged_at: 'soon' },
      ],
      ...[{ target: 1 }, { target: null }, { risk: 0 }, { limit: 'x' }, { score: -1 }],
      ...[{ audit_rate: 'x' }, { chance: null }, { chance: 0.5 }, { least_chance: 7 }],
    ]
    for (const gate of unreadable) expect(recompute(withGate(LAST, gate)).leftOut).toHaveLength(1)
    const whole: readonly ((receipt: JsonObject) => JsonObject)[] = [
      (receipt) => ({ ...receipt, gate: 7 }),
      (receipt) => ({ ...receipt, at: 'soon' }),
      (receipt) => without(receipt, 'stage'),
      (receipt) => without(receipt, 'outcome'),
    ]
    for (const change of whole) expect(recompute(withReceipt(LAST, change)).leftOut).toHaveLength(1)
    const later = LINES.findIndex((line) => line.includes('"kind":"verdict"'))
    for (const [name, value] of Object.entries<Json>({ at: 0, stage: 0, verdict: 'hm' }))
      expect(recompute(withReceipt(later, (receipt) => ({ ...receipt, [name]: value }))).leftOut).toHaveLength(1)
  })

  it('[RC37] what says nothing of gates is neither', () => {
    const other = [
      ...['', '[]', '{"b":1,"a":1}', '{"schema":"workcharts.receipts-export/2"}', '{"run":"r"}'],
      ...['{"kind":"redaction","number":9,"run":"r"}', '{"kind":"stage","number":9,"run":"r"}'],
    ]
    expect(recompute([...LINES, ...other])).toEqual(recompute(LINES))
    const nobodys = known(LINES.find((line) => line.includes('"kind":"verdict"'))).replace(/"run":"[^"]*"/, '"run":"x"')
    expect(recompute([...LINES, nobodys])).toEqual(recompute(LINES))
  })
})

describe('a receipt differs', () => {
  const differing = (lines: readonly string[]) => theGate(lines).differing

  it('[RC38] that names a certificate which its answers do not give, or gave only later', () => {
    const { run } = JSON.parse(known(LINES[LAST]))
    expect(differing(withGate(LAST, { certificate: 'f'.repeat(64) }))).toEqual([
      { run, number: 1, certificate: 'f'.repeat(64) },
    ])
    const { certificates } = theGate(LINES)
    const newest = known(certificates.at(-1))
    const early = LINES.findIndex((line) => line.includes('"result":"passes"'))
    const { limit } = newest.certificate
    expect(differing(withGate(early, { certificate: newest.digest, limit, chance: 1 }))).toHaveLength(1)
  })

  it('[RC38] whose limit is not that of its certificate, or that let something through without one', () => {
    expect(differing(withGate(LAST, { limit: 0 }))).toHaveLength(1)
    expect(differing(withGate(LAST, { limit: null }))).toHaveLength(1)
    expect(differing(withGate(LAST, { certificate: null }))).toHaveLength(1)
    expect(differing(withGate(LAST, { certificate: null, limit: null }))).toHaveLength(1)
  })

  it('[RC38] that judged otherwise than its limit says', () => {
    expect(differing(withGate(LAST, { result: 'low-confidence' }))).toHaveLength(1)
    expect(differing(withGate(LAST, { certificate: null, limit: null, result: 'no-certificate' }))).toEqual([])
  })
})

it('[RC34] an answer at a written limit that was checked by chance is evidence, and has no promise to keep', () => {
  const [first] = LINES
  const written = { ...JSON.parse(known(first)), run: 'run-9999' }
  const gate = without({ ...written.gate, target: null, limit: 0.5, result: 'low-confidence' }, 'risk')
  const end = known(LINES[1]).replace('run-0000', 'run-9999')
  expect(theGate([...LINES, canonicalJson({ ...written, gate }), end])).toMatchObject({ answers: RUNS })
})

it('[RC34] each promise about the same answers has certificates of its own', () => {
  const lines = LINES.map((line) => line)
  const { gates } = recompute(lines.with(LAST, known(withGate(LAST, { target: 0.05 })[LAST])))
  expect(gates.map(({ target, answers }) => [target, answers])).toEqual([
    [0.05, 1],
    [0.1, RUNS - 1],
  ])
})

describe('an answer that nobody has looked at', () => {
  const index = 49
  const first = LINES.findIndex((line) => line.includes(`"run":"run-00${index}"`))
  /** The receipt says that the answer went through, to be looked at by chance. */
  const open = withReceipt(first, (receipt) => {
    const gate = without(objectOrEmpty(receipt['gate']), 'verdict')
    return { ...receipt, gate: { ...gate, result: 'passes' } }
  })
  /** The last answer, judged that many days after the others. */
  const andThen = (days: number): readonly string[] => {
    const judged = addMs(at(0), days * 24 * 3_600_000)
    const last = { ...JSON.parse(known(LINES[0])), run: 'run-9999', at: isoTime(judged) }
    const gate = { ...last.gate, judged_at: isoTime(judged) }
    return [...open, canonicalJson({ ...last, gate }), known(LINES[1]).replace('run-0000', 'run-9999')]
  }

  it('[RC56] holds back what was judged after it until a week has gone by, then it was wrong', () => {
    expect(theGate(open).certificates).toEqual([])
    expect(theGate(andThen(6)).certificates).toEqual([])
    const [certificate] = theGate(andThen(8)).certificates
    expect(certificate).toMatchObject({
      certificate: { method: 'one-look', wrong: 1 },
      issuedAt: addMs(at(index), 7 * 24 * 3_600_000),
    })
  })
})
