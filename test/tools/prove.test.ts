import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { failureRateBound } from '../../tools/prove/failure-rate-bound.ts'
import { findingLine } from '../../tools/prove/finding-line.ts'
import type { Harness } from '../../tools/prove/harnesses.ts'
import { judgeEnding } from '../../tools/prove/judge-ending.ts'
import { knownFindings, mergeFindings } from '../../tools/prove/known-findings.ts'
import type { DatedFinding } from '../../tools/prove/proof-page.ts'
import { proofPage } from '../../tools/prove/proof-page.ts'
import type { Finding } from '../../tools/prove/run-all.ts'
import { runAll } from '../../tools/prove/run-all.ts'
import type { Ending } from '../../tools/prove/run-program.ts'
import type { Proof } from '../faults/harness.ts'

const ASKED = { n: 10, seed: 1 }
const PROOF: Proof = {
  ...ASKED,
  title: 'Ten kills.',
  faults: { kill: 10 },
  violations: [],
  figures: { runs: 1_234.5 },
}

describe('the bound on the rate of failures', () => {
  it('is close to three in n', () => {
    expect(failureRateBound(1_000)).toBeCloseTo(0.002991, 6)
    expect(failureRateBound(100_000)).toBeCloseTo(3 / 100_000, 7)
  })

  it('is 95 % for one case, and everything for none', () => {
    expect(failureRateBound(1)).toBeCloseTo(0.95, 12)
    expect(failureRateBound(0)).toBe(1)
  })

  it('is the rate at which n successes in a row have a chance of 5 %', () => {
    const cases = fc.integer({ min: 1, max: 1_000_000 })
    const isAtBound = (n: number): boolean => Math.abs((1 - failureRateBound(n)) ** n - 0.05) < 1e-9
    fc.assert(fc.property(cases, isAtBound))
  })
})

describe('a harness', () => {
  it('has held where it proved all that was asked and objects to nothing', () => {
    expect(judgeEnding(anEnding(PROOF), ASKED)).toEqual({ type: 'held', proof: PROOF })
  })

  it('may say other things before its proof', () => {
    const ending = { ...anEnding(PROOF), stdout: `{"n":1}\nhello\n${JSON.stringify(PROOF)}\n\n` }
    expect(judgeEnding(ending, ASKED).type).toBe('held')
  })

  it.each<readonly [string, Partial<Proof>, string]>([
    ['a violation', { violations: ['I1 Run r was lost.'] }, 'I1 Run r was lost.'],
    ['a fault that never happened', { faults: { kill: 9, stop: 0 } }, 'The fault "stop" never happened.'],
    ['no fault at all', { faults: {} }, 'It names no fault.'],
    ['fewer cases than asked', { n: 9 }, 'It tried 9 of 10 cases.'],
    ['another seed', { seed: 2 }, 'It took the seed 2 instead of 1.'],
  ])('is broken by %s, whatever its exit code', (_, change, because) => {
    const proof = { ...PROOF, ...change }
    const broken = { type: 'broken', proof, because: [because] }
    expect(judgeEnding(anEnding(proof), ASKED)).toEqual(broken)
  })

  it('is broken by an exit code that nothing explains', () => {
    const because = ['It ended with exit code 3 without saying why.']
    expect(judgeEnding({ ...anEnding(PROOF), code: 3 }, ASKED)).toEqual({ type: 'broken', proof: PROOF, because })
    const violated = { ...PROOF, violations: ['I1'] }
    expect(judgeEnding({ ...anEnding(violated), code: 1 }, ASKED)).toMatchObject({ because: ['I1'] })
  })

  it.each<readonly [string, Partial<Ending>, string]>([
    ['crashed', { stdout: 'Error: out of memory', code: 134 }, 'It ended with exit code 134 and gave no proof.'],
    ['was killed', { stdout: '', code: null }, 'It ended by a signal and gave no proof.'],
    ['said nothing', { stdout: '' }, 'It ended with exit code 0 and gave no proof.'],
    [
      'said something after its proof',
      { stdout: `${JSON.stringify(PROOF)}\nbye` },
      'It ended with exit code 0 and gave no proof.',
    ],
    ['gave half a proof', { stdout: '{"n":10,"seed":1}' }, 'It ended with exit code 0 and gave no proof.'],
    ['counted nothing', { stdout: line({ faults: { kill: '3' } }) }, 'It ended with exit code 0 and gave no proof.'],
    ['took too long', { stopped: 'too long' }, 'It took too long and was ended.'],
    ['was interrupted', { stopped: 'interrupted' }, 'It was interrupted.'],
  ])('that %s proves nothing', (_, change, because) => {
    expect(judgeEnding({ ...anEnding(PROOF), ...change }, ASKED)).toEqual({ type: 'no-proof', because })
  })
})

