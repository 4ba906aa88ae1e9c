import type { CapabilityEntry, CatalogEntry } from '../core/plan/catalog.ts'
import { DIGEST_OF_NOTHING } from '../core/plan/digest-of-nothing.ts'
import type { McpRun } from '../core/plan/plan.ts'
import type { Reference } from '../core/workflow/reference.ts'
import type { Library } from './ports.ts'
import type { ToolSource } from './tool-source.ts'

/** The library with the tools of servers in it, and with the skills that are one: each knows which version it was. */
export function toolLibrary(library: Library, tools: ToolSource): Library {
  const withTool = async (entry: CatalogEntry): Promise<CatalogEntry> =>
    entry.type === 'capability' && entry.run?.type === 'mcp' ? await withVersion(entry, entry.run, tools) : entry
  return {
    ...library,
    resolve: async (reference, collection) => {
      if (reference.kind === 'mcp') return await resolveTool(reference, tools)
      const entry = await library.resolve(reference, collection)
      return entry && (await withTool(entry))
    },
    listCapabilities: async () => {
      const [entries, listed] = await Promise.all([library.listCapabilities(), tools.list()])
      return [...(await Promise.all(entries.map(withTool))), ...listed.tools]
    },
    listUnusable: async () => {
      const [unusable, listed] = await Promise.all([library.listUnusable(), tools.list()])
      return [...unusable, ...listed.unusable]
    },
  }
}

async function resolveTool({ name, pin }: Reference, tools: ToolSource): Promise<CapabilityEntry | undefined> {
  const [server = '', tool = ''] = name.split('/')
  const found = await tools.find(server, tool)
  if (found === undefined) return undefined
  return found.ok ? found.value : absentTool({ name, reason: found.error, digest: pin ?? DIGEST_OF_NOTHING })
}

interface Absent {
  /** `server/tool`. */
  readonly name: string
  readonly reason: string
  readonly digest: string
}

/** A tool of a server that is named and does not have it now: the plan says why, and a person does its stage. */
function absentTool({ name, reason, digest }: Absent): CapabilityEntry {
  const ref = `mcp:${name}`
  return {
    type: 'capability',
    ref,
    title: name,
    description: '',
    source: ref,
    digest,
    files: [],
    unavailable: `${ref} can not be called: ${reason} ${UNTIL_THEN}`,
    confidence: 'none',
    effect: 'once-or-ask',
  }
}

const UNTIL_THEN = 'A person does this until it can.'

/** A skill that calls a tool, and which version of the tool; idle where the tool can not be had. */
async function withVersion(entry: CapabilityEntry, run: McpRun, tools: ToolSource): Promise<CapabilityEntry> {
  const found = await tools.find(run.server, run.tool)
  if (found?.ok === true && found.value.run !== undefined) {
    return { ...entry, run: { ...run, digest: found.value.digest } }
  }
  const { run: _, ...rest } = entry
  return {
    ...rest,
    unavailable: `${entry.ref} is here, but ${run.server}/${run.tool} can not be called: ${whyNot(found, run)} ${UNTIL_THEN}`,
  }
}

function whyNot(found: Awaited<ReturnType<ToolSource['find']>>, { server }: McpRun): string {
  if (found === undefined) return `no file names the server ${server}.`
  return found.ok ? 'it takes or gives what can not be checked.' : found.error
}
