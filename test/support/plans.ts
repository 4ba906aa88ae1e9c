import type { MemoryItem } from '../../src/core/memory/memory-item.ts'
import type { CapabilityEntry, CatalogEntry, ContextEntry } from '../../src/core/plan/catalog.ts'
import { makePlan } from '../../src/core/plan/make-plan.ts'
import type { Override } from '../../src/core/plan/overrides.ts'
import type { Overrides } from '../../src/core/plan/overrides-file.ts'
import type { PlannedStage } from '../../src/core/plan/plan.ts'
import type { PlanReport } from '../../src/core/plan/plan-report.ts'
import type { PlanRequest } from '../../src/core/plan/plan-request.ts'
import type { Place } from '../../src/core/workflow/diagnostic.ts'
import type { Reference } from '../../src/core/workflow/reference.ts'
import { parseReference } from '../../src/core/workflow/reference.ts'
import { workflowOf } from './documents.ts'
import { sha256 } from './rows.ts'

/** A reference as a document writes it. */
export function ref(text: string): Reference {
  const parsed = parseReference(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}

/** A skill that can be carried out: pure, and it says how sure it is. */
export function aSkill(name: string, entry: Partial<CapabilityEntry> = {}): CapabilityEntry {
  return {
    type: 'capability',
    ref: `skill:${name}`,
    title: name,
    description: 'Does something.',
    source: `collections/default/skills/${name}/SKILL.md`,
    digest: 'd'.repeat(64),
    files: [],
    run: { type: 'builtin', builtin: name, settings: {} },
    confidence: 'reported',
    effect: 'pure',
    ...entry,
  }
}

/** An agent, which nothing here can carry out. */
export function anAgent(name: string, entry: Partial<CapabilityEntry> = {}): CapabilityEntry {
  const { run: _, ...skill } = aSkill(name)
  return { ...skill, ref: `agent:${name}`, unavailable: `agent:${name} waits for AI.`, ...entry }
}

export function aModule(name: string, tokens = 100): ContextEntry {
  return {
    type: 'context',
    ref: `ctx:${name}`,
    title: name,
    description: '',
    source: `collections/default/context/${name}.md`,
    sha256: 'c'.repeat(64),
    size: tokens * 4,
    tokens,
  }
}

export interface PlanWorld {
  /** YAML without its id, which is `w`. */
  readonly workflow: string
  readonly here?: readonly CatalogEntry[]
  readonly bind?: Readonly<Record<string, string>>
  readonly overrides?: Overrides
}

export const AT: Place = { file: 'overrides.toml', line: 1, column: 1, pointer: '' }

/** Overrides of the workflow `w`. */
export function overridesOf(...values: readonly Override[]): Overrides {
  return { file: 'overrides.toml', workflows: new Map([['w', values]]), problems: [] }
}

export function requestFor({ workflow, here = [], bind = {}, overrides }: PlanWorld): PlanRequest {
  return {
    workflow: workflowOf(`workflow_id: w\n${workflow}`),
    workflowDigest: 'a'.repeat(64),
    catalog: new Map(here.map((entry) => [entry.ref, entry])),
    bindings: new Map(Object.entries(bind).map(([role, text]) => [role, ref(text)])),
    ...(overrides === undefined ? {} : { overrides }),
    contextFolder: 'collections/default/context',
    sha256,
  }
}

export function planOf(world: PlanWorld): PlanReport {
  return makePlan(requestFor(world))
}

/** One stage of the report, which is there also where no run can start. */
export function stageOf(report: PlanReport, id: string): PlannedStage {
  const stage = report.stages.find((each) => each.id === id)
  if (stage === undefined) throw new Error(`No stage ${id}.`)
  return stage
}

/** `code pointer` of every problem. */
export function problemsOf({ problems }: PlanReport): readonly string[] {
  return problems.map(({ code, pointer, at }) => `${code} ${at === undefined ? pointer : `${at.file}:${at.line}`}`)
}

/** A module that is put together from these items. */
export function aMemoryModule(name: string, candidates: readonly MemoryItem[], priority = 5): ContextEntry {
  const selection = { selectors: {}, items: [] }
  const file = { source: `collections/default/context/${name}.json`, tokens: 0 }
  return { ...aModule(name), ...file, memory: { selection, priority, candidates } }
}
