import type { CatalogEntry } from '../../core/plan/catalog.ts'
import { loadEntry } from './load-entry.ts'
import { mapAtOnce } from './map-at-once.ts'
import { ARTIFACT_KINDS, searchOrder } from './search-order.ts'
import type { Shelf } from './shelf.ts'
import type { Place } from './survey-area.ts'

/** Everything that can do a stage, each name once: the one that a workflow of no collection would get. */
export async function listCapabilities(shelf: Shelf): Promise<readonly CatalogEntry[]> {
  const loaded = await mapAtOnce(await listPlaces(shelf), (place) => loadEntry(place, refOf(place), shelf.measure))
  const found = new Map<string, CatalogEntry>()
  for (const entry of loaded) if (entry.ok && !found.has(entry.value.ref)) found.set(entry.value.ref, entry.value)
  return [...found.values()]
}

function refOf({ kind, names }: Place): string {
  return `${kind}:${names[0] ?? ''}`
}

async function listPlaces(shelf: Shelf): Promise<readonly Place[]> {
  const { roots } = await shelf.roots()
  const places: Place[] = []
  for (const kind of ARTIFACT_KINDS.filter((each) => each !== 'ctx')) {
    for (const root of searchOrder(roots, kind, undefined)) places.push(...(await shelf.survey(root, kind)).places)
  }
  return places
}
