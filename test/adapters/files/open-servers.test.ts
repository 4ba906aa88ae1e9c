import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Variables } from '../../../src/adapters/files/fill-variables.ts'
import { openBlobs } from '../../../src/adapters/files/open-blobs.ts'
import { openLibrary } from '../../../src/adapters/files/open-library.ts'
import { openServers } from '../../../src/adapters/files/open-servers.ts'
import type { Tree } from '../../support/folders.ts'
import { addFiles, folderWith } from '../../support/folders.ts'

interface World {
  readonly home?: Tree
  readonly claude?: Tree
  readonly project?: Tree
  readonly variables?: Variables
}

/** What is found, and `reason` of everything that can not be used. */
async function look({ home = {}, claude = {}, project = {}, variables = {} }: World) {
  const folder = folderWith()
  for (const [name, tree] of Object.entries({ home, claude, project })) addFiles(join(folder, name), tree)
  const options = {
    home: join(folder, 'home'),
    claude: join(folder, 'claude'),
    shipped: [],
    project: { folder: join(folder, 'project'), accepted: undefined },
    blobs: openBlobs(join(folder, 'blobs')),
    variables,
  } as const
  const servers = await openServers(options).list()
  const unusable = await openLibrary(options).listUnusable()
  return { folder, servers, reasons: unusable.map(({ file, reason }) => `${file}: ${reason}`) }
}

function inCollection(value: unknown): World {
  return { home: { 'collections/x/mcp/all.json': typeof value === 'string' ? value : JSON.stringify(value) } }
}

async function transportOf(server: unknown, variables: Variables = {}) {
  const { servers, reasons } = await look({ ...inCollection({ mcpServers: { a: server } }), variables })
  return servers[0] ?? reasons[0]?.replace('collections/x/mcp/all.json: The server a can not be used: ', '')
}