describe('running harnesses', () => {
  it('starts each with its numbers, and reports in their order', async () => {
    const scale = "Number(process.argv[process.argv.indexOf('--n') + 1])"
    const program = aProgram(`console.log(JSON.stringify({ ...${JSON.stringify(PROOF)}, n: ${scale} }))`)
    const alone = aHarness({ name: 'alone', program, company: 'alone' })
    const findings = await run([alone, aHarness({ name: 'other', program })])
    expect(findings.map(({ harness, verdict }) => [harness.name, verdict])).toEqual([
      ['alone', { type: 'held', proof: { ...PROOF, n: 7 } }],
      ['other', { type: 'held', proof: { ...PROOF, n: 7 } }],
    ])
  })

  it('finds a program that is not there, and one that crashes after its proof', async () => {
    const heard = hear(() => undefined)
    const crashing = aProgram(`console.log(${JSON.stringify(JSON.stringify(PROOF))}); throw new Error('late')`)
    const findings = await run([aHarness({ program: 'nowhere.ts' }), aHarness({ program: crashing })])
    expect(findings.map(({ verdict }) => verdict)).toEqual([
      { type: 'no-proof', because: 'It ended with exit code 1 and gave no proof.' },
      { type: 'broken', proof: PROOF, because: ['It ended with exit code 1 without saying why.'] },
    ])
    expect(heard).toHaveBeenCalledWith('kills: Error: late')
  })

  it('ends what runs when it is interrupted, with its children, and begins no more', async () => {
    const interruption = new AbortController()
    const child = "require('node:child_process').spawn('sleep', ['305'], { stdio: ['ignore', 'ignore', 'inherit'] })"
    const endless = aProgram(`${child}; console.error('begun'); setInterval(() => 0, 1000)`)
    hear(() => interruption.abort())
    const findings = await run([aHarness({ program: endless }), aHarness({ program: endless, company: 'alone' })], {
      signal: interruption.signal,
    })
    const verdict = { type: 'no-proof', because: 'It was interrupted.' }
    expect(findings.map((finding) => finding.verdict)).toEqual([verdict, verdict])
    expect(findings[1]?.seconds).toBe(0)
  })
})

