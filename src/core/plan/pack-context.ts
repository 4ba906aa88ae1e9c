import type { Reference } from '../workflow/reference.ts'
import { formatReference } from '../workflow/reference.ts'
import type { ContextPolicy } from '../workflow/workflow.ts'
import type { CatalogEntry, ContextEntry } from './catalog.ts'
import type { PlannedContext, PlannedModule } from './plan.ts'

/** Tokens of context for one stage whose document sets no budget: as SkillMeat's context packs. */
const CONTEXT_BUDGET_TOKENS = 4_000

/**
 * The context of one stage: the workflow's modules, then its own, each once, within one budget. A module that does not
 * fit is left out and those after it still get their chance. `checkContext` refuses what must be there and is not.
 */
export function packContext(
  policies: readonly [workflow: ContextPolicy | undefined, stage: ContextPolicy | undefined],
  catalog: ReadonlyMap<string, CatalogEntry>,
): PlannedContext {
  const { modules: wanted, optional, budgetTokens } = mergePolicies(policies)
  const { modules, tooLarge } = fill(
    wanted.flatMap((reference) => findModule(reference, catalog) ?? []),
    budgetTokens,
  )
  const absent = wanted.filter((reference) => findModule(reference, catalog) === undefined)
  const skipped = absent.filter((reference) => optional.has(formatReference(reference)))
  return {
    budgetTokens,
    usedTokens: modules.reduce((sum, { tokens }) => sum + tokens, 0),
    modules,
    omitted: [...skipped.map(absentOptional), ...tooLarge],
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

type Omission = PlannedContext['omitted'][number]

function fill(
  entries: readonly ContextEntry[],
  budgetTokens: number,
): { readonly modules: readonly PlannedModule[]; readonly tooLarge: readonly Omission[] } {
  const modules: PlannedModule[] = []
  const tooLarge: Omission[] = []
  let left = budgetTokens
  for (const { ref, title, sha256, tokens } of entries) {
    if (tokens > left) {
      tooLarge.push({ ref, reason: `It has ${tokens} tokens, and ${left} of ${budgetTokens} are left.` })
    } else {
      modules.push({ ref, title, sha256, tokens })
      left -= tokens
    }
  }
  return { modules, tooLarge }
}

function absentOptional({ kind, name }: Reference): Omission {
  return { ref: `${kind}:${name}`, reason: 'It is optional, and it is not here.' }
}
