import { fileURLToPath } from 'node:url'
import type { ToolServer, ToolTransport } from '../../src/engine/tool-source.ts'

const TOOL_SERVER = fileURLToPath(import.meta.resolve('./tool-server.ts'))

export function aServer(name: string, transport: ToolTransport, secrets: readonly string[] = []): ToolServer {
  return { name, file: `collections/x/mcp/${name}.json`, transport, secrets }
}

/** The server of the tests that misbehaves. */
export function toolServer(folder: string, ...args: readonly string[]): ToolServer {
  const command = process.execPath
  return aServer('tools', { type: 'stdio', command, args: [TOOL_SERVER, ...args], env: {}, folder })
}
