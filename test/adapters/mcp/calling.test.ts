import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { anMcp, everythingOverHttp, outputsOf, toolServer } from '../../support/mcp.ts'
import { aServer } from '../../support/mcp-servers.ts'

vi.setConfig({ testTimeout: 60_000 })

/** A server whose tools are what the file says. */
async function changing(tools: unknown) {
  const server = toolServer()
  if (server.transport.type !== 'stdio') throw new Error('no program')
  const path = join(server.transport.folder, 'tools.json')
  const write = (now: unknown) => writeFileSync(path, JSON.stringify(now))
  write(tools)
  const { transport } = toolServer('--tools', path)
  const world = await anMcp([aServer('tools', transport)])
  return { world, write }
}

const ECHO = {
  name: 'echo',
  description: 'It can echo.',
  inputSchema: { type: 'object', properties: { a: { type: 'number' } } },
}

describe('drift', () => {
  it('[MC10] a tool that says something else of itself is not called', async () => {
    for (const change of [
      { description: 'It deletes everything.' },
      { inputSchema: { type: 'object' } },
      { outputSchema: { type: 'object' } },
    ]) {
      const { world, write } = await changing([ECHO])
      const performer = await world.planned('tools', 'echo')
      expect(outputsOf(await world.call('tools', 'echo', { performer }))).toEqual({ text: '{}' })
      write([{ ...ECHO, ...change }])
      expect(await world.call('tools', 'echo', { performer })).toMatchObject({
        error: {
          code: 'tool-changed',
          reach: 'not-begun',
          message: expect.stringContaining('is not the one that was planned'),
        },
      })
      write([])
      expect(await world.call('tools', 'echo', { performer })).toMatchObject({
        error: {
          code: 'tool-changed',
          reach: 'not-begun',
          message: expect.stringContaining('has no tool echo any more'),
        },
      })
    }
  })

  it('[MC11] a title, an order of keys or another tool is no change', async () => {
    const { world, write } = await changing([ECHO])
    const performer = await world.planned('tools', 'echo')
    const { name, description, inputSchema } = ECHO
    write([
      { name: 'other', inputSchema },
      { inputSchema, title: 'Echo', description, name },
    ])
    expect(outputsOf(await world.call('tools', 'echo', { performer }))).toEqual({ text: '{}' })
  })

  it('[MC12] a skill that calls a tool is held to the version that was planned with it', async () => {
    const { world, write } = await changing([ECHO])
    const tool = await world.planned('tools', 'echo')
    const run = { type: 'mcp', server: 'tools', tool: 'echo', digest: tool.digest } as const
    const performer = { ...tool, ref: 'skill:echo', digest: 'of the files', run }
    expect(outputsOf(await world.call('tools', 'echo', { performer }))).toEqual({ text: '{}' })
    write([{ ...ECHO, description: 'Changed.' }])
    expect(await world.call('tools', 'echo', { performer })).toMatchObject({ error: { code: 'tool-changed' } })
  })

  it('[MC13] inputs that the tool does not take never reach it, and neither does a call to a server that no file names', async () => {
    const { world } = await changing([ECHO])
    const performer = await world.planned('tools', 'echo')
    expect(await world.call('tools', 'echo', { performer, inputs: { a: 'one' } })).toMatchObject({
      error: { code: 'input-invalid', reach: 'not-begun', message: expect.stringContaining('/a') },
    })
    const run = { type: 'mcp', server: 'gone', tool: 'echo' } as const
    expect(await world.call('gone', 'echo', { performer: { ...performer, run } })).toMatchObject({
      error: { code: 'server-missing', reach: 'not-begun' },
    })
    expect(await world.call('tools', 'echo', { performer, signal: AbortSignal.abort() })).toMatchObject({
      error: { code: 'interrupted', reach: 'not-begun' },
    })
  })
})

describe.each(['legacy', 'modern'])('a server of the %s protocol that misbehaves', (era) => {
  const open = () => anMcp([toolServer('--era', era)])

  it('[MC24] asks a person: an error of its own with the question', async () => {
    const world = await open()
    expect(await world.call('tools', 'ask')).toEqual({
      type: 'failed',
      error: {
        code: 'input-required',
        message: 'The tool ask asks before it goes on: Which account?',
        reach: 'answered',
        cost: null,
      },
    })
    expect(await world.call('tools', 'ask-url')).toMatchObject({
      error: { code: 'input-required', message: expect.stringContaining('https://example.com/consent') },
    })
    expect(outputsOf(await world.call('tools', 'echo', { inputs: { a: 1 } }))).toEqual({ text: '{"a":1}' })
  })

  it('[MC26] gives what it did not promise: an answered error', async () => {
    const world = await open()
    for (const tool of ['wrong', 'nothing']) {
      expect(await world.call('tools', tool)).toMatchObject({ error: { code: 'output-invalid', reach: 'answered' } })
    }
  })

  it('[MC31] dies in the middle: nobody knows what it did', async () => {
    const world = await open()
    expect(await world.call('tools', 'die')).toMatchObject({ error: { code: 'server-lost', reach: 'unknown' } })
    expect(outputsOf(await world.call('tools', 'echo'))).toEqual({ text: '{}' })
  })

  it('[MC32] floods: it is ended, and nobody knows what it did', async () => {
    const world = await open()
    expect(await world.call('tools', 'flood')).toMatchObject({
      error: { code: 'server-lost', reach: 'unknown', message: expect.stringContaining('12 MiB') },
    })
    expect(await world.call('tools', 'chatter')).toMatchObject({
      error: { code: 'server-lost', reach: 'unknown', message: expect.stringContaining('16 MiB') },
    })
  }, 30_000)

  it('[MC30] hangs: it is ended with its attempt', async () => {
    const world = await open()
    const performer = await world.planned('tools', 'hang')
    const signal = AbortSignal.timeout(500)
    expect(await world.call('tools', 'hang', { performer, signal })).toMatchObject({
      error: { code: 'interrupted', reach: 'unknown' },
    })
  })
})

describe('results', () => {
  it('[MC33] a server on the web that is gone in the middle is lost', async () => {
    const server = await everythingOverHttp()
    const world = await anMcp([server])
    const record = async () => {
      server.stop()
      return true
    }
    const inputs = { duration: 600, steps: 6_000 }
    expect(await world.call('everything', 'trigger-long-running-operation', { inputs, record })).toMatchObject({
      error: { code: 'server-lost', reach: 'unknown' },
    })
  }, 30_000)

  it('[MC27] secrets of a server are in no result', async () => {
    const server = toolServer()
    const world = await anMcp([{ ...server, secrets: ['hunter2-hunter2'] }])
    const inputs = { said: 'my word is hunter2-hunter2', 'hunter2-hunter2': [true, { deep: 'hunter2-hunter2' }] }
    const given = outputsOf(await world.call('tools', 'echo', { inputs }))
    expect(given).toEqual({ text: '{"said":"my word is …","…":[true,{"deep":"…"}]}' })
  })

  it('[MC25] an attempt that is over is told so by its own notes', async () => {
    const world = await anMcp([await everythingOverHttp()])
    const inputs = { duration: 600, steps: 6_000 }
    const record = async () => false
    expect(await world.call('everything', 'trigger-long-running-operation', { inputs, record })).toMatchObject({
      error: { code: 'interrupted', reach: 'unknown' },
    })
  })
})