describe('what is reported', () => {
  it('a row says what was tried and what is wrong', () => {
    const finding = aFinding({ type: 'broken', proof: PROOF, because: ['I1 Run r was lost.'] })
    expect(findingLine(aFinding({ type: 'held', proof: PROOF }))).toBe(
      'held    kills            seed 1  10 kills  0 violations  2.0 s  (kill: 10)',
    )
    expect(findingLine(finding)).toMatch(/^FAILED {2}kills .*\n {2}I1 Run r was lost\.$/)
  })

  it('a page of a run that held has no warning, and gives a rate only for what was drawn', () => {
    const listed = {
      ...aFinding({ type: 'held', proof: PROOF }),
      harness: aHarness({ name: 'some', sample: 'listed' }),
    }
    const page = proofPage(aRun([aFinding({ type: 'held', proof: PROOF }), listed]))
    expect(page).toMatch(/^# Proof\n\nGenerated by `npm run prove`/)
    expect(page).not.toContain('proves less')
    expect(page).toContain('| kills | 10 kills | 0 | 26 % | 1 | 2 | 2026-11-28 |')
    expect(page).toContain('| some | 10 kills | 0 | listed, not drawn | 1 | 2 | 2026-11-28 |')
    expect(page).toContain('| runs | 1,234.5 |')
  })

  it('a page of a run that failed or was cut says so before its numbers', () => {
    const broken = aFinding({ type: 'broken', proof: PROOF, because: ['I1 Run r was lost.'] })
    const cut = aFinding({ type: 'no-proof', because: 'It was interrupted.' })
    const page = proofPage(aRun([broken, { ...cut, harness: aHarness({ name: 'clocks' }) }]))
    expect(page.indexOf('Failed, not finished or not run: kills, clocks.')).toBeLessThan(page.indexOf('| harness'))
    expect(page).toContain('| kills | 10 kills | 0 | nothing proved | 1 | 2 | 2026-11-28 |')
    expect(page).toContain('| clocks | 0 kills | not known | nothing proved | 1 | 2 | 2026-11-28 |')
    expect(page).toContain('* I1 Run r was lost.')
  })

  it('of two full runs of a harness the newer one counts, and one that was never run is named', () => {
    const [kills, clocks, limits] = ['kills', 'clocks', 'limits'].map((name) => aHarness({ name }))
    const [old, fresh] = ['2026-11-01', DATE].map((date) => ({ ...aFinding({ type: 'held', proof: PROOF }), date }))
    const of = (finding: typeof old, harness: typeof kills) => ({ ...finding, harness }) as DatedFinding
    const harnesses = [kills, clocks, limits] as Harness[]
    const merged = mergeFindings(harnesses, [of(old, kills), of(old, clocks)], [of(fresh, clocks)])
    expect(merged.findings.map(({ harness, date }) => [harness.name, date])).toEqual([
      ['kills', '2026-11-01'],
      ['clocks', DATE],
    ])
    expect(merged.missing).toEqual(['limits'])
    expect(proofPage({ machine: MACHINE, ...merged })).toContain('not run: limits.')
  })

  it('what another machine found is not known here', () => {
    const folder = mkdtempSync(join(tmpdir(), 'workcharts-prove-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const [file, kept] = [join(folder, 'proof.json'), aRun([aFinding({ type: 'held', proof: PROOF })])]
    expect(knownFindings(file, MACHINE)).toEqual([])
    writeFileSync(file, JSON.stringify(kept))
    expect(knownFindings(file, MACHINE)).toEqual(kept.findings)
    expect(knownFindings(file, { ...MACHINE, cores: 4 })).toEqual([])
  })
})

function line(change: object): string {
  return JSON.stringify({ ...PROOF, ...change })
}

function anEnding(proof: Proof): Ending {
  return { stdout: `${JSON.stringify(proof)}\n`, code: 0, seconds: 2 }
}

function aHarness(change: Partial<Harness>): Harness {
  return {
    name: 'kills',
    program: 'none.ts',
    cases: 'kills',
    full: 10,
    quick: 1,
    sample: 'drawn',
    company: 'beside another',
    needs: 'nothing',
    ...change,
  }
}

function aFinding(verdict: Finding['verdict']): Finding {
  return { harness: aHarness({}), scale: ASKED, verdict, seconds: 2 }
}

const MACHINE = { cores: 2, processor: 'some', memoryGb: 8, kernel: 'Linux 6', node: '26.0.0', sqlite: '3.53.4' }
const DATE = '2026-11-28'

function aRun(findings: readonly Finding[], missing: readonly string[] = []) {
  return { machine: MACHINE, findings: findings.map((finding) => ({ ...finding, date: DATE })), missing }
}

/** A CommonJS program of one line, gone after the test. */
function aProgram(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'workcharts-prove-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'program.cjs')
  writeFileSync(path, source)
  return path
}

/** Keeps what the programs say from the terminal. */
function hear(heard: () => void) {
  const spy = vi.spyOn(console, 'error').mockImplementation(heard)
  onTestFinished(() => spy.mockRestore())
  return spy
}

function run(harnesses: readonly Harness[], { signal = new AbortController().signal } = {}) {
  return runAll(harnesses, { scaleOf: () => ({ n: 7, seed: 1 }), found: () => undefined, signal })
}
