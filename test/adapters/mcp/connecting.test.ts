import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { connect } from '../../../src/adapters/mcp/connect.ts'
import { openConnections } from '../../../src/adapters/mcp/connections.ts'
import { CONNECTIONS_MAX } from '../../../src/adapters/mcp/limits.ts'
import type { ToolServer } from '../../../src/engine/tool-source.ts'
import { anMcp, everything, freePort, nodeServer, outputsOf, toolServer } from '../../support/mcp.ts'
import { aServer } from '../../support/mcp-servers.ts'
import { aFolder, NEVER_ABORTED } from '../../support/performers.ts'

vi.setConfig({ testTimeout: 60_000 })

const IS_LINUX = existsSync('/proc/self/environ')

async function surroundings() {
  return { scratch: await aFolder(), environment: { PATH: process.env['PATH'] } }
}

async function eraOf(server: ToolServer): Promise<string | undefined> {
  const connected = await connect(server, await surroundings())
  if (!connected.ok) throw new Error(connected.error)
  onTestFinished(connected.value.close)
  return connected.value.client.getProtocolEra()
}

async function whyNot(server: ToolServer): Promise<string> {
  const connected = await connect(server, await surroundings())
  return connected.ok ? '' : connected.error
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function httpAnswering(status: number): Promise<ToolServer> {
  const server = createServer((_, response) => response.writeHead(status).end('secret-in-the-body'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return aServer('web', { type: 'http', url: `http://127.0.0.1:${port}/mcp`, headers: {} })
}

describe('connecting', () => {
  it('[MC1] speaks the newer protocol with whoever knows it, and the older one with everybody else', async () => {
    expect(await eraOf(toolServer('--era', 'modern'))).toBe('modern')
    expect(await eraOf(toolServer())).toBe('legacy')
    expect(await eraOf(everything())).toBe('legacy')
    expect(await eraOf(toolServer('--ends-when-probed'))).toBe('legacy')
  })

  it('[MC2] a server that can not be reached says why', async () => {
    const nowhere = { type: 'stdio', command: 'no-such-program', args: [], env: {}, folder: '/' } as const
    expect(await whyNot(aServer('x', nowhere))).toBe('It can not be reached: spawn no-such-program ENOENT.')
    const silent = { type: 'http', url: `http://127.0.0.1:${await freePort()}/mcp`, headers: {} } as const
    expect(await whyNot(aServer('x', silent))).toContain('It can not be reached: connect ECONNREFUSED')
    expect(await whyNot(nodeServer('x', ['-e', 'console.error("no licence"); process.exit(1)']))).toContain(
      'It wrote: no licence',
    )
    expect(await whyNot(await httpAnswering(401))).toContain('key')
    expect(await whyNot(await httpAnswering(503))).toContain('503')
  })

  it('[MC3] what a server says in a message is without its secrets, and short', async () => {
    const leak = `console.error(process.env.TOKEN + "x".repeat(3000)); process.exit(1)`
    const { transport } = nodeServer('x', ['-e', leak], { TOKEN: 'hunter2-hunter2' })
    const words = await whyNot(aServer('x', transport, ['hunter2-hunter2']))
    expect(words).not.toContain('hunter2')
    expect(words).toContain('It wrote: …x')
    expect(words.length).toBeLessThan(1_500)
  })

  it('[MC4] a program sees where it is, PATH, HOME, LANG, TZ and what its file names, and nothing else', async () => {
    const server = toolServer()
    if (server.transport.type !== 'stdio') throw new Error('no program')
    const world = await anMcp([{ ...server, transport: { ...server.transport, env: { LEVEL: '3' } } }])
    const given = outputsOf(await world.call('tools', 'environment'))
    const seen = JSON.parse(String(given['text']))
    expect(Object.keys(seen).toSorted()).toEqual([
      'HOME',
      'LANG',
      'LEVEL',
      'PATH',
      'TMPDIR',
      'TZ',
      'WORKCHARTS_ATTEMPT',
      'cwd',
    ])
    expect(seen).toMatchObject({ cwd: server.transport.folder, LEVEL: '3', HOME: world.scratch })
  })

  it('[MC5] a connection is kept for the next call, and one for each call at the same time', async () => {
    const world = await anMcp([toolServer()])
    const pid = async () => outputsOf(await world.call('tools', 'pid'))['text']
    const first = await pid()
    expect(await pid()).toBe(first)
    const both = await Promise.all([pid(), pid()])
    expect(new Set(both).size).toBe(2)
  })

  it('[MC6] no more connections than allowed are open: who comes later waits, and is told when it took too long', async () => {
    const connections = openConnections(await surroundings())
    onTestFinished(connections.close)
    const server = toolServer()
    const leases = await Promise.all(
      Array.from({ length: CONNECTIONS_MAX }, () => connections.lease(server, NEVER_ABORTED)),
    )
    expect(leases.every(({ ok }) => ok)).toBe(true)
    expect(await connections.lease(server, AbortSignal.abort())).toEqual({
      ok: false,
      error: 'All connections to servers are in use.',
    })
    const waiting = connections.lease(toolServer('--era', 'modern'), NEVER_ABORTED)
    const [first] = leases
    if (first?.ok === true) first.value.giveBack()
    expect(await waiting).toMatchObject({ ok: true })
  }, 60_000)

  it('[MC7] closing ends every server and what it started, and removes its folder', async () => {
    const world = await anMcp([toolServer('--has-helper')])
    const pid = Number(outputsOf(await world.call('tools', 'pid'))['text'])
    expect(isAlive(pid)).toBe(true)
    await world.close()
    expect(isAlive(pid)).toBe(false)
    expect(await readdir(world.scratch)).toEqual([])
    expect(
      await world.call('tools', 'pid', { performer: await world.planned('tools', 'pid') }).catch(String),
    ).toMatchObject({ error: { code: 'server-unreachable', reach: 'not-begun' } })
    if (IS_LINUX) expect(await helpersOf(world.scratch)).toEqual([])
  })
})

/** Processes that carry the mark of a folder. */
async function helpersOf(folder: string): Promise<readonly string[]> {
  const { readFile } = await import('node:fs/promises')
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const texts = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')))
  return pids.filter((_, index) => texts[index]?.includes(`WORKCHARTS_ATTEMPT=${folder}/`))
}
