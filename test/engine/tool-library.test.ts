import { describe, expect, it } from 'vitest'
import { err, ok } from '../../src/core/basics/result.ts'
import type { CapabilityEntry } from '../../src/core/plan/catalog.ts'
import { parseReference } from '../../src/core/workflow/reference.ts'
import { toolLibrary } from '../../src/engine/tool-library.ts'
import type { ToolSource } from '../../src/engine/tool-source.ts'
import { aLibrary } from '../support/library.ts'

function anEntry(given: Partial<CapabilityEntry>): CapabilityEntry {
  return {
    type: 'capability',
    ref: 'mcp:files/read',
    title: 'Read a file',
    description: '',
    source: 'collections/x/mcp/files.json',
    digest: 'd1',
    files: [],
    confidence: 'none',
    effect: 'pure',
    ...given,
  }
}

const READ = anEntry({ run: { type: 'mcp', server: 'files', tool: 'read' } })
const IDLE = anEntry({ ref: 'mcp:files/odd', unavailable: 'odd' })
const UNREACHED = { file: 'collections/x/mcp/slow.json', reason: 'It did not answer.', mend: 'See that it runs.' }

const TOOLS: ToolSource = {
  find: async (server, tool) => {
    if (server === 'slow') return err('it did not answer.')
    if (server !== 'files') return undefined
    if (tool === 'odd') return ok(IDLE)
    return tool === 'read' ? ok(READ) : err('the server files has no tool of that name.')
  },
  list: async () => ({ servers: 2, tools: [READ], unusable: [UNREACHED] }),
}

function aSkill(name: string, server: string, tool: string): CapabilityEntry {
  return anEntry({ ref: `skill:${name}`, digest: 's', run: { type: 'mcp', server, tool } })
}

const SORT = anEntry({ ref: 'skill:sort', run: { type: 'builtin', builtin: 'x', settings: {} } })
const library = toolLibrary(
  aLibrary(
    SORT,
    aSkill('reads', 'files', 'read'),
    aSkill('odd', 'files', 'odd'),
    aSkill('gone', 'files', 'gone'),
    aSkill('lost', 'nowhere', 'x'),
  ),
  TOOLS,
)

function resolve(text: string) {
  const reference = parseReference(text)
  if (!reference.ok) throw new Error(text)
  return library.resolve(reference.value)
}

describe('a library with tools', () => {
  it('[TL1] a tool is found by server and name; of an unknown server there is none', async () => {
    expect(await resolve('mcp:files/read')).toEqual(READ)
    expect(await resolve('mcp:nowhere/read')).toBeUndefined()
    expect(await resolve('skill:sort')).toEqual(SORT)
    expect(await resolve('skill:absent')).toBeUndefined()
  })

  it('[TL2] a tool that can not be had now is here and idle, with the reason, and as it was pinned', async () => {
    const pin = 'a'.repeat(64)
    expect(await resolve('mcp:slow/read')).toMatchObject({
      ref: 'mcp:slow/read',
      unavailable: 'mcp:slow/read can not be called: it did not answer. A person does this until it can.',
      effect: 'once-or-ask',
    })
    expect(await resolve(`mcp:slow/read@sha256:${pin}`)).toMatchObject({ digest: pin })
    expect(await resolve('mcp:files/none')).toMatchObject({ unavailable: expect.stringContaining('has no tool') })
  })

  it('[TL3] a skill that calls a tool knows which version of it, and is idle where the tool can not be had', async () => {
    expect(await resolve('skill:reads')).toMatchObject({
      digest: 's',
      run: { type: 'mcp', server: 'files', tool: 'read', digest: 'd1' },
    })
    expect(await resolve('skill:gone')).toMatchObject({ unavailable: expect.stringContaining('has no tool') })
    expect(await resolve('skill:odd')).toMatchObject({ unavailable: expect.stringContaining('can not be checked') })
    expect(await resolve('skill:lost')).toMatchObject({
      unavailable:
        'skill:lost is here, but nowhere/x can not be called: no file names the server nowhere. A person does this until it can.',
    })
    for (const name of ['gone', 'odd', 'lost']) expect(await resolve(`skill:${name}`)).not.toHaveProperty('run')
  })

  it('[TL4] tools are listed with the capabilities, and servers that can not be reached with what can not be used', async () => {
    const refs = (await library.listCapabilities()).map(({ ref }) => ref)
    expect(refs).toEqual(['skill:sort', 'skill:reads', 'skill:odd', 'skill:gone', 'skill:lost', 'mcp:files/read'])
    expect(await library.listUnusable()).toEqual([UNREACHED])
  })
})
