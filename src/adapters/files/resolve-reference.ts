import type { CatalogEntry } from '../../core/plan/catalog.ts'
import type { Reference } from '../../core/workflow/reference.ts'
import { findAgentsMd } from './find-agents-md.ts'
import type { Root } from './find-roots.ts'
import { loadEntry } from './load-entry.ts'
import { readHead } from './read-head.ts'
import { artifactKind, searchOrder } from './search-order.ts'
import type { Shelf } from './shelf.ts'
import type { Place } from './survey-area.ts'

/** The artifact that a reference means, its bytes in the blob store; the contract is that of `Library.resolve`. */
export async function resolveReference(
  shelf: Shelf,
  reference: Reference,
  collection: string | undefined,
): Promise<CatalogEntry | undefined> {
  const { roots } = await shelf.roots()
  const ref = `${reference.kind}:${reference.name}`
  let first: CatalogEntry | undefined
  for (const root of searchOrder(roots, reference.kind, collection)) {
    const place = await findPlace(shelf, root, reference)
    const entry = place === undefined ? undefined : await loadEntry(place, ref, shelf.store)
    if (entry?.ok !== true) continue
    if (reference.pin === undefined || reference.pin === digestOf(entry.value)) return entry.value
    first ??= entry.value
  }
  return first
}

async function findPlace(shelf: Shelf, root: Root, { kind: wanted, name }: Reference): Promise<Place | undefined> {
  const kind = artifactKind(wanted)
  if (kind === undefined) return undefined
  const { byName } = await shelf.survey(root, kind)
  return byName.get(name) ?? (kind === 'ctx' && name === PROJECT_MODULE ? findProjectModule(root) : undefined)
}

/** A project's `AGENTS.md` is the context module of this name. */
const PROJECT_MODULE = 'agents-md'

export async function findProjectModule(root: Root): Promise<Place | undefined> {
  const main = mayKnow(root) ? await findAgentsMd(root.folder) : undefined
  const head = main === undefined ? undefined : await readHead(main)
  if (main === undefined || head?.ok !== true) return undefined
  const found = { root, kind: 'ctx', path: 'AGENTS.md', main, source: 'AGENTS.md', names: [PROJECT_MODULE] } as const
  return { ...found, head: head.value, stamp: undefined, siblings: undefined }
}

/** The copy of what was accepted of a project holds no context. */
function mayKnow({ type, areas }: Root): boolean {
  return type === 'project' && areas.ctx.length > 0
}

function digestOf(entry: CatalogEntry): string {
  return entry.type === 'context' ? entry.sha256 : entry.digest
}
