import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Mcp } from '../../src/adapters/mcp/open-mcp.ts'
import { openMcp } from '../../src/adapters/mcp/open-mcp.ts'
import type { JsonObject } from '../../src/core/basics/json.ts'
import type { CapabilityEntry } from '../../src/core/plan/catalog.ts'
import type { PlannedCapability } from '../../src/core/plan/plan.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { Assignment, Blobs, Clock } from '../../src/engine/ports.ts'
import type { ToolServer } from '../../src/engine/tool-source.ts'
import { folderWith } from './folders.ts'
import { aServer, toolServer as toolServerIn } from './mcp-servers.ts'
import { aFolder, anAssignment, FIXED_CLOCK, memoryBlobs, NEVER_ABORTED } from './performers.ts'

const EVERYTHING = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'))

export interface McpWorld extends Mcp {
  readonly blobs: Blobs
  readonly scratch: string
  /** The tool as a plan holds it. */
  readonly planned: (server: string, tool: string) => Promise<PlannedCapability>
  /** Plans a tool and calls it. */
  readonly call: (server: string, tool: string, given?: Given) => Promise<AttemptResult>
}

interface Given extends Partial<Assignment> {
  readonly signal?: AbortSignal
}

/** MCP over these servers, which may change during the test. Closed after it. */
export async function anMcp(
  servers: readonly ToolServer[],
  options: { readonly clock?: Clock } = {},
): Promise<McpWorld> {
  const blobs = memoryBlobs()
  const scratch = await aFolder()
  const environment = {
    PATH: process.env['PATH'],
    HOME: scratch,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    SECRET: 'not for servers',
  }
  const list = async () => servers
  const mcp = openMcp({ servers: { list }, blobs, clock: options.clock ?? FIXED_CLOCK, scratch, environment })
  onTestFinished(mcp.close)
  const planned = async (server: string, tool: string) => {
    const found = await mcp.tools.find(server, tool)
    if (found?.ok !== true) throw new Error(found?.error ?? `No server ${server}`)
    return asPlanned(found.value)
  }
  const call: McpWorld['call'] = async (server, tool, { signal = NEVER_ABORTED, ...given } = {}) => {
    const performer = given.performer ?? (await planned(server, tool))
    return await mcp.performer.perform(anAssignment({ ...given, performer }), signal)
  }
  return { ...mcp, blobs, scratch, planned, call }
}

function asPlanned({ title, run, ...entry }: CapabilityEntry): PlannedCapability {
  if (run === undefined) throw new Error(`${entry.ref} is idle: ${entry.unavailable}`)
  return { kind: 'capability', ...entry, name: title, run }
}

/** A program that runs in Node. */
export function nodeServer(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ToolServer {
  return aServer(name, { type: 'stdio', command: process.execPath, args, env, folder: folderWith() })
}

/** The reference server, over standard input and output. */
export function everything(env: Readonly<Record<string, string>> = {}): ToolServer {
  return nodeServer('everything', [EVERYTHING, 'stdio'], env)
}

/** The server of the tests that misbehaves, in a folder of its own. */
export function toolServer(...args: readonly string[]): ToolServer {
  return toolServerIn(folderWith(), ...args)
}

/** The reference server over streamable HTTP, on a free port. */
export async function everythingOverHttp(): Promise<ToolServer & { readonly stop: () => void }> {
  const port = await freePort()
  const child = spawn(process.execPath, [EVERYTHING, 'streamableHttp'], { env: { ...process.env, PORT: `${port}` } })
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const line of createInterface({ input: child.stderr })) if (line.includes('listening')) break
  const transport = { type: 'http', url: `http://127.0.0.1:${port}/mcp`, headers: {} } as const
  return { ...aServer('everything', transport), stop: () => void child.kill('SIGKILL') }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** What an attempt answered. */
export function outputsOf(result: AttemptResult): JsonObject {
  if (result.type === 'failed') throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.answer.outputs
}
