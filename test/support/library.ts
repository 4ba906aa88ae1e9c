import type { CatalogEntry } from '../../src/core/plan/catalog.ts'
import { createTriggers } from '../../src/engine/create-triggers.ts'
import { createWorkflows } from '../../src/engine/create-workflows.ts'
import type { Clock, Library, WorkflowFile } from '../../src/engine/ports.ts'
import type { ToolSource } from '../../src/engine/tool-source.ts'
import type { Triggers } from '../../src/engine/triggers.ts'
import type { WorkflowReading, Workflows } from '../../src/engine/workflows.ts'
import type { World, WorldOptions } from './engine.ts'
import { aWorld, SYSTEM_CLOCK } from './engine.ts'

/** A library whose files are in memory. */
export interface TestLibrary extends Library {
  /** Writes `collections/default/workflows/<name>.yaml`. */
  readonly write: (name: string, text: string) => void
  readonly remove: (name: string) => void
}

export function aLibrary(...entries: readonly CatalogEntry[]): TestLibrary {
  const files = new Map<string, WorkflowFile>()
  return {
    write: (name, text) => void files.set(name, fileOf(name, text)),
    remove: (name) => void files.delete(name),
    resolve: async ({ kind, name }) => entries.find(({ ref }) => ref === `${kind}:${name}`),
    listWorkflows: async () => [...files.values()],
    listCapabilities: async () => entries,
    listContext: async () => entries.filter((entry) => entry.type === 'context'),
    listUnusable: async () => [],
    overrides: async () => undefined,
  }
}

/** No file names an MCP server. */
export const NO_TOOLS: Pick<ToolSource, 'list'> = { list: async () => ({ servers: 0, tools: [], unusable: [] }) }

function fileOf(name: string, text: string): WorkflowFile {
  const file = `collections/default/workflows/${name}.yaml`
  const contextFolder = '/home/collections/default/context'
  return { name, collection: 'default', file, path: `/home/${file}`, contextFolder, text }
}

export interface Office extends World {
  readonly workflows: Workflows
  readonly triggers: Triggers
  readonly library: TestLibrary
  /** The reading of a workflow that must be there. */
  readonly reading: (name: string) => Promise<WorkflowReading>
}

/** An engine with a library, and the workflows that stand in it. */
export function anOffice(library: TestLibrary, options: WorldOptions & { readonly clock?: Clock } = {}): Office {
  const world = aWorld(options)
  const { engine, store, ids } = world
  const clock = options.clock ?? SYSTEM_CLOCK
  const workflows = createWorkflows({ library, blobs: world.blobs, reader: store, engine, clock, ids })
  const triggers = createTriggers({ engine, reader: store, clock, ids, planFor: workflows.planFor })
  const reading = async (name: string): Promise<WorkflowReading> => {
    const found = await workflows.find(name)
    if (found === undefined) throw new Error(`No workflow ${name}`)
    return found
  }
  return { ...world, workflows, triggers, library, reading }
}
