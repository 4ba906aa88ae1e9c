import type { Engine } from './engine.ts'
import type { MemoryReader } from './memory-row.ts'
import type { Blobs, Clock, Ids, Library, WorkflowFile } from './ports.ts'
import type { RunReader, TriggerReader } from './store.ts'
import type { WorkflowReading, Workflows } from './workflows.ts'

export interface WorkflowsParts {
  readonly library: Library
  readonly reader: TriggerReader & Pick<RunReader, 'headPosition'> & Pick<MemoryReader, 'listMemory'>
  readonly blobs: Blobs
  readonly engine: Engine
  readonly clock: Clock
  readonly ids: Ids
}

/** What the pieces of `Workflows` share. */
export interface Desk extends WorkflowsParts, Pick<Workflows, 'read' | 'find' | 'plan'> {
  /** Reads a document where it stands, so that what it lacks can be said to belong beside it. */
  readonly readFile: (file: WorkflowFile) => WorkflowReading
}
