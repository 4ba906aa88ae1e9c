import { z } from 'zod'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { MEMORY_ANCHOR_MAX, MEMORY_TYPES } from '../../core/memory/memory-item.ts'
import type { MemorySelectors } from '../../core/memory/select-memory.ts'
import type { ModuleMemory } from '../../core/plan/catalog.ts'
import { MODULE_PRIORITY } from '../../core/plan/pack-context.ts'
import type { Complaint } from './complaint.ts'
import { parseYaml } from './read-contract.ts'

/** A context module that is put together from memory, as its file describes it. */
export interface ModuleFile extends Omit<ModuleMemory, 'candidates'> {
  readonly name: string
  readonly description: string
}

/** More than this names items one by one for what selectors are for. Bytes. */
export const MODULE_BYTES_MAX = 64 * 1024
/** Items that a module names, and patterns or stages that it looks for. */
const ITEMS_MAX = 500
const WANTED_MAX = 50
/** Characters, as SkillMeat's. */
const NAME_MAX = 255
const DESCRIPTION_MAX = 1_024
const PRIORITY_MAX = 100

const SELECTORS = z.strictObject({
  memory_types: z.array(z.enum(MEMORY_TYPES)).optional(),
  min_confidence: z.number().min(0).max(1).optional(),
  file_patterns: z.array(z.string().min(1).max(MEMORY_ANCHOR_MAX)).max(WANTED_MAX).optional(),
  workflow_stages: z.array(z.string().min(1)).max(WANTED_MAX).optional(),
})

export const MODULE = z
  .strictObject({
    name: z.string().trim().min(1).max(NAME_MAX).regex(/^.*$/, 'keep it on one line'),
    description: z.string().max(DESCRIPTION_MAX).default(''),
    selectors: SELECTORS.optional(),
    items: z.array(z.string().min(1)).max(ITEMS_MAX).default([]),
    priority: z.int().min(0).max(PRIORITY_MAX).default(MODULE_PRIORITY),
  })
  .refine(
    ({ selectors, items }) => selectors !== undefined || items.length > 0,
    'write selectors, items or both, or it would never give anything',
  )

/** Whether a file of context describes memory to give, rather than being the text itself. */
export function isModuleFile(path: string): boolean {
  return /\.(?:json|ya?ml)$/i.test(path)
}

/** Everything wrong with the file is said at once. */
export function parseModule(text: string): Result<ModuleFile, Complaint> {
  const value = parseYaml(text)
  if (!value.ok) return err(unusable(value.error))
  const module = MODULE.safeParse(value.value)
  if (!module.success) {
    const problems = module.error.issues.map((issue) => [...issue.path.map(String), issue.message].join(': '))
    return err(unusable(problems.join('; ')))
  }
  const { name, description, selectors, items, priority } = module.data
  return ok({
    name,
    description,
    selection: { selectors: selectors === undefined ? null : toSelectors(selectors), items },
    priority,
  })
}

function toSelectors(written: z.infer<typeof SELECTORS>): MemorySelectors {
  const { memory_types, min_confidence, file_patterns, workflow_stages } = written
  return {
    ...(memory_types === undefined ? {} : { memoryTypes: memory_types }),
    ...(min_confidence === undefined ? {} : { minConfidence: min_confidence }),
    ...(file_patterns === undefined ? {} : { filePatterns: file_patterns }),
    ...(workflow_stages === undefined ? {} : { workflowStages: workflow_stages }),
  }
}

function unusable(problems: string): Complaint {
  return { reason: `It can not be used: ${problems}.`, mend: 'Mend the file.' }
}
