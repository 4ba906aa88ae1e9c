import type { ContextModule } from '../../api/contract/choices.ts'
import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { ContextEntry } from '../../core/plan/catalog.ts'
import type { ContextPack } from '../../core/plan/pack-context.ts'
import { packContext } from '../../core/plan/pack-context.ts'
import type { Reference } from '../../core/workflow/reference.ts'
import { parseReference } from '../../core/workflow/reference.ts'
import type { ContextPolicy, StageId } from '../../core/workflow/workflow.ts'

/** What one stage, or every stage, is given to know, and how much of its budget that takes. */
export interface ContextChoice {
  readonly rows: readonly ContextRow[]
  /** What of it is given, as planning packs it. */
  readonly packed: ContextPack
  /** What all of them would take; more than the budget: some are left out. */
  readonly wantedTokens: number
  /** The budget that is written here; null: the usual one, or that of every stage. */
  readonly ownBudget: number | null
  /** Those that can still be added. */
  readonly free: readonly ContextModule[]
}

export interface ContextRow {
  readonly ref: string
  readonly name: string
  /** Null: it is not here. */
  readonly tokens: number | null
  /** `all`: every stage has it. */
  readonly from: 'here' | 'all'
  readonly isOptional: boolean
  /** There is no room for it. Of memory a part may be given all the same, so it is never said of that. */
  readonly isLeftOut: boolean
}

export interface Knowing {
  readonly document: JsonObject
  /** Null: what every stage is given. */
  readonly stage: StageId | null
  readonly modules: readonly ContextModule[]
}

/** Counted as planning counts it. */
export function contextChoice({ document, stage, modules }: Knowing): ContextChoice {
  const shared = readPolicy(document['context_policy'])
  const own = stage === null ? shared : readPolicy(stageIn(document, stage)['context_policy'])
  const catalog = new Map(modules.map((module) => [module.ref, entryOf(module)]))
  const packed = packContext([shared, own], catalog)
  const fitting = new Set(packed.modules.map(({ ref }) => ref))
  const divisible = new Set(modules.flatMap(({ ref, items }) => (items === null ? [] : [ref])))
  const rows = namedIn(shared, own).map(({ ref, policy }): ContextRow => {
    const entry = catalog.get(ref)
    return {
      ref,
      name: entry?.title ?? ref.slice(ref.indexOf(':') + 1),
      tokens: entry?.tokens ?? null,
      from: policy === own ? 'here' : 'all',
      isOptional: [...shared.optional, ...own.optional].some((each) => refOf(each) === ref),
      isLeftOut: entry !== undefined && !fitting.has(ref) && !divisible.has(ref),
    }
  })
  return {
    rows,
    packed,
    wantedTokens: rows.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0),
    ownBudget: own.budgetTokens ?? null,
    free: modules.filter(({ ref }) => !rows.some((row) => row.ref === ref)),
  }
}

/** Every module that is named, once: those of every stage first, as planning takes them. */
function namedIn(shared: ContextPolicy, own: ContextPolicy) {
  const all = [shared, own].flatMap((policy) => policy.modules.map((module) => ({ ref: refOf(module), policy })))
  return all.filter(({ ref }, index) => all.findIndex((each) => each.ref === ref) === index)
}

function refOf({ kind, name }: Reference): string {
  return `${kind}:${name}`
}

function stageIn({ stages }: JsonObject, id: StageId): JsonObject {
  const found = Array.isArray(stages) ? stages.find((stage) => isJsonObject(stage) && stage['id'] === id) : undefined
  return isJsonObject(found) ? found : {}
}

/** What is written wrongly is left out. */
function readPolicy(value: Json | undefined): ContextPolicy {
  const { modules, optional, budget_tokens: budgetTokens }: JsonObject = isJsonObject(value) ? value : {}
  const policy = { modules: modulesIn(modules), optional: modulesIn(optional) }
  return typeof budgetTokens === 'number' ? { ...policy, budgetTokens } : policy
}

function modulesIn(value: Json | undefined): readonly Reference[] {
  return (Array.isArray(value) ? value : []).flatMap((item) => {
    const reference = typeof item === 'string' ? parseReference(item) : undefined
    return reference?.ok === true && reference.value.kind === 'ctx' ? [reference.value] : []
  })
}

function entryOf({ ref, name, description, tokens }: ContextModule): ContextEntry {
  return { type: 'context', ref, title: name, description, source: '', sha256: '', size: 0, tokens }
}
