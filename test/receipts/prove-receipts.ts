import { signatureCheck } from '../../src/api/check-signature.ts'
import type { JsonObject } from '../../src/core/basics/json.ts'
import { canonicalJson } from '../../src/core/basics/json.ts'
import type { Tampering } from '../../src/core/receipt/follow-lines.ts'
import { verifyExport } from '../../src/core/receipt/verify-export.ts'
import type { Proof, Scale } from '../faults/harness.ts'
import type { Chance } from '../simulation/chance.ts'
import { chanceOf } from '../simulation/chance.ts'
import { sealed } from '../support/sealed-lines.ts'
import { aSignedHouse } from '../support/signed-receipts.ts'
import type { Change, Reading } from './changed-lines.ts'
import { followed, judge, readingOf } from './changed-lines.ts'

const RECEIPTS_OF_A_RUN_MAX = 25
/** At least: a few ends of chains are there in a small export too. */
const RUNS_MIN = 3
const CHECKPOINTS = 4
/** So many of the changes are judged by the check of the whole file too, which must say the same. */
const WHOLE_CHECKS = 200
const BITS = 8
const LINES_BETWEEN_NEWS = 50

interface Tally {
  readonly faults: Record<string, number>
  readonly violations: string[]
  /** Changes whose own line was named, and those that the line after it, or what is missing, shows. */
  named: number
  shown: number
}

/** Every change to an export of signed receipts is found. */
export async function proveReceipts({ n, seed }: Scale): Promise<Proof> {
  const text = await signedExport(n)
  const verified = verifyExport(text, signatureCheck)
  const tally: Tally = { faults: {}, violations: [], named: 0, shown: 0 }
  if (!(verified.ok && verified.value.signed?.receipts === n)) tally.violations.push('Unchanged, it is not proved')
  const chance = chanceOf(seed)
  const reading = readingOf(text)
  for (const [index, before] of followed(reading)) {
    const at = (change: Change, fault: string): void =>
      count(tally, fault, { line: index + 1, problem: judge(reading, before, change) })
    for (const change of flips(reading, index)) at(change, 'bits that flipped')
    if (index === reading.lines.length) continue
    at({ from: index, gone: 1, lines: [] }, 'lines that were left out')
    at({ from: index, gone: 2, lines: neighboursOf(reading, index).toReversed() }, 'neighbours that changed places')
    at(
      { from: index, gone: reading.lines.length + 1 - index, lines: [lineAt(reading, index)] },
      'ends that were cut off',
    )
    if (index % LINES_BETWEEN_NEWS === 0) console.error(`${index} of ${reading.lines.length} lines`)
  }
  swapPairs(reading, tally, { chance, pairs: n })
  forgeEach(reading, tally, n)
  compareWhole({ text, reading, chance }, tally)
  return {
    title: `An export of ${n} signed receipts with every single bit of it flipped, every line left out, every two neighbours and ${n} pairs by chance swapped, and cut off behind every line; and every receipt written anew with the chain behind it and the seal: all of it is found.`,
    n,
    seed,
    faults: tally.faults,
    violations: tally.violations,
    figures: {
      bytes: text.length,
      'changes whose line is named': tally.named,
      'that the next or a missing line shows': tally.shown,
    },
  }
}

async function signedExport(receipts: number): Promise<string> {
  const house = aSignedHouse()
  const ofARun = Math.min(RECEIPTS_OF_A_RUN_MAX, Math.ceil(receipts / RUNS_MIN))
  const runs = Math.ceil(receipts / ofARun)
  for (let run = 1; run <= runs; run += 1) {
    await house.work(run, Math.min(ofARun, receipts - (run - 1) * ofARun))
    if (run % Math.ceil(runs / CHECKPOINTS) === 0) await house.sign()
  }
  await house.sign()
  return await house.export()
}

interface Judged {
  /** That was changed. */
  readonly line: number
  readonly problem: Tampering | undefined
}

