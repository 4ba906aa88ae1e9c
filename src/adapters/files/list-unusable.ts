import { dirname, join } from 'node:path'
import type { CapabilityEntry } from '../../core/plan/catalog.ts'
import type { UnusableArtifact } from '../../engine/ports.ts'
import { CONTRACT_FILE } from './describe-skill.ts'
import type { Root } from './find-roots.ts'
import { isCollection } from './find-roots.ts'
import { findServers } from './find-servers.ts'
import { listWorkflowFiles } from './list-workflow-files.ts'
import { loadEntry } from './load-entry.ts'
import { mapAtOnce } from './map-at-once.ts'
import { ARTIFACT_KINDS } from './search-order.ts'
import type { Shelf } from './shelf.ts'
import type { Place } from './survey-area.ts'

/** Every file that stands where an artifact is expected and can not be used, with the reason and what mends it. */
export async function listUnusable(shelf: Shelf): Promise<readonly UnusableArtifact[]> {
  const { roots, unusable } = await shelf.roots()
  const all = [...unusable]
  for (const root of roots) {
    all.push(...(await amongArtifacts(root, shelf)))
    if (isCollection(root)) all.push(...(await listWorkflowFiles(root)).unusable)
  }
  return [...all, ...(await findServers(roots, shelf.options.variables ?? {})).unusable]
}

async function amongArtifacts(root: Root, shelf: Shelf): Promise<readonly UnusableArtifact[]> {
  const all: UnusableArtifact[] = []
  for (const kind of ARTIFACT_KINDS) {
    const { places, unusable } = await shelf.survey(root, kind)
    all.push(...unusable)
    all.push(...(await mapAtOnce(places, (place) => inPlace(place, shelf))).flat())
  }
  return all
}

async function inPlace(place: Place, shelf: Shelf): Promise<readonly UnusableArtifact[]> {
  if (place.root.isUnseen && place.kind !== 'ctx') return [{ file: place.source, ...UNSEEN }]
  const entry = await loadEntry(place, place.names.join(), shelf.measure)
  if (!entry.ok) return [{ file: place.source, ...entry.error }]
  return entry.value.type === 'capability' ? inContract(place, entry.value, shelf) : []
}

const UNSEEN = {
  reason: 'It comes with the project, and nobody has accepted what the project brings along.',
  mend: 'Read it with `workcharts trust show`, then accept it with `workcharts trust accept`.',
}

/** A skill whose contract is wrong is used as a text for agents; its author should know. */
async function inContract(
  { main, source }: Place,
  { files }: CapabilityEntry,
  shelf: Shelf,
): Promise<readonly UnusableArtifact[]> {
  if (!files.some(({ path }) => path === CONTRACT_FILE)) return []
  const contract = await shelf.measure.contract(join(dirname(main), CONTRACT_FILE))
  if (contract.ok) return []
  const file = join(dirname(source), CONTRACT_FILE)
  return [{ file, reason: `It can not be used: ${contract.error}.`, mend: 'Mend the file.' }]
}
