import type { MemoryItem } from '../memory/memory-item.ts'
import type { Reference } from '../workflow/reference.ts'
import { formatReference } from '../workflow/reference.ts'
import type { ContextPolicy } from '../workflow/workflow.ts'
import type { CatalogEntry, ContextEntry } from './catalog.ts'
import type { MemoryPack } from './pack-memory.ts'
import { packMemory } from './pack-memory.ts'
import type { OmittedContext } from './plan.ts'

/** Tokens of context for one stage whose document sets no budget: as SkillMeat's context packs. */
const CONTEXT_BUDGET_TOKENS = 4_000

/** Of a module that does not say: as SkillMeat's. Lower comes first. */
export const MODULE_PRIORITY = 5

/** What a stage is given to know, with the texts that were put together for it. */
export interface ContextPack {
  readonly budgetTokens: number
  readonly usedTokens: number
  /** In the order they are given. */
  readonly modules: readonly PackedModule[]
  readonly omitted: readonly OmittedContext[]
}

export type PackedModule =
  /** A file, given whole. */
  | (ModuleName & { readonly type: 'file'; readonly sha256: string })
  /** A text made of memory items. */
  | (ModuleName & { readonly type: 'memory'; readonly text: string; readonly memoryIds: readonly string[] })

interface ModuleName {
  readonly ref: string
  readonly title: string
  readonly tokens: number
}

/**
 * The context of one stage: the workflow's modules, then its own, each once, within one budget; those with a lower priority
 * first. A file that does not fit is left out, of memory each item that does not, and what comes after still gets its
 * chance. `checkContext` refuses what must be there and is not.
 */
export function packContext(
  policies: readonly [workflow: ContextPolicy | undefined, stage: ContextPolicy | undefined],
  catalog: ReadonlyMap<string, CatalogEntry>,
): ContextPack {
  const { modules: wanted, optional, budgetTokens } = mergePolicies(policies)
  const { modules, leftOut } = fill(
    wanted.flatMap((reference) => findModule(reference, catalog) ?? []).toSorted(byPriority),
    budgetTokens,
  )
  const absent = wanted.filter((reference) => findModule(reference, catalog) === undefined)
  const skipped = absent.filter((reference) => optional.has(formatReference(reference)))
  return {
    budgetTokens,
    usedTokens: modules.reduce((sum, { tokens }) => sum + tokens, 0),
    modules,
    omitted: [...skipped.map(absentOptional), ...leftOut],
  }
}

/** Every module that a stage asks for, each once: the workflow's first. */
function modulesOf(policies: readonly (ContextPolicy | undefined)[]): readonly Reference[] {
  const modules = policies.flatMap((policy) => policy?.modules ?? [])
  return [...new Map(modules.map((reference) => [formatReference(reference), reference])).values()]
}

interface MergedPolicy {
  readonly modules: readonly Reference[]
  readonly optional: ReadonlySet<string>
  readonly budgetTokens: number
}

function mergePolicies([workflow, stage]: readonly [
  ContextPolicy | undefined,
  ContextPolicy | undefined,
]): MergedPolicy {
  const optional = [...(workflow?.optional ?? []), ...(stage?.optional ?? [])]
  return {
    modules: modulesOf([workflow, stage]),
    optional: new Set(optional.map(formatReference)),
    budgetTokens: stage?.budgetTokens ?? workflow?.budgetTokens ?? CONTEXT_BUDGET_TOKENS,
  }
}

function findModule(reference: Reference, catalog: ReadonlyMap<string, CatalogEntry>): ContextEntry | undefined {
  const entry = catalog.get(formatReference(reference))
  return entry?.type === 'context' ? entry : undefined
}

function byPriority(left: ContextEntry, right: ContextEntry): number {
  return (left.memory?.priority ?? MODULE_PRIORITY) - (right.memory?.priority ?? MODULE_PRIORITY)
}

interface Filling {
  readonly budgetTokens: number
  readonly modules: PackedModule[]
  readonly leftOut: OmittedContext[]
  /** The module that gives each memory item already. */
  readonly givers: Map<string, string>
  left: number
}

function fill(entries: readonly ContextEntry[], budgetTokens: number): Pick<Filling, 'modules' | 'leftOut'> {
  const filling: Filling = { budgetTokens, modules: [], leftOut: [], givers: new Map(), left: budgetTokens }
  for (const entry of entries) {
    const packed = entry.memory === undefined ? addFile(filling, entry) : addMemory(filling, entry, entry.memory)
    if (packed === undefined) continue
    filling.modules.push(packed)
    filling.left -= packed.tokens
  }
  return filling
}

function addFile(filling: Filling, { ref, title, sha256, tokens }: ContextEntry): PackedModule | undefined {
  if (tokens <= filling.left) return { type: 'file', ref, title, sha256, tokens }
  filling.leftOut.push({ ref, reason: noRoom(tokens, filling.left, filling.budgetTokens) })
  return undefined
}

function addMemory(
  filling: Filling,
  { ref, title }: ContextEntry,
  { candidates }: NonNullable<ContextEntry['memory']>,
): PackedModule | undefined {
  const { budgetTokens, givers, left } = filling
  const [given, fresh] = divide(candidates, givers)
  const { text, tokens, memoryIds, tooLarge }: MemoryPack = packMemory(title, fresh, left)
  for (const id of memoryIds) givers.set(id, ref)
  filling.leftOut.push(
    ...given.map(({ id, giver }) => ({ ref, memoryId: id, reason: `${giver} gives it already.` })),
    ...tooLarge.map((item) => ({ ref, memoryId: item.id, reason: noRoom(item.tokens, item.left, budgetTokens) })),
    ...(candidates.length === 0 ? [{ ref, reason: 'Nothing that somebody approved fits it yet.' }] : []),
  )
  return memoryIds.length === 0 ? undefined : { type: 'memory', ref, title, tokens, text, memoryIds }
}

interface Given {
  readonly id: string
  readonly giver: string
}

function divide(
  candidates: readonly MemoryItem[],
  givers: ReadonlyMap<string, string>,
): readonly [readonly Given[], readonly MemoryItem[]] {
  const given = candidates.flatMap(({ id }) => {
    const giver = givers.get(id)
    return giver === undefined ? [] : [{ id, giver }]
  })
  return [given, candidates.filter(({ id }) => !givers.has(id))]
}

function noRoom(tokens: number, left: number, budgetTokens: number): string {
  return `It has ${tokens} tokens, and ${left} of ${budgetTokens} are left.`
}

function absentOptional({ kind, name }: Reference): OmittedContext {
  return { ref: `${kind}:${name}`, reason: 'It is optional, and it is not here.' }
}