function count(tally: Tally, fault: string, { line, problem }: Judged): void {
  tally.faults[fault] = (tally.faults[fault] ?? 0) + 1
  if (problem === undefined) tally.violations.push(`${fault}: line ${line} was changed and nothing was found`)
  else if (problem.line === line || problem.message.includes(`(line ${line})`)) tally.named += 1
  else tally.shown += 1
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Every bit of a line and of the line break behind it. */
function* flips(reading: Reading, index: number): Generator<Change> {
  const line = encoder.encode(`${lineAt(reading, index)}\n`)
  for (let place = 0; place < line.length * BITS; place += 1) yield flip(reading, index, { line, place })
}

function flip(
  reading: Reading,
  index: number,
  { line, place }: { readonly line: Uint8Array; readonly place: number },
): Change {
  const byte = Math.floor(place / BITS)
  const changed = decoder.decode(flipped(line, place))
  if (byte < line.length - 1) return { from: index, gone: 1, lines: changed.slice(0, -1).split('\n') }
  return { from: index, gone: 2, lines: [changed + lineAt(reading, index + 1)] }
}

/** The seal stands behind the last line, and nothing behind it. */
function lineAt({ lines, seal }: Reading, index: number): string {
  return lines[index] ?? (index === lines.length ? seal : '')
}

function neighboursOf(reading: Reading, index: number): string[] {
  return [lineAt(reading, index), lineAt(reading, index + 1)]
}

interface Pairs {
  readonly chance: Chance
  readonly pairs: number
}

function swapPairs(reading: Reading, tally: Tally, { chance, pairs }: Pairs): void {
  for (let pair = 0; pair < pairs; pair += 1) {
    const left = chance.from(0, reading.lines.length - 1)
    const right = chance.pick(reading.lines.map((_, index) => index).filter((index) => index !== left))
    const swapped = reading.lines.with(left, lineAt(reading, right)).with(right, lineAt(reading, left))
    countWhole(tally, 'pairs that changed places', {
      line: Math.min(left, right) + 1,
      lines: [...swapped, reading.seal],
    })
  }
}

interface ChangedFile {
  readonly line: number
  readonly lines: readonly string[]
}

function countWhole(tally: Tally, fault: string, { line, lines }: ChangedFile): void {
  const verified = verifyExport(`${lines.join('\n')}\n`, signatureCheck)
  count(tally, fault, { line, problem: verified.ok ? undefined : verified.error })
}

/** Whoever can write a file anew, but not sign it. */
function forgeEach(reading: Reading, tally: Tally, receipts: number): void {
  for (let index = 0; index < receipts; index += 1) {
    const forged = [...reading.lines]
    let previous = ''
    for (let next = index; next < receipts; next += 1) {
      const receipt = JSON.parse(lineAt(reading, next)) as JsonObject
      if (next > index && receipt['number'] === 1) break
      const given = next === index ? { ...receipt, confidence: 0.123 } : { ...receipt, previous }
      const line = canonicalJson(given)
      forged[next] = line
      previous = signatureCheck.sha256(line)
    }
    countWhole(tally, 'receipts that were written anew', { line: index + 1, lines: sealed(forged) })
  }
}

interface Whole {
  readonly text: string
  readonly reading: Reading
  readonly chance: Chance
}

/** The shortcut from where a file was changed says what the check of the whole says. */
function compareWhole({ text, reading, chance }: Whole, tally: Tally): void {
  const bytes = encoder.encode(text)
  const wanted = Array.from({ length: WHOLE_CHECKS }, () => chance.from(0, (bytes.length - 1) * BITS - 1))
  let passed = 0
  for (const [index, before] of followed(reading)) {
    const line = encoder.encode(`${lineAt(reading, index)}\n`)
    const end = (passed + line.length) * BITS
    for (const bit of wanted.filter((place) => place >= passed * BITS && place < end)) {
      const verified = verifyExport(decoder.decode(flipped(bytes, bit)), signatureCheck)
      const [whole, part] = [
        verified.ok ? undefined : verified.error,
        judge(reading, before, flip(reading, index, { line, place: bit - passed * BITS })),
      ]
      if (JSON.stringify(part) !== JSON.stringify(whole)) tally.violations.push(`Bit ${bit} is judged in two ways`)
      tally.faults['bits judged twice'] = (tally.faults['bits judged twice'] ?? 0) + 1
    }
    passed += line.length
  }
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const byte = Math.floor(bit / BITS)
  return bytes.with(byte, (bytes[byte] ?? 0) ^ (1 << (bit % BITS)))
}
