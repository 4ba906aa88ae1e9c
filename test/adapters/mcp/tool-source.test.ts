import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { Clock } from '../../../src/engine/ports.ts'
import { anMcp, everything, toolServer } from '../../support/mcp.ts'
import { aServer } from '../../support/mcp-servers.ts'

vi.setConfig({ testTimeout: 60_000 })

const OBJECT = { type: 'object' }

/** A server whose tools are what the file says. */
async function offering(tools: readonly object[], clock?: Clock) {
  const server = toolServer()
  if (server.transport.type !== 'stdio') throw new Error('no program')
  const path = join(server.transport.folder, 'tools.json')
  const write = (now: readonly object[]) => writeFileSync(path, JSON.stringify(now))
  write(tools)
  const { transport } = toolServer('--tools', path)
  return { world: await anMcp([aServer('tools', transport)], clock === undefined ? {} : { clock }), write }
}

describe('what tools there are', () => {
  it('[MC40] a tool of the reference server is listed with all that it says', async () => {
    const world = await anMcp([everything()])
    const { servers, tools, unusable } = await world.tools.list()
    expect({ servers, unusable }).toEqual({ servers: 1, unusable: [] })
    expect(tools.find(({ ref }) => ref === 'mcp:everything/get-structured-content')).toEqual({
      type: 'capability',
      ref: 'mcp:everything/get-structured-content',
      title: 'Get Structured Content Tool',
      description: 'Returns structured content along with an output schema for client data validation',
      source: 'collections/x/mcp/everything.json',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      files: [],
      confidence: 'none',
      effect: 'pure',
      run: { type: 'mcp', server: 'everything', tool: 'get-structured-content' },
      input: expect.objectContaining({ required: ['location'] }),
      output: expect.objectContaining({ required: ['temperature', 'conditions', 'humidity'] }),
    })
    expect(tools.find(({ ref }) => ref === 'mcp:everything/toggle-simulated-logging')?.effect).toBe('once-or-ask')
  })

  it('[MC40] says how often it may be done, and what it does not say is not assumed', async () => {
    const hints = [{ readOnlyHint: true }, { idempotentHint: true }, { readOnlyHint: false, idempotentHint: false }]
    const tools = hints.map((annotations, index) => ({ name: `t${index}`, inputSchema: OBJECT, annotations }))
    const { world } = await offering([...tools, { name: 't3', inputSchema: OBJECT }])
    const listed = await world.tools.list()
    expect(listed.tools.map(({ effect }) => effect)).toEqual(['pure', 'idempotent', 'once-or-ask', 'once-or-ask'])
    expect(listed.tools.map(({ title }) => title)).toEqual(['t0', 't1', 't2', 't3'])
  })

  it('[MC41] a tool whose schemas can not be checked is idle, and listed', async () => {
    const far = { type: 'object', properties: { a: { $ref: 'https://example.com/schema' } } }
    const large = { type: 'object', description: 'x'.repeat(70_000) }
    const { world } = await offering([
      { name: 'takes', inputSchema: far },
      { name: 'gives', inputSchema: OBJECT, outputSchema: far },
      { name: 'large', inputSchema: large },
    ])
    const { tools, unusable } = await world.tools.list()
    expect(tools.map(({ run }) => run)).toEqual([undefined, undefined, undefined])
    expect(tools.map(({ unavailable }) => unavailable)).toEqual([
      expect.stringContaining(
        'mcp:tools/takes can not be called: what it takes can not be checked: /properties/a/$ref',
      ),
      expect.stringContaining('mcp:tools/gives can not be called: what it gives can not be checked'),
      expect.stringContaining('longer than 65536 characters'),
    ])
    expect(unusable).toHaveLength(3)
  })

  it('[MC42] a server that can not be reached or never ends its list is unusable and spoils no other', async () => {
    const gone = { type: 'stdio', command: 'no-such-program', args: [], env: {}, folder: '/' } as const
    const endless = { ...toolServer('--pages', '1000'), name: 'endless', file: 'endless.json' }
    const world = await anMcp([aServer('gone', gone), endless, toolServer()])
    const { servers, tools, unusable } = await world.tools.list()
    expect(servers).toBe(3)
    expect(tools.map(({ ref }) => ref)).toContain('mcp:tools/echo')
    expect(unusable.map(({ file, reason }) => `${file}: ${reason}`)).toEqual([
      'collections/x/mcp/gone.json: The server gone is not to be had. It can not be reached: spawn no-such-program ENOENT.',
      expect.stringContaining('endless.json: The server endless is not to be had.'),
    ])
    expect(await world.tools.find('gone', 'x')).toEqual({
      ok: false,
      error: expect.stringContaining('the server gone in collections/x/mcp/gone.json is not to be had.'),
    })
    expect(await world.tools.find('tools', 'x')).toMatchObject({ error: expect.stringContaining('has no tool') })
    expect(await world.tools.find('unknown', 'x')).toBeUndefined()
  })

  it('[MC42] a server that hangs is waited for a bounded time', async () => {
    const world = await anMcp([toolServer('--hangs-on', 'tools/list')])
    expect((await world.tools.list()).unusable).toMatchObject([{ reason: expect.stringContaining('not answered yet') }])
  })

  it('[MC43] what a server offers is remembered for a while', async () => {
    let now = 0
    const clock: Clock = { now: () => timestamp(now) }
    const { world, write } = await offering([{ name: 'one', inputSchema: OBJECT }], clock)
    const names = async () => (await world.tools.list()).tools.map(({ title }) => title)
    expect(await Promise.all([names(), names()])).toEqual([['one'], ['one']])
    write([{ name: 'two', inputSchema: OBJECT }])
    now = 29_000
    expect(await names()).toEqual(['one'])
    now = 31_000
    expect(await names()).toEqual(['two'])
  })

  it('[MC44] tools with other names, and too many, are unusable', async () => {
    const { world } = await offering([
      { name: 'a b', inputSchema: OBJECT },
      { name: 'good', inputSchema: OBJECT },
    ])
    const { tools, unusable } = await world.tools.list()
    expect(tools.map(({ title }) => title)).toEqual(['good'])
    expect(unusable).toMatchObject([{ reason: expect.stringContaining('a name that a WorkChart can not write') }])
    const many = Array.from({ length: 501 }, (_, index) => ({ name: `t${index}`, inputSchema: OBJECT }))
    const large = await offering(many)
    const listed = await large.world.tools.list()
    expect(listed.tools).toHaveLength(500)
    expect(listed.unusable).toMatchObject([{ reason: expect.stringContaining('more than 500 tools') }])
  })
})
