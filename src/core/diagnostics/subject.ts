import type { Dependencies } from '../workflow/dependencies.ts'
import { dependenciesOf } from '../workflow/dependencies.ts'
import type { Stage, Workflow } from '../workflow/workflow.ts'
import type { ExpressionFinding } from './check-expressions.ts'
import { checkExpressions } from './check-expressions.ts'
import { orderOf } from './order.ts'

/** A workflow and what several rules want to know about it. */
export interface Subject {
  readonly workflow: Workflow
  /** By id; of two stages with the same id, the first. */
  readonly stages: ReadonlyMap<string, Stage>
  readonly dependencies: Dependencies
  /** What is wrong with its expressions, each under the rule that reports it. */
  readonly expressionFindings: readonly ExpressionFinding[]
}

export function toSubject(workflow: Workflow): Subject {
  const stages = new Map(workflow.stages.toReversed().map((stage) => [String(stage.id), stage]))
  const dependencies = dependenciesOf(workflow)
  const expressionFindings = checkExpressions({ workflow, stages, order: orderOf(workflow, dependencies) })
  return { workflow, stages, dependencies, expressionFindings }
}
