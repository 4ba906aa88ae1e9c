import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { Host } from '../../../src/cli/node/node-io.ts'
import { createNodeIo } from '../../../src/cli/node/node-io.ts'
import { openPage } from '../../../src/cli/node/programs.ts'
import { readBytes, readText, writeText } from '../../../src/cli/node/text-files.ts'
import { folderWith } from '../../support/folders.ts'

/** The streams of a process; only what a stream can do is used of them. */
function aHost() {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  const host: Host = { stdin, stdout, stderr, env: { NO_COLOR: '1' }, platform: 'linux', cwd: () => '/' }
  return { host, stdin, stdout, stderr }
}

describe('streams', () => {
  it('[CM57] are no terminal where nobody says so', () => {
    const { host, stdout } = aHost()
    const io = createNodeIo(host, new AbortController().signal)
    io.stdout.write('hello\n')
    expect([io.stdout.isTTY, io.stdin.isTTY, String(stdout.read())]).toEqual([false, false, 'hello\n'])
    expect(io.env['NO_COLOR']).toBe('1')
  })

  it('[CM57] stdin is read to its end', async () => {
    const { host, stdin } = aHost()
    stdin.end('{"a":1}')
    expect(await createNodeIo(host, new AbortController().signal).stdin.readAll()).toBe('{"a":1}')
  })

  it('[CM57] a question is asked on stderr', async () => {
    const { host, stdin, stdout, stderr } = aHost()
    stdin.write('blue\n')
    expect(await createNodeIo(host, new AbortController().signal).stdin.ask('Colour')).toBe('blue')
    expect([String(stderr.read()), stdout.read()]).toEqual(['Colour: ', null])
  })

  it('[CM57] a question ends with Ctrl-C, and so does a pause', async () => {
    const interruption = new AbortController()
    const io = createNodeIo(aHost().host, interruption.signal)
    const asked = io.stdin.ask('Colour')
    const waited = io.wait(60_000)
    interruption.abort()
    expect([await asked, await waited]).toEqual(['', undefined])
  })

  it('[CM57] ids are time-ordered UUIDs, and times are of this machine', async () => {
    const io = createNodeIo(aHost().host, new AbortController().signal)
    expect(io.newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Math.abs(io.now() - Date.now())).toBeLessThan(1_000)
    expect(io.timeZone).not.toBe('')
    await io.wait(1)
  })
})

describe('files', () => {
  it('[CM57] are read byte for byte', async () => {
    const folder = folderWith({ 'a.txt': '\ufeffé\r\n', 'b.bin': new Uint8Array([0x61, 0xff]) })
    expect(await readText(join(folder, 'a.txt'))).toEqual({ ok: true, value: '\ufeffé\r\n' })
    expect(await readText(join(folder, 'b.bin'))).toEqual({ ok: false, error: 'it is not UTF-8 text.' })
    expect(await readBytes(join(folder, 'b.bin'), 2)).toEqual({ ok: true, value: new Uint8Array([0x61, 0xff]) })
    expect(await readBytes(join(folder, 'b.bin'), 1)).toEqual({ ok: false, error: 'it has more than 1 bytes.' })
    expect(await readBytes(join(folder, 'gone'), 1)).toEqual({ ok: false, error: 'there is nothing at this path.' })
    expect(await readText(join(folder, 'gone'))).toEqual({ ok: false, error: 'there is nothing at this path.' })
    expect(await readText(folder)).toEqual({ ok: false, error: 'it is a folder.' })
    expect(await readText('a\u0000b')).toEqual({ ok: false, error: expect.stringContaining('null bytes') })
  })

  it('[CM57] are written as a whole, and nothing is left beside them', async () => {
    const folder = folderWith({ 'a.txt': 'old', 'sub/file': '' })
    expect(await writeText(join(folder, 'a.txt'), 'new')).toEqual({ ok: true, value: undefined })
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('new')
    expect(await writeText(join(folder, 'gone/a.txt'), 'new')).toEqual({
      ok: false,
      error: 'there is nothing at this path.',
    })
    expect(await writeText(join(folder, 'sub'), 'new')).toEqual({ ok: false, error: 'it is a folder.' })
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'sub'])
  })
})

describe('pages', () => {
  it('[CM57] that nothing can open are said to be so', async () => {
    expect(await openPage('http://127.0.0.1:1/', 'win32')).toBe(false)
    expect(typeof (await createNodeIo(aHost().host, new AbortController().signal).openPage('about:blank'))).toBe(
      'boolean',
    )
  })
})
