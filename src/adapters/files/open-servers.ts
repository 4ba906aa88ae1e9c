import type { ToolServers } from '../../engine/tool-source.ts'
import { findRoots } from './find-roots.ts'
import { findServers } from './find-servers.ts'
import type { LibraryOptions } from './library-options.ts'

/** The MCP servers that files name. Every answer is what the files say now. */
export function openServers(options: LibraryOptions): ToolServers {
  return {
    list: async () => (await findServers((await findRoots(options)).roots, options.variables ?? {})).servers,
  }
}