describe('files of MCP servers', () => {
  it('[FI70] servers come from the collections and from the folder of the user, never from a project', async () => {
    const one = JSON.stringify({ command: 'run-it' })
    const home = {
      'collections/default/mcp/single.json': one,
      'collections/x/mcp/all.json': JSON.stringify({ mcpServers: { b: { url: 'https://example.com/mcp' } } }),
      'collections/x/mcp/program/package.json': '{}',
      'collections/x/mcp/README.md': 'For readers.',
    }
    const claude = { '.mcp.json': JSON.stringify({ mcpServers: { mine: { command: 'mine' } } }) }
    const project = { '.mcp.json': one, 'mcp/evil.json': one }
    const { servers, reasons } = await look({ home, claude, project })
    expect(servers.map(({ name, file }) => `${name} ${file}`)).toEqual([
      'single collections/default/mcp/single.json',
      'b collections/x/mcp/all.json',
      'mine ~/.claude/.mcp.json',
    ])
    expect(reasons).toEqual([])
  })

  it('[FI71] a program and an address are read, and keys of other programs are passed over', async () => {
    const program = { command: 'node', args: ['server.js'], env: { LEVEL: '3' }, timeout: 60, autoApprove: ['x'] }
    const { folder, servers } = await look(inCollection({ mcpServers: { a: program }, inputs: [] }))
    expect(servers).toEqual([
      {
        name: 'a',
        file: 'collections/x/mcp/all.json',
        transport: {
          type: 'stdio',
          command: 'node',
          args: ['server.js'],
          env: { LEVEL: '3' },
          folder: join(folder, 'home/collections/x/mcp'),
        },
        secrets: [],
      },
    ])
    for (const type of ['http', 'streamable-http', undefined]) {
      expect(await transportOf({ type, url: 'https://example.com/mcp', headers: { 'X-Team': 'a' } })).toMatchObject({
        transport: { type: 'http', url: 'https://example.com/mcp', headers: { 'X-Team': 'a' } },
      })
    }
  })

  it('[FI72] a variable is written out once from what is allowed, and one that is not set is named', async () => {
    const variables = { TOKEN: 'tok-12345678', NESTED: '${TOKEN}', HOME: '/home/somebody' }
    const server = {
      command: '${HOME}/bin/serve',
      args: ['--as', '${NESTED}', '--level=${LEVEL:-low}'],
      env: { TOKEN: '${TOKEN}', API_KEY: 'written-out', PLACE: 'a long place' },
    }
    expect(await transportOf(server, variables)).toMatchObject({
      transport: {
        command: '/home/somebody/bin/serve',
        args: ['--as', '${TOKEN}', '--level=low'],
        env: { TOKEN: 'tok-12345678', API_KEY: 'written-out', PLACE: 'a long place' },
      },
      secrets: ['${TOKEN}', 'tok-12345678', 'written-out'],
    })
    expect(await transportOf({ command: 'x', env: { A: '${GONE}' } })).toBe('the environment variable GONE is not set.')
    expect(await transportOf({ command: '${GONE}' })).toBe('the environment variable GONE is not set.')
    expect(await transportOf({ url: 'https://${GONE}/' })).toBe('the environment variable GONE is not set.')
    expect(await transportOf({ url: 'https://a/', headers: { A: '${GONE}' } })).toBe(
      'the environment variable GONE is not set.',
    )
  })

  it('[FI73] what is secret in a server is known: headers, what its address asks for, and what came from the environment', async () => {
    const server = { url: 'https://example.com/mcp?key=in-the-query', headers: { Authorization: 'Bearer ${TOKEN}' } }
    expect(await transportOf(server, { TOKEN: 'tok-12345678' })).toMatchObject({
      secrets: ['tok-12345678', 'Bearer tok-12345678', 'in-the-query'],
    })
  })

  it('[FI74] without encryption only this machine and private networks are reached', async () => {
    const near = ['localhost:3000', 'a.localhost', '127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '[::1]:80']
    for (const host of [...near, '[fd00::1]', '[fe80::1]', '169.254.1.1']) {
      expect(await transportOf({ url: `http://${host}/mcp` })).toMatchObject({ transport: { type: 'http' } })
    }
    const far = ['example.com', '10.example.com', '172.32.0.1', '8.8.8.8', '[2001:db8::1]', '127.0.0.1.example.com']
    for (const host of far) {
      expect(await transportOf({ url: `http://${host}/mcp` })).toContain('is not encrypted')
    }
    expect(await transportOf({ url: 'ftp://localhost/' })).toBe('its url is no web address.')
    expect(await transportOf({ url: 'example.com' })).toBe('its url is no web address.')
    expect(await transportOf({ url: 'https://me:secret-word@example.com/' })).toContain('holds a user or a password')
  })

  it('[FI75] a server that can not be used is listed with the reason and spoils no other', async () => {
    const mcpServers = {
      old: { type: 'sse', url: 'https://example.com/sse' },
      'bad name': { command: 'x' },
      neither: {},
      both: { command: 'x', url: 'https://example.com' },
      odd: { type: 'stdio', url: 'https://example.com' },
      wrong: { command: 'x', args: 'y' },
      good: { command: 'x' },
    }
    const { servers, reasons } = await look(inCollection({ mcpServers }))
    expect(servers.map(({ name }) => name)).toEqual(['good'])
    const at = 'collections/x/mcp/all.json: '
    expect(reasons).toEqual([
      `${at}The server old can not be used: it is reached by the old SSE transport, which this version does not speak.`,
      `${at}\`bad name\` is no name that a WorkChart can write.`,
      `${at}The server neither can not be used: write either command or url.`,
      `${at}The server both can not be used: write either command or url.`,
      `${at}The server odd can not be used: its type does not fit.`,
      `${at}The server wrong can not be used: args: Invalid input: expected array, received string.`,
    ])
  })

  it('[FI76] a file that names no server is listed, and nothing of what it says is repeated', async () => {
    const at = 'collections/x/mcp/all.json: '
    expect((await look(inCollection('{ "token": hunter2hunter2 }'))).reasons).toEqual([`${at}It is not JSON.`])
    for (const value of [{}, [], 'null', { mcpServers: [] }]) {
      expect((await look(inCollection(value))).reasons).toEqual([`${at}It names no MCP server.`])
    }
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`s${index}`, { command: 'x' }]))
    expect((await look(inCollection({ mcpServers: many }))).reasons).toEqual([`${at}It names more than 50 servers.`])
    const large = `{"command": "${'x'.repeat(256 * 1024)}"}`
    expect((await look(inCollection(large))).reasons).toEqual([`${at}It is larger than 262144 bytes.`])
  })

  it('[FI77] of two servers with one name the first keeps it', async () => {
    const one = JSON.stringify({ mcpServers: { same: { command: 'x' } } })
    const { servers, reasons } = await look({
      home: { 'collections/x/mcp/a.json': one, 'collections/y/mcp/b.json': one },
    })
    expect(servers.map(({ file }) => file)).toEqual(['collections/x/mcp/a.json'])
    expect(reasons).toEqual(['collections/y/mcp/b.json: A server same is already in collections/x/mcp/a.json.'])
  })
})
