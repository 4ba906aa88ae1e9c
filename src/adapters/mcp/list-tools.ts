import type { Client, Tool } from '@modelcontextprotocol/client'
import { LIST_MS } from './limits.ts'
import { within } from './within.ts'

/** Every tool that a server offers now, over a bounded number of pages. Rejects where it can not be had. */
export async function listTools(client: Client): Promise<readonly Tool[]> {
  if (client.getServerCapabilities()?.tools === undefined) return []
  const { tools } = await within(LIST_MS, client.listTools(undefined, { timeout: LIST_MS, cacheMode: 'refresh' }))
  return tools
}
