import type { ContextPack, PackedModule } from './pack-context.ts'
import type { PlannedContext, PlannedModule } from './plan.ts'

export interface PinnedContext {
  readonly context: PlannedContext
  /** The texts that the plan names by their digests and that stand in no file. */
  readonly texts: readonly string[]
}

/** The pack as a plan names it: by the digests of what is given, so that a run gets byte for byte what was planned. */
export function pinContext(
  { budgetTokens, usedTokens, modules, omitted }: ContextPack,
  sha256: (text: string) => string,
): PinnedContext {
  const planned = modules.map((module) => plannedModule(module, sha256))
  const lines = planned.map((module) => `${module.sha256}  ${module.ref}\n`)
  return {
    context: {
      budgetTokens,
      usedTokens,
      modules: planned,
      omitted,
      ...(lines.length === 0 ? {} : { packSha256: sha256(lines.join('')) }),
    },
    texts: modules.flatMap((module) => (module.type === 'memory' ? [module.text] : [])),
  }
}

function plannedModule(module: PackedModule, sha256: (text: string) => string): PlannedModule {
  const { ref, title, tokens } = module
  if (module.type === 'file') return { ref, title, sha256: module.sha256, tokens }
  return { ref, title, sha256: sha256(module.text), tokens, memoryIds: module.memoryIds }
}
