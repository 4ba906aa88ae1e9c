import { beforeAll, describe, expect, it } from 'vitest'
import { known } from '../../src/core/basics/known.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import { readGateLine } from '../../src/core/receipt/read-gate-line.ts'
import type { RecomputedGates } from '../../src/core/receipt/recompute-gates.ts'
import { recomputeGates } from '../../src/core/receipt/recompute-gates.ts'
import type { GatedHouse } from '../support/gated-runs.ts'
import { aGatedHouse } from '../support/gated-runs.ts'
import { LENA, sha256 } from '../support/runs.ts'

const DAY_MS = 86_400_000

/** Certified by one look, renewed by what came since, loosened, and once more when it had come of age. */
let house: GatedHouse
let lines: readonly string[] = []

beforeAll(async () => {
  house = aGatedHouse()
  await house.work(340)
  house.clock.set(addMs(house.clock.now(), 31 * DAY_MS))
  await house.work(60)
  lines = (await house.export()).trimEnd().split('\n')
})

function recompute(all: readonly string[]): RecomputedGates {
  return recomputeGates(
    all.flatMap((line) => readGateLine(line) ?? []),
    sha256,
  )
}

function namedOn(all: readonly string[]): readonly string[] {
  return all.flatMap((line) => /"certificate":"([0-9a-f]{64})"/.exec(line)?.[1] ?? [])
}

function isSureAndRight(line: string): boolean {
  const read = readGateLine(line)
  return read?.type === 'answer' && read.gate.verdict === 'right' && (read.gate.score ?? 0) > 0.5
}

describe('certificates from receipts alone', () => {
  it('[RC33][RC34] are to the digest those that gates went by while they worked', () => {
    expect(house.world.problems).toEqual([])
    const { gates, leftOut } = recompute(lines)
    expect(leftOut).toEqual([])
    expect(gates).toMatchObject([{ target: 0.1, risk: 0.05, differing: [], line: { workflow: 'demo', stage: 'sort' } }])
    const named = namedOn(lines)
    const { certificates } = known(gates[0])
    expect(certificates.map(({ digest }) => digest)).toEqual([...new Set(named)])
    expect(certificates.map(({ namedBy }) => namedBy).reduce((sum, each) => sum + each)).toBe(named.length)
    expect(certificates.map(({ certificate: { method } }) => method)).toEqual([
      'one-look',
      ...Array(3).fill('every-look'),
    ])
  })

  it('[RC35] are others where one verdict was another, and every receipt that went by them differs', () => {
    const index = lines.findIndex((line, place) => place > 150 && isSureAndRight(line))
    const changed = known(lines[index]).replace('"verdict":"right"', '"verdict":"wrong"')
    const [after] = recompute(lines.with(index, changed)).gates
    expect(after?.differing.map(({ certificate }) => certificate)).toEqual(namedOn(lines))
  })

  it('[RC34][RC51] are the same where people looked too late or never will', async () => {
    const late = aGatedHouse({}, 1)
    await late.work(60)
    const [canceled, ...left] = await late.leave(2)
    await late.world.engine.command(known(canceled), { type: 'cancel-run', by: LENA, note: '' })
    await late.work(100)
    expect(namedOn([await late.export()])).toEqual([])
    late.clock.set(addMs(late.clock.now(), 7 * DAY_MS))
    await late.work(40)
    await late.answer(left)
    await late.work(20)
    const all = (await late.export()).trimEnd().split('\n')
    const gate = known(recompute(all).gates[0])
    expect(gate.differing).toEqual([])
    expect(gate.certificates).toMatchObject([{ digest: namedOn(all)[0], namedBy: 60 }])
  })
})
