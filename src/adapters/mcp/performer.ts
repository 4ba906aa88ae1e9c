import type { Tool } from '@modelcontextprotocol/client'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { AttemptResult } from '../../core/run/answer.ts'
import { validateJson } from '../../core/schema/validate-json.ts'
import type { Blobs, Performer } from '../../engine/ports.ts'
import type { ToolServers } from '../../engine/tool-source.ts'
import { notBegun } from './attempt-failures.ts'
import { callTool } from './call-tool.ts'
import type { Connections, Lease } from './connections.ts'
import { inputOf, toolDigest } from './describe-tool.ts'
import { explainFailure } from './explain-failure.ts'
import type { Job } from './job.ts'
import { listTools } from './list-tools.ts'

export interface ToolPerformerParts {
  readonly servers: ToolServers
  readonly connections: Connections
  readonly blobs: Blobs
}

/** Calls tools of servers: an attempt's inputs are the arguments, what the tool gives is its answer. */
export function createToolPerformer({ servers, connections, blobs }: ToolPerformerParts): Performer {
  return {
    perform: async (assignment, signal) => {
      const { run } = assignment.performer
      if (run.type !== 'mcp') throw new Error(`${assignment.performer.ref} is no tool of a server.`)
      const server = (await servers.list()).find(({ name }) => name === run.server)
      if (server === undefined) return notBegun('server-missing', noServer(run.server))
      const lease = await connections.lease(server, signal)
      if (!lease.ok) return notBegun('server-unreachable', unreachable(run.server, lease.error))
      return await performOn(lease.value, { blobs, assignment, run, server, signal })
    },
  }
}

function noServer(server: string): string {
  return `No file names the server ${server} any more. Put it back under mcp/ of a collection.`
}

function unreachable(server: string, words: string): string {
  return `The server ${server} is not to be had. ${words}`
}

/** The connection is kept where it is known that nothing happens on it any more, else it is ended. */
async function performOn(lease: Lease, job: Job): Promise<AttemptResult> {
  const planned = await findPlanned(lease, job)
  const result = planned.ok ? await callTool(lease.connection, planned.value, job) : planned.error
  if (result.type === 'failed' && UNSETTLED.has(result.error.code)) await lease.discard()
  else lease.giveBack()
  return result
}

const UNSETTLED: ReadonlySet<string> = new Set(['server-unreachable', 'server-lost', 'timeout', 'interrupted'])

/** The tool as it is now, where it still says of itself what it said when the run was planned. */
async function findPlanned(lease: Lease, job: Job): Promise<Result<Tool, AttemptResult>> {
  const { run, server, signal } = job
  if (signal.aborted) return err(notBegun('interrupted', 'The attempt was stopped before the tool was called.'))
  try {
    const tools = await listTools(lease.connection.client)
    return checkTool(
      tools.find(({ name }) => name === run.tool),
      job,
    )
  } catch (cause) {
    const words = explainFailure(cause, { errors: '', secrets: server.secrets })
    return err(notBegun('server-unreachable', unreachable(run.server, words)))
  }
}

function checkTool(tool: Tool | undefined, { run, assignment }: Job): Result<Tool, AttemptResult> {
  const { digest } = assignment.performer
  if (tool === undefined)
    return err(notBegun('tool-changed', `The server ${run.server} has no tool ${run.tool} any more. ${LOOK}`))
  if (toolDigest(tool) !== (run.digest ?? digest))
    return err(
      notBegun(
        'tool-changed',
        `The tool ${run.tool} of the server ${run.server} is not the one that was planned: what it says of itself has changed. ${LOOK}`,
      ),
    )
  const [problem] = validateJson(inputOf(tool), assignment.inputs)
  if (problem === undefined) return ok(tool)
  return err(
    notBegun(
      'input-invalid',
      `The inputs of this stage do not fit the tool ${run.tool}: ${problem.pointer} ${problem.message}`,
    ),
  )
}

const LOOK = 'Do it yourself, or look at the tool and start a new run.'
