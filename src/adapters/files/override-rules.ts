import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Override } from '../../core/plan/overrides.ts'
import { didYouMean } from '../../core/workflow/nearest.ts'
import type { KeyPath } from './locate-toml-keys.ts'
import { readBudget, readModules, readPerformer, readPerformers, readThreshold, readValue } from './override-values.ts'

/** An override without its place. */
export type OverrideDraft = WithoutPlace<Override>
type WithoutPlace<T> = T extends Override ? Omit<T, 'at'> : never

/** What may be overridden: `*` stands for a name that the author chose. */
interface OverrideRule {
  readonly keys: readonly string[]
  /** `names` are those that stand for `*` after the workflow's id. The error says what the value must be. */
  readonly read: (value: unknown, names: readonly string[]) => Result<OverrideDraft, string>
}

const WORKFLOW_RULES: readonly OverrideRule[] = [
  {
    keys: ['roles', '*'],
    read: (value, [role = '']) => into(readPerformer(value), (read) => ({ target: 'role', role, value: read })),
  },
  {
    keys: ['inputs', '*'],
    read: (value, [input = '']) => into(readValue(value), (read) => ({ target: 'input', input, value: read })),
  },
  {
    keys: ['defaults', 'gate', 'threshold'],
    read: (value) => into(readThreshold(value), (read) => ({ target: 'threshold', value: read })),
  },
  {
    keys: ['context_policy', 'modules'],
    read: (value) => into(readModules(value), (read) => ({ target: 'context-modules', value: read })),
  },
  {
    keys: ['context_policy', 'optional'],
    read: (value) => into(readModules(value), (read) => ({ target: 'context-optional', value: read })),
  },
  {
    keys: ['context_policy', 'budget_tokens'],
    read: (value) => into(readBudget(value), (read) => ({ target: 'context-budget', value: read })),
  },
]

const STAGE_RULES: readonly OverrideRule[] = [
  {
    keys: ['stages', '*', 'roles', 'tools'],
    read: (value, [stage = '']) =>
      into(readPerformers(value), (read) => ({ target: 'stage-tools', stage, value: read })),
  },
  {
    keys: ['stages', '*', 'roles', '*'],
    read: (value, [stage = '', role = '']) =>
      into(readPerformer(value), (read) => ({ target: 'stage-role', stage, role, value: read })),
  },
  {
    keys: ['stages', '*', 'gate', 'threshold'],
    read: (value, [stage = '']) => into(readThreshold(value), (read) => ({ target: 'threshold', stage, value: read })),
  },
  {
    keys: ['stages', '*', 'context_policy', 'modules'],
    read: (value, [stage = '']) =>
      into(readModules(value), (read) => ({ target: 'context-modules', stage, value: read })),
  },
  {
    keys: ['stages', '*', 'context_policy', 'optional'],
    read: (value, [stage = '']) =>
      into(readModules(value), (read) => ({ target: 'context-optional', stage, value: read })),
  },
  {
    keys: ['stages', '*', 'context_policy', 'budget_tokens'],
    read: (value, [stage = '']) =>
      into(readBudget(value), (read) => ({ target: 'context-budget', stage, value: read })),
  },
]

const RULES = [...WORKFLOW_RULES, ...STAGE_RULES]

/** Reads the value at a key below a workflow's id; undefined: nothing can be overridden right there. */
export function readOverride(path: KeyPath, value: unknown): Result<OverrideDraft, string> | undefined {
  const rule = RULES.find(
    ({ keys }) => keys.length === path.length && keys.every((key, index) => fits(key, path[index])),
  )
  return rule?.read(
    value,
    path.filter((_, index) => rule.keys[index] === '*'),
  )
}

/** What an author may have meant by the last key of a path. */
export function suggestKey(path: KeyPath): string {
  const last = path.length - 1
  const near = RULES.filter((rule) => rule.keys.slice(0, last).every((key, index) => fits(key, path[index])))
  const keys = new Set(near.flatMap((rule) => rule.keys[last] ?? []).filter((key) => key !== '*'))
  return didYouMean(path[last] ?? '', keys, ALLOWED)
}

const ALLOWED = 'Only roles, inputs, context_policy, gate.threshold and defaults.gate.threshold can be overridden.'

function fits(key: string, written: string | undefined): boolean {
  return key === '*' || key === written
}

function into<T>(read: Result<T, string>, make: (value: T) => OverrideDraft): Result<OverrideDraft, string> {
  return read.ok ? ok(make(read.value)) : err(read.error)
}
