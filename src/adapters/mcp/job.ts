import type { McpRun } from '../../core/plan/plan.ts'
import type { Assignment, Blobs } from '../../engine/ports.ts'
import type { ToolServer } from '../../engine/tool-source.ts'

/** One attempt at a tool of a server. */
export interface Job {
  readonly blobs: Blobs
  readonly assignment: Assignment
  readonly run: McpRun
  readonly server: ToolServer
  readonly signal: AbortSignal
}
