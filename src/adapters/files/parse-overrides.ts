import { parse, TomlError } from 'smol-toml'
import { childPointer } from '../../core/basics/json-pointer.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Override } from '../../core/plan/overrides.ts'
import type { Overrides } from '../../core/plan/overrides-file.ts'
import type { PlanProblem } from '../../core/plan/plan-report.ts'
import type { Place } from '../../core/workflow/diagnostic.ts'
import { didYouMean } from '../../core/workflow/nearest.ts'
import type { KeyPath, KeyPosition } from './locate-toml-keys.ts'
import { locateTomlKeys } from './locate-toml-keys.ts'
import type { OverrideDraft } from './override-rules.ts'
import { readOverride, suggestKey } from './override-rules.ts'
import { isTable } from './override-values.ts'

/** A project rebinds a few roles; what is longer is no overrides file. Characters. */
export const OVERRIDES_LENGTH_MAX = 256 * 1024
/** Nothing that may be overridden lies deeper. Keys. */
const KEYS_MAX = 8

export interface OverridesSource {
  readonly file: string
  readonly text: string
}

/**
 * Reads an overrides file. Everything wrong with it is in the result at once, and refuses each plan made with it. Stages,
 * roles and inputs are checked when a plan is made; workflows here, against the ids that are known.
 */
export function parseOverrides(source: OverridesSource, knownWorkflows: ReadonlySet<string>): Overrides {
  const { file, text } = source
  const table = parseToml(text)
  if (!table.ok) {
    const { line, column, ...words } = table.error
    return { file, workflows: new Map(), problems: [toProblem(words, { file, line, column, pointer: '' })] }
  }
  const locate = locateTomlKeys(text)
  const findings = findIn([], table.value, knownWorkflows).map((finding) => ({
    ...finding,
    at: { file, pointer: finding.path.reduce<string>(childPointer, ''), ...locate(finding.path) },
  }))
  return {
    file,
    workflows: groupByWorkflow(findings),
    problems: findings.flatMap(({ read, at }) => (read.ok ? [] : [toProblem(read.error, at)])),
  }
}

type Words = Pick<PlanProblem, 'code' | 'message' | 'help'>

function toProblem({ code, message, help }: Words, at: Place): PlanProblem {
  return { code, severity: 'error', message, help, pointer: '', at }
}

function parseToml(text: string): Result<unknown, Words & KeyPosition> {
  if (text.length > OVERRIDES_LENGTH_MAX) return err(TOO_LARGE)
  try {
    return ok(parse(text, { unsafeKeyBehaviour: 'throw', maxDepth: KEYS_MAX }))
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const { line, column } = error
    const [message = ''] = error.message.split('\n', 1)
    return err({ code: 'override-syntax', message: `${message}.`, help: 'Mend that line.', line, column })
  }
}

const TOO_LARGE = {
  code: 'override-too-large',
  message: `The overrides file is longer than ${OVERRIDES_LENGTH_MAX} characters.`,
  help: 'Keep in it only what differs from the shared workflows.',
  line: 1,
  column: 1,
} as const

interface Finding {
  readonly path: KeyPath
  readonly read: Result<OverrideDraft, Words>
}

/** Goes down to every key that may be overridden, and stops where no such key can follow. */
function findIn(path: KeyPath, value: unknown, known: ReadonlySet<string>): readonly Finding[] {
  const [top, workflow, ...keys] = path
  if (top !== undefined && top !== 'workflows') return [{ path, read: err(notOverridable(path)) }]
  if (keys.length === 0 && workflow !== undefined && !known.has(workflow)) {
    return [{ path, read: err(unknownWorkflow(workflow, known)) }]
  }
  const read = readOverride(keys, value)
  if (read !== undefined) return [{ path, read: read.ok ? read : err(wrongValue(path, read.error)) }]
  if (!isTable(value) || path.length >= KEYS_MAX) return [{ path, read: err(notOverridable(path)) }]
  return Object.entries(value).flatMap(([key, child]) => findIn([...path, key], child, known))
}

function groupByWorkflow(
  findings: readonly (Finding & { readonly at: Place })[],
): ReadonlyMap<string, readonly Override[]> {
  const groups = new Map<string, Override[]>()
  for (const { path, read, at } of findings) {
    const [, workflow] = path
    if (!read.ok || workflow === undefined) continue
    const group = groups.get(workflow) ?? []
    group.push({ ...read.value, at })
    groups.set(workflow, group)
  }
  return groups
}

function unknownWorkflow(workflow: string, known: ReadonlySet<string>): Words {
  return {
    code: 'override-workflow-unknown',
    message: `No collection holds a workflow \`${workflow}\`.`,
    help: didYouMean(workflow, known, 'Remove the table, or add the workflow to a collection.'),
  }
}

function wrongValue(path: KeyPath, complaint: string): Words {
  return { code: 'override-value', message: `The value of \`${path.join('.')}\` is wrong.`, help: complaint }
}

function notOverridable(path: KeyPath): Words {
  const [, , ...keys] = path
  return {
    code: 'override-key',
    message: `\`${path.join('.')}\` can not be changed by an overrides file.`,
    help: suggestKey(keys),
  }
}
