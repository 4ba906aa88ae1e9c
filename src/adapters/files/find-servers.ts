import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { UnusableArtifact } from '../../engine/ports.ts'
import type { ToolServer } from '../../engine/tool-source.ts'
import type { Variables } from './fill-variables.ts'
import type { Root } from './find-roots.ts'
import { isCollection } from './find-roots.ts'
import { ifPresent } from './if-present.ts'
import { parseServers } from './parse-servers.ts'
import { readText } from './read-text.ts'
import type { FoundFile } from './walk-folder.ts'
import { walkFolder } from './walk-folder.ts'

/** A list of servers is a page. Bytes. */
const SERVER_FILE_BYTES_MAX = 256 * 1024

export interface FoundServers {
  readonly servers: readonly ToolServer[]
  readonly unusable: readonly UnusableArtifact[]
}

/**
 * The servers that the user's files name: `mcp/*.json` of each collection, and `.mcp.json` of the user's folder. Of two
 * with one name the first root keeps it. What a project names is not looked at: anybody may have written it.
 */
export async function findServers(roots: readonly Root[], variables: Variables): Promise<FoundServers> {
  const found = await Promise.all(roots.map((root) => inRoot(root, variables)))
  const owners = new Map<string, ToolServer>()
  const unusable = found.flatMap((each) => each.unusable)
  for (const server of found.flatMap(({ servers }) => servers)) {
    const owner = owners.get(server.name)
    if (owner === undefined) owners.set(server.name, server)
    else unusable.push(nameTaken(server, owner))
  }
  return { servers: [...owners.values()], unusable }
}

async function inRoot(root: Root, variables: Variables): Promise<FoundServers> {
  const { files, unusable } = await listFiles(root)
  const read = await Promise.all(files.map((file) => inFile(file, variables)))
  return {
    servers: read.flatMap(({ servers }) => servers),
    unusable: [...unusable, ...read.flatMap((each) => each.unusable)],
  }
}

interface ShownFile {
  readonly absolute: string
  readonly shown: string
}

interface ServerFiles {
  readonly files: readonly ShownFile[]
  readonly unusable: readonly UnusableArtifact[]
}

async function listFiles(root: Root): Promise<ServerFiles> {
  if (root.type === 'user') return { files: await ofUser(root), unusable: [] }
  if (!isCollection(root)) return { files: [], unusable: [] }
  const shown = join(root.shown, 'mcp')
  const walk = await walkFolder({ folder: join(root.folder, 'mcp'), root: root.folder, shown })
  return { files: walk.files.filter(isServerFile).map(({ path }) => at(root, `mcp/${path}`)), unusable: walk.unusable }
}

async function ofUser(root: Root): Promise<readonly ShownFile[]> {
  const file = at(root, '.mcp.json')
  return (await ifPresent(() => stat(file.absolute))) === undefined ? [] : [file]
}

/** A folder below may hold the program of a server. */
function isServerFile({ path }: FoundFile): boolean {
  return /^[^/]+\.json$/i.test(path)
}

function at(root: Root, path: string): ShownFile {
  return { absolute: join(root.folder, path), shown: join(root.shown, path) }
}

async function inFile({ absolute, shown }: ShownFile, variables: Variables): Promise<FoundServers> {
  const text = await readText(absolute, SERVER_FILE_BYTES_MAX)
  if (!text.ok) return { servers: [], unusable: [{ file: shown, ...text.error }] }
  const name = basename(shown).replace(/\.json$/i, '')
  const { servers, complaints } = parseServers({ text: text.value, name, shown, folder: dirname(absolute) }, variables)
  return { servers, unusable: complaints.map((complaint) => ({ file: shown, ...complaint })) }
}

function nameTaken({ name, file }: ToolServer, owner: ToolServer): UnusableArtifact {
  return { file, reason: `A server ${name} is already in ${owner.file}.`, mend: 'Rename one of the two.' }
}
