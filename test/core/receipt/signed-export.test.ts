import { expect, it } from 'vitest'
import { systemReceiptSigner } from '../../../src/adapters/system/receipt-signer.ts'
import { signatureCheck } from '../../../src/api/check-signature.ts'
import type { JsonObject } from '../../../src/core/basics/json.ts'
import { canonicalJson } from '../../../src/core/basics/json.ts'
import type { Checkpoint } from '../../../src/core/receipt/checkpoint.ts'
import {
  checkpointLine,
  groupedFingerprint,
  makeCheckpoint,
  readFingerprint,
  signedText,
} from '../../../src/core/receipt/checkpoint.ts'
import { beginFollowing, followLine } from '../../../src/core/receipt/follow-lines.ts'
import { verifyExport } from '../../../src/core/receipt/verify-export.ts'
import { sha256 } from '../../support/runs.ts'
import { sealed } from '../../support/sealed-lines.ts'
import { aSignedHouse } from '../../support/signed-receipts.ts'

type Lines = readonly string[]

const verify = (lines: Lines) => verifyExport(`${lines.join('\n')}\n`, signatureCheck)
const linesOf = (text: string): Lines => text.trimEnd().split('\n')
const read = (line = '{}'): JsonObject => JSON.parse(line) as JsonObject
const isReceipt = (line: string): boolean => 'kind' in read(line)
const isCheckpoint = (line: string): boolean => line.includes('"workcharts.checkpoint/1"')

/** Two runs over two checkpoints, and a receipt that came later: lines 1 to 6, then the proof, then the seal. */
async function anExport(): Promise<Lines> {
  const house = aSignedHouse()
  await house.work(1, 2)
  await house.work(2, 1)
  await house.sign()
  await house.work(1, 2)
  await house.sign()
  await house.work(2, 1)
  return linesOf(await house.export())
}

/** The receipts with one changed, and each after it chained anew. */
function rewritten(lines: Lines, changed: number, change: (receipt: JsonObject) => JsonObject): Lines {
  const heads = new Map<string, string>()
  return lines.map((line, index) => {
    if (!isReceipt(line)) return line
    const receipt = read(line)
    const run = String(receipt['run'])
    const previous = heads.get(run) ?? String(receipt['previous'])
    const written = canonicalJson({ ...(index === changed ? change(receipt) : receipt), previous })
    heads.set(run, sha256(written))
    return written
  })
}

it('[RC16] a line of a kind that it does not know is a bug, not a proof', () => {
  expect(() => followLine(beginFollowing(), { type: 'else' } as never, sha256)).toThrow('Unexpected case')
})

