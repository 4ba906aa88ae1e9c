import { describe, expect, it } from 'vitest'
import { groupedFingerprint } from '../../../src/core/receipt/checkpoint.ts'
import { aCli } from '../../support/cli.ts'
import { aSignedHouse } from '../../support/signed-receipts.ts'

/** Five receipts of two runs that are signed, and one that is not. */
async function aSignedFile() {
  const house = aSignedHouse()
  await house.work(1, 3)
  await house.work(2, 2)
  await house.sign()
  const signed = await house.export()
  await house.work(2, 1)
  const files = {
    'r.ndjson': await house.export(),
    'signed.ndjson': signed,
    'one.ndjson': await house.export({ run: 1 }),
  }
  const cli = aCli({ files, parts: { reader: house.store } })
  const { data } = JSON.parse((await cli.run('receipts', 'key', '--json')).stdout)
  return { cli, fingerprint: String(data.fingerprint) }
}

const VERIFIED = 'Nothing was changed, left out or put in since the export was made.\n'
const PROVED = 'at 2026-03-02 09:02 GMT, signed with the key that you named.\n'

describe('verifying what is signed', () => {
  it('[CM180] says what is proved, of how much, until when, and what is not signed yet', async () => {
    const { cli, fingerprint } = await aSignedFile()
    expect(await cli.run('receipts', 'verify', 'r.ndjson', '--key', groupedFingerprint(fingerprint))).toEqual({
      exit: 0,
      stdout: `verified: 6 receipts of 2 runs. ${VERIFIED}proved: 5 receipts, all that there were ${PROVED}`,
      stderr: '1 receipt came after 2026-03-02 09:02 GMT: not signed yet.\n',
    })
    expect(await cli.run('receipts', 'verify', 'one.ndjson', '--key', fingerprint)).toEqual({
      exit: 0,
      stdout: `verified: 3 receipts of 1 run. ${VERIFIED}proved: 3 receipts, of 5 that there were ${PROVED}`,
      stderr: '',
    })
    const { data } = JSON.parse(
      (await cli.run('receipts', 'verify', 'r.ndjson', '--key', fingerprint, '--json')).stdout,
    )
    expect(data).toMatchObject({
      verifies: true,
      signed: { receipts: 5, of: 5, fingerprint },
      notSigned: 1,
      keyFits: true,
    })
  })

  it('[CM181] another key is not the one that was named', async () => {
    const { cli, fingerprint } = await aSignedFile()
    const other = 'ab'.repeat(32)
    expect(await cli.run('receipts', 'verify', 'r.ndjson', '--key', other)).toEqual({
      exit: 3,
      stdout: '',
      stderr: `error: r.ndjson is signed with another key than the one you named: ${groupedFingerprint(fingerprint)}. (receipts-other-key)
help: Do not rely on this file unless you know that key too. \`workcharts receipts key\` tells the one of a house.
`,
    })
    const { exit, stdout } = await cli.run('receipts', 'verify', 'r.ndjson', '--key', other, '--json')
    expect([exit, JSON.parse(stdout).data.keyFits]).toEqual([3, false])
  })

  it('[CM181] nothing is signed, or no fingerprint was typed', async () => {
    const house = aSignedHouse()
    await house.work(1, 1)
    const cli = aCli({ files: { 'r.ndjson': await house.export() } })
    const unsigned = await cli.run('receipts', 'verify', 'r.ndjson', '--key', 'ab'.repeat(32))
    expect([unsigned.exit, unsigned.stderr.split('\n')[0]]).toEqual([
      3,
      'error: Nothing in r.ndjson is signed. (receipts-not-signed)',
    ])
    const typed = await cli.run('receipts', 'verify', 'r.ndjson', '--key', 'abc')
    expect([typed.exit, typed.stderr.split('\n')[0]]).toEqual([
      2,
      'error: "abc" is not a fingerprint. (fingerprint-spelling)',
    ])
  })

  it('[CM182] without a key who signed is not proved', async () => {
    const { cli, fingerprint } = await aSignedFile()
    expect(await cli.run('receipts', 'verify', 'signed.ndjson')).toEqual({
      exit: 0,
      stdout: `verified: 5 receipts of 2 runs. ${VERIFIED}`,
      stderr: `Who signed it is not proved: name the fingerprint you know with --key. The key in it is ${groupedFingerprint(fingerprint)}.\n`,
    })
    const house = aSignedHouse()
    await house.work(1, 1)
    const unsigned = aCli({ files: { 'r.ndjson': await house.export() } })
    expect((await unsigned.run('receipts', 'verify', 'r.ndjson')).stderr).toBe(
      'Nothing in it is signed: who made it is not proved.\n',
    )
  })
})

describe('the key', () => {
  it('[CM183] is printed in groups, with how far receipts are signed', async () => {
    const { cli, fingerprint } = await aSignedFile()
    expect(await cli.run('receipts', 'key')).toEqual({
      exit: 0,
      stdout: `${groupedFingerprint(fingerprint)}\n`,
      stderr:
        '5 receipts signed up to 2026-03-02 09:02 GMT, 1 not yet. Keep the fingerprint apart from exports: it is what proves whose they are.\n',
    })
  })

  it('[CM183] is not there before anything was signed', async () => {
    expect(await aCli().run('receipts', 'key')).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'Nothing was signed yet. Receipts are signed within a minute, and when the program stops.\n',
    })
    const refused = aCli({ connection: { send: async () => new Response('', { status: 500 }) } })
    expect((await refused.run('receipts', 'key')).exit).toBe(1)
  })
})

it('[CM184] exports a table, and names no check for it', async () => {
  const { cli } = await aSignedFile()
  expect(await cli.run('receipts', 'export', '--format', 'csv', '--out', 'r.csv')).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'Written to r.csv.\n',
  })
  expect(cli.written.get('r.csv')).toMatch(/^run,number,kind,.*\r\n/)
  const { stdout } = await cli.run('receipts', 'export', '--format', 'flat')
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).kind),
  ).toEqual(Array(6).fill('stage'))
  expect((await cli.run('receipts', 'export', '--format', 'xml')).exit).toBe(2)
})
