import type { Tool } from '@modelcontextprotocol/client'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CapabilityEntry } from '../../core/plan/catalog.ts'
import { parseReference } from '../../core/workflow/reference.ts'
import type { Clock, UnusableArtifact } from '../../engine/ports.ts'
import type { ToolServer, ToolServers, ToolSource } from '../../engine/tool-source.ts'
import type { Connections } from './connections.ts'
import { describeTool } from './describe-tool.ts'
import { explainFailure } from './explain-failure.ts'
import { FAILURE_FRESH_MS, TOOLS_FRESH_MS, TOOLS_MAX, WAIT_MS } from './limits.ts'
import { listTools } from './list-tools.ts'
import { rememberFor } from './remember-for.ts'
import { within } from './within.ts'

export interface ToolSourceParts {
  readonly servers: ToolServers
  readonly connections: Connections
  readonly clock: Clock
}

/** The tools of the servers that files name. */
export function createToolSource({ servers, connections, clock }: ToolSourceParts): ToolSource {
  const remembered = rememberFor(
    clock,
    (listed: Listed) => (listed.ok ? TOOLS_FRESH_MS : FAILURE_FRESH_MS),
    (server: ToolServer) => ask(server, connections),
  )
  const toolsOf = (server: ToolServer): Promise<Listed> =>
    within(WAIT_MS, remembered(JSON.stringify(server), server)).catch(() => err(STILL_STARTING))
  return {
    find: async (name, tool) => {
      const server = (await servers.list()).find((each) => each.name === name)
      return server && pick(server, tool, await toolsOf(server))
    },
    list: async () => {
      const known = await servers.list()
      const all = await Promise.all(known.map(async (server) => surveyOf(server, await toolsOf(server))))
      return {
        servers: known.length,
        tools: all.flatMap(({ tools }) => tools),
        unusable: all.flatMap(({ unusable }) => unusable),
      }
    },
  }
}

/** The tools of one server, or in words why they can not be had. */
type Listed = Result<readonly Tool[], string>

const STILL_STARTING = 'It has not answered yet.'

const NEVER = new AbortController().signal

async function ask(server: ToolServer, connections: Connections): Promise<Listed> {
  const lease = await connections.lease(server, NEVER)
  if (!lease.ok) return lease
  const { connection, giveBack, discard } = lease.value
  try {
    const tools = await listTools(connection.client)
    giveBack()
    return ok(tools)
  } catch (cause) {
    await discard()
    return err(explainFailure(cause, { errors: '', secrets: server.secrets }))
  }
}

function pick(server: ToolServer, name: string, listed: Listed): Result<CapabilityEntry, string> {
  if (!listed.ok) return err(`the server ${server.name} in ${server.file} is not to be had. ${listed.error}`)
  const tool = listed.value.find((each) => each.name === name)
  if (tool !== undefined) return ok(describeTool(server, tool))
  return err(`the server ${server.name} in ${server.file} has no tool of that name.`)
}

interface Survey {
  readonly tools: readonly CapabilityEntry[]
  readonly unusable: readonly UnusableArtifact[]
}

function surveyOf(server: ToolServer, listed: Listed): Survey {
  if (!listed.ok) return { tools: [], unusable: [notReached(server, listed.error)] }
  const kept = listed.value.slice(0, TOOLS_MAX)
  const named = kept.filter(({ name }) => isName(server, name))
  const tools = named.map((tool) => describeTool(server, tool))
  return {
    tools,
    unusable: [
      ...(listed.value.length > kept.length ? [tooMany(server)] : []),
      ...kept.filter(({ name }) => !isName(server, name)).map(() => badName(server)),
      ...tools.flatMap(({ unavailable }) => (unavailable === undefined ? [] : [notChecked(server, unavailable)])),
    ],
  }
}

function isName({ name }: ToolServer, tool: string): boolean {
  const parsed = parseReference(`mcp:${name}/${tool}`)
  return parsed.ok && parsed.value.name === `${name}/${tool}`
}

function notReached({ name, file }: ToolServer, words: string): UnusableArtifact {
  return {
    file,
    reason: `The server ${name} is not to be had. ${words}`,
    mend: 'See that it runs, and look at the file.',
  }
}

function tooMany({ name, file }: ToolServer): UnusableArtifact {
  const reason = `The server ${name} has more than ${TOOLS_MAX} tools, so the rest is not shown.`
  return { file, reason, mend: 'Let it offer those that are used.' }
}

function badName({ name, file }: ToolServer): UnusableArtifact {
  const reason = `The server ${name} has a tool with a name that a WorkChart can not write.`
  return { file, reason, mend: 'Ask whoever makes the server to rename it, or leave it.' }
}

function notChecked({ file }: ToolServer, reason: string): UnusableArtifact {
  return { file, reason, mend: 'Ask whoever makes the server to mend what the tool says of itself.' }
}
