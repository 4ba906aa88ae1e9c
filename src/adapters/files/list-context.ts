import type { ContextEntry } from '../../core/plan/catalog.ts'
import type { Root } from './find-roots.ts'
import { loadEntry } from './load-entry.ts'
import { findProjectModule } from './resolve-reference.ts'
import { searchOrder } from './search-order.ts'
import type { Shelf } from './shelf.ts'
import type { Place } from './survey-area.ts'

/** Every context module, each name once: the one that a workflow of this collection would get. */
export async function listContext(shelf: Shelf, collection: string | undefined): Promise<readonly ContextEntry[]> {
  const { roots } = await shelf.roots()
  const found = new Map<string, ContextEntry>()
  for (const root of searchOrder(roots, 'ctx', collection)) {
    for (const place of await modulesIn(shelf, root)) {
      const ref = `ctx:${place.names[0] ?? ''}`
      const entry = found.has(ref) ? undefined : await loadEntry(place, ref, shelf.measure)
      if (entry?.ok === true && entry.value.type === 'context') found.set(ref, entry.value)
    }
  }
  return [...found.values()]
}

async function modulesIn(shelf: Shelf, root: Root): Promise<readonly Place[]> {
  const { places } = await shelf.survey(root, 'ctx')
  const project = await findProjectModule(root)
  return project === undefined ? places : [...places, project]
}