it('[RC16] tells what is proved, of how much, until when and by which key', async () => {
  const verified = verify(await anExport())
  expect(verified).toEqual({
    ok: true,
    value: {
      receipts: 6,
      runs: 2,
      signed: {
        receipts: 5,
        of: 5,
        at: '2026-03-02T09:04:03.000Z',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    },
  })
})

it('[RC16] a run alone is proved just as well, and shows that there were others', async () => {
  const house = aSignedHouse()
  await house.work(1, 2)
  await house.work(2, 3)
  await house.sign()
  await house.work(3, 1)
  await house.sign()
  const lines = linesOf(await house.export({ run: 2 }))
  expect(verify(lines)).toMatchObject({ value: { receipts: 3, runs: 1, signed: { receipts: 3, of: 6 } } })
  expect(lines.filter(isCheckpoint)).toHaveLength(2)
})

it('[RC15] is signed in all its parts, and names the one before it', async () => {
  const checkpoints = (await anExport()).filter(isCheckpoint).map((line) => read(line))
  const [first, second] = (await checkpointLines()).map((line) => read(line))
  expect(checkpoints.map(({ number }) => number)).toEqual([1, 2])
  expect(first).toMatchObject({
    number: 1,
    chains: 2,
    receipts: 3,
    previous: sha256(`workcharts.checkpoints/1 ${first?.['key']}`),
  })
  expect(second).toMatchObject({ number: 2, chains: 1, receipts: 5, previous: sha256(canonicalJson(first ?? {})) })
  const { signature, ...rest } = first ?? {}
  const check = { key: String(first?.['key']), signature: String(signature) }
  expect(signatureCheck.verify({ ...check, text: canonicalJson(rest) })).toBe(true)
  for (const part of Object.keys(rest))
    expect(signatureCheck.verify({ ...check, text: canonicalJson({ ...rest, [part]: 'other' }) })).toBe(false)
})

async function checkpointLines(): Promise<Lines> {
  return (await anExport()).filter(isCheckpoint)
}

it.each([0, 1, 2, 3, 4])(
  '[RC17] a receipt that was written anew with its chain and the seal: line %i',
  async (changed) => {
    const lines = (await anExport()).slice(0, -1)
    const forged = rewritten(lines, changed, (receipt) => ({ ...receipt, confidence: 0.1 }))
    const run = read(lines[changed])['run']
    const shown = lines.findLastIndex((line, index) => index < 6 && read(line)['run'] === run && index !== 5)
    expect(verify(sealed(forged))).toMatchObject({
      ok: false,
      error: { line: shown + 1, message: expect.stringContaining('is not the one that was signed') },
    })
  },
)

it('[RC17] and one whose path was fitted to it', async () => {
  const lines = (await anExport()).slice(0, -1)
  const forged = rewritten(lines, 0, (receipt) => ({ ...receipt, confidence: 0.1 }))
  const head = sha256(forged[3] ?? '')
  const fitted = forged.map((line) =>
    line.includes('inclusion') && read(line)['number'] === 4 ? canonicalJson({ ...read(line), head }) : line,
  )
  const error = { line: 10, message: 'The line does not lead to what checkpoint 2 signed.' }
  expect(verify(sealed(fitted))).toEqual({ ok: false, error })
})

it('[RC17] a signed receipt that is not here any more is missed', async () => {
  const lines = (await anExport()).slice(0, -1)
  expect(verify(sealed(lines.toSpliced(2, 2)))).toMatchObject({
    ok: false,
    error: { line: 8, message: expect.stringContaining('was signed and is not here') },
  })
  const without = lines.filter((line) => !isReceipt(line))
  expect(verify(sealed(without))).toMatchObject({ error: { message: expect.stringContaining('is not here') } })
})

it('[RC18] a receipt without its proof is as good as none, one that came later is only not signed', async () => {
  const lines = (await anExport()).slice(0, -1)
  const unproved = lines.filter((line) => !(line.includes('inclusion') && read(line)['number'] === 4))
  expect(verify(sealed(unproved))).toMatchObject({
    ok: false,
    error: { line: 1, message: expect.stringContaining('nothing that is signed vouches for it') },
  })
  const timeless = rewritten(lines, 5, (receipt) => ({ ...receipt, at: null }))
  expect(verify(sealed(timeless))).toMatchObject({ ok: false, error: { line: 6 } })
})

it.each<readonly [string, (lines: Lines) => Lines, number, string]>([
  ['a receipt behind the proof', (lines) => [...lines.toSpliced(5, 1), lines[5] ?? ''], 10, 'stands behind'],
  ['two checkpoints in another order', (lines) => swap(lines, 6, 8), 8, 'does not stand before'],
  [
    'checkpoints alone in another order',
    (lines) => [...lines, ...lines.slice(6, 7)],
    11,
    'Checkpoint 1 is out of order',
  ],
  ['a proof without its checkpoint', (lines) => lines.toSpliced(6, 1), 7, 'does not stand before this line'],
  ['a proof twice', (lines) => lines.toSpliced(8, 0, lines[7] ?? ''), 9, 'out of order'],
  ['another number in a proof', (lines) => replaced(lines, 7, { number: 2 }), 8, 'does not lead to'],
  ['a proof of nothing', (lines) => replaced(lines, 7, { number: 0 }), 8, 'not what proves'],
  ['a proof without a path', (lines) => replaced(lines, 7, { path: 'none' }), 8, 'not what proves'],
  ['a proof with another path', (lines) => replaced(lines, 7, { path: ['none'] }), 8, 'not what proves'],
  ['a checkpoint without a number', (lines) => replaced(lines, 6, { number: -1 }), 7, 'not a checkpoint'],
  ['a checkpoint without a root', (lines) => replaced(lines, 6, { root: 1 }), 7, 'not a checkpoint'],
  ['another number of receipts', (lines) => replaced(lines, 6, { receipts: 4 }), 7, 'does not fit it'],
  ['another key', (lines) => replaced(lines, 6, { key: 'abcd' }), 7, 'does not fit it'],
])('[RC19] %s is found', async (...[, change, line, message]) => {
  const verified = verify(sealed(change((await anExport()).slice(0, -1))))
  expect(verified).toMatchObject({ ok: false, error: { line, message: expect.stringContaining(message) } })
})

it('[RC19] a run that is proved twice is found', async () => {
  const house = aSignedHouse()
  await house.work(1, 1)
  await house.sign()
  const [, ...older] = linesOf(await house.export()).slice(0, -1)
  await house.work(1, 1)
  await house.sign()
  const lines = linesOf(await house.export()).slice(0, -1)
  expect(verify(sealed(lines.toSpliced(2, 0, ...older)))).toMatchObject({
    ok: false,
    error: { line: 6, message: expect.stringContaining('is proved twice') },
  })
})

it('[RC19] a proof that was left out is missed by the seal too', async () => {
  const lines = await anExport()
  const error = { line: 10, message: 'The seal does not fit the lines before it.' }
  expect(verify(lines.toSpliced(8, 2))).toMatchObject({ ok: false })
  const house = aSignedHouse()
  await house.work(1, 1)
  await house.sign()
  await house.work(2, 1)
  await house.sign()
  const alone = linesOf(await house.export({ run: 1 }))
  expect(verify(alone)).toMatchObject({ ok: true })
  expect(verify(alone.toSpliced(3, 1))).toEqual({ ok: false, error: { ...error, line: 4 } })
})

function swap(lines: Lines, left: number, right: number): Lines {
  return lines.with(left, lines[right] ?? '').with(right, lines[left] ?? '')
}

function replaced(lines: Lines, index: number, values: JsonObject): Lines {
  return lines.with(index, canonicalJson({ ...read(lines[index]), ...values }))
}

const ENDS = [{ run: 'run-1', number: 1, head: sha256('head') }]

function aCheckpoint(given: Partial<Checkpoint>, privateKey: string, after?: string): string {
  const order = { number: 1, receipts: 1, at: '2026-11-20T12:00:00.000Z', key: '', ends: ENDS, after, ...given }
  const checkpoint = { ...makeCheckpoint(order, sha256), ...given }
  return checkpointLine(checkpoint, systemReceiptSigner.sign(signedText(checkpoint), privateKey))
}

it('[RC20] two keys in one file, and a checkpoint that follows another one, fail', () => {
  const [ours, theirs] = [systemReceiptSigner.makeKey(), systemReceiptSigner.makeKey()]
  const first = aCheckpoint({ key: ours.publicKey }, ours.privateKey)
  const next = (given: Partial<Checkpoint>, key = ours): Lines =>
    sealed([first, aCheckpoint({ number: 2, key: key.publicKey, ...given }, key.privateKey, first)])
  expect(verify(next({}))).toMatchObject({ ok: true })
  expect(verify(next({}, theirs))).toMatchObject({
    error: { line: 2, message: expect.stringContaining('another key') },
  })
  expect(verify(next({ previous: sha256('x') }))).toMatchObject({
    error: { line: 2, message: 'Checkpoint 2 does not follow the one before it.' },
  })
  expect(verify(next({ number: 4, previous: sha256('x') }))).toMatchObject({ ok: true })
  const alone = sealed([aCheckpoint({ key: ours.publicKey, previous: sha256('x') }, ours.privateKey)])
  expect(verify(alone)).toMatchObject({
    error: { line: 1, message: 'Checkpoint 1 does not follow the one before it.' },
  })
})

it('[RC20] a file from before anything was signed still verifies', async () => {
  const house = aSignedHouse()
  await house.work(1, 2)
  const [first = '', second = ''] = linesOf(await house.export())
  const heads = sha256(`${String(read(first)['run'])} ${sha256(second)}`)
  const seal = canonicalJson({ schema: 'workcharts.receipts-export/1', receipts: 2, runs: 1, heads_sha256: heads })
  expect(verify([first, second, seal])).toEqual({ ok: true, value: { receipts: 2, runs: 1, signed: null } })
})

it('[RC21] fingerprints', () => {
  const fingerprint = sha256('key')
  const grouped = groupedFingerprint(fingerprint)
  expect(grouped).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/)
  expect(
    [grouped, fingerprint, fingerprint.toUpperCase(), ` ${grouped.replaceAll(' ', ':')}`].map(readFingerprint),
  ).toEqual([fingerprint, fingerprint, fingerprint, fingerprint])
  expect(['', fingerprint.slice(1), `${fingerprint}0`, fingerprint.replace(/^./, 'g')].map(readFingerprint)).toEqual(
    [1, 2, 3, 4].map(() => undefined),
  )
})
