import type { CatalogEntry } from '../../core/plan/catalog.ts'
import { loadEntry } from './load-entry.ts'
import { ARTIFACT_KINDS, searchOrder } from './search-order.ts'
import type { Shelf } from './shelf.ts'
import type { Place } from './survey-area.ts'

/** Everything that can do a stage, each name once: the one that a workflow of no collection would get. */
export async function listCapabilities(shelf: Shelf): Promise<readonly CatalogEntry[]> {
  const found = new Map<string, CatalogEntry>()
  for (const place of await listPlaces(shelf)) {
    const ref = `${place.kind}:${place.names[0] ?? ''}`
    if (found.has(ref)) continue
    const entry = await loadEntry(place, ref, shelf.measure)
    if (entry.ok) found.set(ref, entry.value)
  }
  return [...found.values()]
}

async function listPlaces(shelf: Shelf): Promise<readonly Place[]> {
  const { roots } = await shelf.roots()
  const places: Place[] = []
  for (const kind of ARTIFACT_KINDS.filter((each) => each !== 'ctx')) {
    for (const root of searchOrder(roots, kind, undefined)) places.push(...(await shelf.survey(root, kind)).places)
  }
  return places
}
