import type { Library } from '../../engine/ports.ts'
import type { LibraryOptions } from './library-options.ts'
import { listCapabilities } from './list-capabilities.ts'
import { listContext } from './list-context.ts'
import { listUnusable } from './list-unusable.ts'
import { listWorkflows } from './list-workflows.ts'
import { readOverrides } from './read-overrides.ts'
import { resolveReference } from './resolve-reference.ts'
import { openShelf } from './shelf.ts'

/**
 * Artifacts in the folders of a project, of collections, of the user and of the program. Every answer is what the folders
 * hold now; nothing is watched.
 */
export function openLibrary(options: LibraryOptions): Library {
  const shelf = openShelf(options)
  return {
    resolve: (reference, collection) => resolveReference(shelf, reference, collection),
    listWorkflows: () => listWorkflows(shelf),
    listCapabilities: () => listCapabilities(shelf),
    listContext: (collection) => listContext(shelf, collection),
    listUnusable: () => listUnusable(shelf),
    overrides: (known) => readOverrides(shelf, known),
  }
}
