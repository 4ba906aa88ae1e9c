import type { Result } from '../core/basics/result.ts'
import type { CapabilityEntry } from '../core/plan/catalog.ts'
import type { UnusableArtifact } from './ports.ts'

/** An MCP server as a file names it, with what the file takes from the environment filled in. */
export interface ToolServer {
  /** As `mcp:<name>/<tool>` calls it. */
  readonly name: string
  /** The file that names it, as people know it. */
  readonly file: string
  readonly transport: ToolTransport
  /** What of the above nobody may read in a message, a log or a result. */
  readonly secrets: readonly string[]
}

export type ToolTransport =
  /** A program that is started here, in `folder`, and spoken to over its standard input and output. */
  | {
      readonly type: 'stdio'
      readonly command: string
      readonly args: readonly string[]
      readonly env: Readonly<Record<string, string>>
      /** Absolute. */
      readonly folder: string
    }
  /** Streamable HTTP. */
  | { readonly type: 'http'; readonly url: string; readonly headers: Readonly<Record<string, string>> }

/** The servers that files name now, each name once. */
export interface ToolServers {
  readonly list: () => Promise<readonly ToolServer[]>
}

/** What the tools of the servers are. Servers are asked when somebody wants to know; answers are remembered for a while. */
export interface ToolSource {
  /** The tool, or in one sentence why it can not be had now. Undefined: no file names the server. */
  readonly find: (server: string, tool: string) => Promise<Result<CapabilityEntry, string> | undefined>
  /** Waits a bounded time for the servers: those that have not answered by then are unusable for now. */
  readonly list: () => Promise<ToolList>
}

interface ToolList {
  /** How many servers files name. */
  readonly servers: number
  readonly tools: readonly CapabilityEntry[]
  /** Servers that can not be reached, and tools that can not be called. */
  readonly unusable: readonly UnusableArtifact[]
}
