import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { CatalogEntry, ContextEntry } from '../core/plan/catalog.ts'
import { packContext } from '../core/plan/pack-context.ts'
import { packMemory } from '../core/plan/pack-memory.ts'
import { pinContext } from '../core/plan/pin-context.ts'
import type { PlannedContext } from '../core/plan/plan.ts'
import { formatReference } from '../core/workflow/reference.ts'
import type { Context, ContextProblem, ListedModule, PackOrder, ShownPack } from './context.ts'
import { givenText } from './given-text.ts'
import type { PlanningParts } from './planning.ts'
import type { Blobs } from './ports.ts'
import { recall, withMemory } from './recall.ts'

export function createContext(parts: PlanningParts): Context {
  return {
    list: async (collection) => {
      const [entries, known] = await Promise.all([
        parts.library.listContext(collection),
        recall(parts.reader, undefined),
      ])
      return entries.map((entry) => listed(withMemory(entry, known)))
    },
    pack: (order) => pack(parts, order),
    show: (context) => show(parts.blobs, context),
  }
}

function listed(entry: ContextEntry): ListedModule {
  if (entry.memory === undefined) return { entry, tokens: entry.tokens, items: null }
  const { tokens, memoryIds } = packMemory(entry.title, entry.memory.candidates, Number.POSITIVE_INFINITY)
  return { entry, tokens, items: memoryIds.length }
}

async function pack(parts: PlanningParts, order: PackOrder): Promise<Result<ShownPack, ContextProblem>> {
  const { modules, budgetTokens, collection, venture } = order
  const known = await recall(parts.reader, venture)
  const catalog = new Map<string, CatalogEntry>()
  for (const reference of modules) {
    const entry = await parts.library.resolve(reference, collection)
    const ref = formatReference(reference)
    if (entry?.type !== 'context') return err({ code: 'context-unknown', ref })
    catalog.set(ref, withMemory(entry, known))
  }
  const packed = packContext([{ modules, optional: [], budgetTokens }, undefined], catalog)
  const { context, texts } = pinContext(packed, parts.ids.sha256)
  // A look keeps nothing: what was put together for it is only shown.
  const made = new Map(texts.map((text) => [parts.ids.sha256(text), new TextEncoder().encode(text)]))
  return ok(await show({ find: async (sha256) => made.get(sha256) ?? (await parts.blobs.find(sha256)) }, context))
}

/** Looking a module up, and planning, have put its bytes there. */
async function show(blobs: Pick<Blobs, 'find'>, context: PlannedContext): Promise<ShownPack> {
  const modules = context.modules.map(async (module) => ({ ...module, text: await givenText(blobs, module) }))
  return { ...context, modules: await Promise.all(modules) }
}
