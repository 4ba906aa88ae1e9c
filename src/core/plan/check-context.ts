import type { Reference } from '../workflow/reference.ts'
import { formatReference } from '../workflow/reference.ts'
import type { ContextPolicy, Stage, Workflow } from '../workflow/workflow.ts'
import type { CatalogEntry } from './catalog.ts'
import { pinMismatch } from './check-cast.ts'
import type { PlanProblem } from './plan-report.ts'
import type { StageWords } from './stage-problem.ts'
import { stageProblem } from './stage-problem.ts'

export interface ContextScene {
  readonly workflow: Workflow
  readonly catalog: ReadonlyMap<string, CatalogEntry>
  /** Where a missing module would be created, for people. */
  readonly contextFolder: string
}

/** Whether every context module is there and is the one its author pinned. Each place is named once. */
export function checkContext(scene: ContextScene): readonly PlanProblem[] {
  const { contextPolicy, stages } = scene.workflow
  const shared = checkPolicy(contextPolicy, scene).map((words) => ({ severity: 'error', ...words }) as const)
  const own = stages.flatMap((stage, index) => checkStageContext(stage, index, scene))
  return [...shared, ...own]
}

function checkStageContext(stage: Stage, index: number, scene: ContextScene): readonly PlanProblem[] {
  return checkPolicy(stage.contextPolicy, scene).map((words) => stageProblem(stage, index, words))
}

function checkPolicy(policy: ContextPolicy | undefined, scene: ContextScene): readonly StageWords[] {
  const optional = new Set(policy?.optional.map(formatReference))
  return (policy?.modules ?? []).flatMap((module, index) => {
    const entry = scene.catalog.get(formatReference(module))
    const pointer = `/context_policy/modules/${index}`
    if (entry?.type === 'context') return checkPin(module, entry.sha256, pointer)
    return optional.has(formatReference(module)) ? [] : [missingModule(module, pointer, scene)]
  })
}

function checkPin({ kind, name, pin }: Reference, sha256: string, pointer: string): readonly StageWords[] {
  return pin === undefined || pin === sha256 ? [] : [pinMismatch(`${kind}:${name}`, sha256, pointer)]
}

function missingModule({ kind, name }: Reference, pointer: string, { contextFolder }: ContextScene): StageWords {
  return {
    code: 'context-missing',
    message: `The context module \`${kind}:${name}\` is not here.`,
    help: `Create the file \`${contextFolder}/${name}.md\`, or list the module under \`optional\`.`,
    pointer,
  }
}
