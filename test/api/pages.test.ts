import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createApi } from '../../src/api/api.ts'
import { serve } from '../../src/api/serve.ts'
import { readWebFiles } from '../../src/api/web-files.ts'
import { folderWith } from '../support/folders.ts'
import { anApi, HOST, TOKEN } from '../support/http-world.ts'

const PAGE = '<!doctype html><title>WorkCharts</title>'
const SCRIPT = 'console.log(1)\n'.repeat(100)

function webFiles() {
  return readWebFiles(
    folderWith({
      'index.html': PAGE,
      'assets/main-abc.js': SCRIPT,
      'assets/main-abc.js.gz': gzipSync(SCRIPT),
      'assets/logo.png': new Uint8Array([1, 2]),
      'data.bin': 'x',
    }),
  )
}

describe('pages', () => {
  it('[AP60] serves files by name, compressed where that helps', async () => {
    const { send } = anApi({ parts: { web: webFiles() } })
    const script = await send('/assets/main-abc.js', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(script.headers.get('content-encoding')).toBe('gzip')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(gunzipSync(new Uint8Array(await script.arrayBuffer())).toString()).toBe(SCRIPT)
    const plain = await send('/assets/main-abc.js')
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await plain.text()).toBe(SCRIPT)
    const image = await send('/assets/logo.png', { headers: { 'accept-encoding': 'gzip' } })
    expect(image.headers.get('content-encoding')).toBeNull()
    expect((await send('/assets/main-abc.js.gz')).status).toBe(404)
    expect((await send('/data.bin')).headers.get('content-type')).toBe('application/octet-stream')
  })

  it('[AP60] checks pages by their tag', async () => {
    const { send } = anApi({ parts: { web: webFiles() } })
    const page = await send('/index.html')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    const again = await send('/index.html', { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
  })

  it('[AP61] gives the page for every screen and 404 for the rest', async () => {
    const { api, refused } = anApi({ parts: { web: webFiles() } })
    for (const path of ['/', '/runs/1', '/inbox/run-1.sort.1', '/workcharts/support-desk', '/skills/agent:a.b']) {
      expect(await (await api.request(`http://${HOST}${path}`, { headers: { host: HOST } })).text()).toBe(PAGE)
    }
    expect(await refused('/assets/missing.js')).toMatchObject({
      status: 404,
      detail: expect.stringContaining('Check the address'),
    })
    expect(await refused('/../../etc/passwd.txt')).toMatchObject({ status: 404 })
    expect(await refused('/api/v1/missing')).toMatchObject({ status: 404 })
    expect(await anApi().refused('/')).toMatchObject({
      status: 404,
      detail: 'The web app was not built. Type `npm start`.',
    })
    expect(readWebFiles(folderWith({ 'other.html': '' }))).toBeUndefined()
  })
})

describe('listening', () => {
  it('[AP62] answers on the loopback address, refuses a taken port, and closes at once', async () => {
    const world = anApi()
    const opened = await serve(0, () => ({ fetch: world.api.fetch }))
    if (!opened.ok) throw new Error('taken')
    const { port, close } = opened.value
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/home`)
    expect(answer.status).toBe(403)
    expect(await serve(port, () => world.api)).toEqual({ ok: false, error: { code: 'port-taken', port } })
    await close()
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  })

  it('[AP50][AP62] streams over a real connection and cuts it when it closes', async () => {
    const world = anApi()
    const { parts } = world
    const opened = await serve(0, (chosen) => createApi({ ...parts, port: chosen }))
    if (!opened.ok) throw new Error('taken')
    const { port, close } = opened.value
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/stream`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('retry: 1000\n\n')
    await close()
    await expect(reader?.read()).rejects.toThrow()
  })

  it('[AP62] is closed only when an answer that nobody waits for any more is done', async () => {
    const [begun, alone, done] = [Promise.withResolvers(), Promise.withResolvers(), Promise.withResolvers<Response>()]
    const opened = await serve(0, () => ({
      fetch: ({ signal }) => {
        signal.addEventListener('abort', alone.resolve)
        begun.resolve(undefined)
        return done.promise
      },
    }))
    if (!opened.ok) throw new Error('taken')
    const gone = new AbortController()
    const asked = fetch(`http://127.0.0.1:${opened.value.port}/`, { signal: gone.signal }).catch(() => 'gone')
    await begun.promise
    gone.abort()
    expect(await asked).toBe('gone')
    await alone.promise
    const order: string[] = []
    const closed = opened.value.close().then(() => order.push('closed'))
    setImmediate(() => {
      order.push('answered')
      done.resolve(new Response())
    })
    await closed
    expect(order).toEqual(['answered', 'closed'])
  })

  it('[AP62] an address that can not be had rejects', async () => {
    await expect(serve(-1, () => anApi().api)).rejects.toThrow()
  })
})
