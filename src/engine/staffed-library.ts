import { modelEntry, staff } from '../core/connection/staff.ts'
import type { CatalogEntry } from '../core/plan/catalog.ts'
import type { Connections, Library } from './ports.ts'

/** The library with everything that an agent works by given to whoever answers for agents here. */
export function staffedLibrary(library: Library, connections: Pick<Connections, 'list'>): Library {
  const staffed = async (entry: CatalogEntry): Promise<CatalogEntry> =>
    entry.type === 'capability' ? staff(entry, await connections.list()) : entry
  return {
    ...library,
    resolve: async (reference, collection) => {
      if (reference.kind === 'model') return modelEntry(reference.name, await connections.list())
      const entry = await library.resolve(reference, collection)
      return entry && (await staffed(entry))
    },
    listCapabilities: async () => await Promise.all((await library.listCapabilities()).map(staffed)),
  }
}
