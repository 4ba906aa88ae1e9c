import type { Connection } from '../core/connection/connection.ts'
import { modelEntry, staff } from '../core/connection/staff.ts'
import type { CatalogEntry } from '../core/plan/catalog.ts'
import type { Connections, Library } from './ports.ts'

/** The library with everything that an agent works by given to whoever answers for agents here. */
export function staffedLibrary(library: Library, connections: Pick<Connections, 'list'>): Library {
  return {
    ...library,
    resolve: async (reference, collection) => {
      if (reference.kind === 'model') return modelEntry(reference.name, await connections.list())
      const entry = await library.resolve(reference, collection)
      return entry && staffed(entry, await connections.list())
    },
    listCapabilities: async () => {
      const [entries, known] = await Promise.all([library.listCapabilities(), connections.list()])
      return entries.map((entry) => staffed(entry, known))
    },
  }
}

function staffed(entry: CatalogEntry, connections: readonly Connection[]): CatalogEntry {
  return entry.type === 'capability' ? staff(entry, connections) : entry
}
