import { z } from 'zod'
import { quoted } from '../../core/basics/quoted.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { parseReference } from '../../core/workflow/reference.ts'
import type { ToolServer } from '../../engine/tool-source.ts'
import type { Complaint } from './complaint.ts'
import type { Variables } from './fill-variables.ts'
import { readTransport, serverShape } from './read-transport.ts'

/** A file that names more is no list of somebody's servers. */
const SERVERS_PER_FILE_MAX = 50

export interface ServerFile {
  readonly text: string
  /** What the server is called in a file that holds one. */
  readonly name: string
  /** As people know the file. */
  readonly shown: string
  /** Where programs are started, absolute. */
  readonly folder: string
}

export interface ParsedServers {
  readonly servers: readonly ToolServer[]
  readonly complaints: readonly Complaint[]
}

/**
 * The servers of a JSON file: `{"mcpServers": {name: server}}`, or one server. Keys that are not known are passed over,
 * since other programs write their own; a server that can not be used spoils no other.
 */
export function parseServers(file: ServerFile, variables: Variables): ParsedServers {
  const named = namedServers(file)
  if (!named.ok) return { servers: [], complaints: [named.error] }
  const read = named.value.map(([name, value]) => readServer({ name, value, file }, variables))
  return {
    servers: read.flatMap((each) => (each.ok ? [each.value] : [])),
    complaints: read.flatMap((each) => (each.ok ? [] : [each.error])),
  }
}

const MANY = z.object({ mcpServers: z.record(z.string(), z.unknown()) })
const ONE = z.union([z.object({ command: z.unknown() }), z.object({ url: z.unknown() })])

function namedServers({ text, name }: ServerFile): Result<readonly (readonly [string, unknown])[], Complaint> {
  const json = parseJson(text)
  if (!json.ok) return json
  const many = MANY.safeParse(json.value)
  if (!many.success) return ONE.safeParse(json.value).success ? ok([[name, json.value]]) : err(NO_SERVER)
  const servers = Object.entries(many.data.mcpServers)
  return servers.length <= SERVERS_PER_FILE_MAX ? ok(servers) : err(TOO_MANY)
}

/** What a parser says of a text holds a piece of it, and that may be a secret. */
function parseJson(text: string): Result<unknown, Complaint> {
  try {
    return ok(JSON.parse(text))
  } catch {
    return err({ reason: 'It is not JSON.', mend: 'Mend the file: a comma or a quotation mark may be missing.' })
  }
}

const NO_SERVER: Complaint = {
  reason: 'It names no MCP server.',
  mend: 'Write {"mcpServers": {"name": {"command": "…", "args": []}}}, or {"url": "https://…"}, or move it away.',
}
const TOO_MANY: Complaint = {
  reason: `It names more than ${SERVERS_PER_FILE_MAX} servers.`,
  mend: 'Keep those that are used.',
}

interface Written {
  readonly name: string
  readonly value: unknown
  readonly file: ServerFile
}

function readServer({ name, value, file }: Written, variables: Variables): Result<ToolServer, Complaint> {
  if (!parseReference(`mcp:${name}/tool`).ok) return err(badName(name))
  const shape = serverShape.safeParse(value)
  if (!shape.success) return err(badShape(name, shape.error))
  const transport = readTransport(shape.data, { folder: file.folder, variables })
  if (!transport.ok) {
    const { reason, mend } = transport.error
    return err({ reason: `The server ${name} can not be used: ${reason}`, mend })
  }
  return ok({ name, file: file.shown, ...transport.value })
}

function badName(name: string): Complaint {
  return {
    reason: `${quoted(name)} is no name that a WorkChart can write.`,
    mend: 'Use letters, digits, ".", "_" and "-" only, and begin with a letter or digit.',
  }
}

function badShape(name: string, { issues }: z.ZodError): Complaint {
  const problems = issues.map(({ path, message }) => [...path.map(String), message].join(': ')).join('; ')
  return { reason: `The server ${name} can not be used: ${problems}.`, mend: 'Mend the file.' }
}
