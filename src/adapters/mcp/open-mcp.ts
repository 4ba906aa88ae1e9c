import type { Blobs, Clock, Performer } from '../../engine/ports.ts'
import type { ToolServers, ToolSource } from '../../engine/tool-source.ts'
import type { Surroundings } from './connect.ts'
import { openConnections } from './connections.ts'
import { createToolPerformer } from './performer.ts'
import { createToolSource } from './tool-source.ts'

export interface McpOptions extends Surroundings {
  readonly servers: ToolServers
  readonly blobs: Blobs
  readonly clock: Clock
}

export interface Mcp {
  readonly tools: ToolSource
  readonly performer: Performer
  /** Ends every connection and every server that was started. */
  readonly close: () => Promise<void>
}

/** The tools of MCP servers: what they are, and calling them. Nothing is connected before somebody asks. */
export function openMcp({ servers, blobs, clock, scratch, environment }: McpOptions): Mcp {
  const connections = openConnections({ scratch, environment })
  return {
    tools: createToolSource({ servers, connections, clock }),
    performer: createToolPerformer({ servers, connections, blobs }),
    close: connections.close,
  }
}
