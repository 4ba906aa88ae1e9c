import { checkExpression, checkTemplate } from '../expression/check-expression.ts'
import { conditionFacts } from '../expression/condition-facts.ts'
import type { ExpressionDeclarations, StageDeclarations, StageReadState } from '../expression/declarations.ts'
import type { ExpressionProblemCode } from '../expression/expression-problem.ts'
import { NO_FACTS } from '../expression/facts.ts'
import type { Stage, StageId, Workflow } from '../workflow/workflow.ts'
import type { ExpressionReader, ExpressionSite } from './expression-sites.ts'
import { expressionSites } from './expression-sites.ts'
import type { Finding } from './finding.ts'
import type { Order } from './order.ts'

export interface ExpressionFinding extends Finding {
  readonly code: ExpressionProblemCode
}

export interface ExpressionSubject {
  readonly workflow: Workflow
  readonly stages: ReadonlyMap<string, Stage>
  /** Undefined where the stages have no order: then nothing is said about it. */
  readonly order: Order | undefined
}

/** What is wrong with every expression of a workflow, in the order of the format's keys. */
export function checkExpressions(subject: ExpressionSubject): readonly ExpressionFinding[] {
  return expressionSites(subject.workflow).flatMap((site) => checkSite(site, subject))
}

function checkSite(
  { pointer, text, kind, reader }: ExpressionSite,
  subject: ExpressionSubject,
): readonly ExpressionFinding[] {
  const declarations = declarationsFor(reader, subject)
  const problems =
    kind === 'condition'
      ? checkExpression(text, { ...declarations, expects: 'condition' })
      : checkTemplate(text, declarations)
  return problems.map(({ code, message, help }) => ({ code, pointer, message, help }))
}

const IN_RUNS = new Set(['inputs', 'stages', 'run', 'workflow'] as const)
const IN_EVENT_TRIGGERS = new Set(['event', 'workflow'] as const)
const IN_OTHER_TRIGGERS = new Set(['workflow'] as const)

/** What an expression at this place may read. */
export function declarationsFor(reader: ExpressionReader, subject: ExpressionSubject): ExpressionDeclarations {
  const { inputs } = subject.workflow
  const stages = declaredStages(reader, subject)
  const common = { inputs, stages, expects: 'value', given: NO_FACTS } as const
  switch (reader.type) {
    case 'trigger':
      return { ...common, roots: reader.trigger.type === 'event' ? IN_EVENT_TRIGGERS : IN_OTHER_TRIGGERS }
    case 'inputs':
      return { ...common, roots: IN_RUNS, given: conditionFacts(reader.stage.when, (id) => subject.stages.has(id)) }
    case 'condition':
    case 'outputs':
      return { ...common, roots: IN_RUNS }
  }
}

function declaredStages(reader: ExpressionReader, { stages, order }: ExpressionSubject): StageDeclarations {
  return {
    ids: stages.keys(),
    find: (id) => {
      const stage = stages.get(id)
      return stage && { outputs: stage.outputs, state: stateFor(reader, stage.id, order) }
    },
  }
}

function stateFor(reader: ExpressionReader, read: StageId, order: Order | undefined): StageReadState {
  if (order === undefined || reader.type === 'trigger') return 'succeeded'
  if (reader.type === 'outputs') return order.hasSucceededAtEnd(read) ? 'succeeded' : 'maybe'
  const { id } = reader.stage
  if (read === id) return 'itself'
  if (order.isAncestor(id, read)) return 'after'
  if (!order.isAncestor(read, id)) return 'beside'
  return order.hasSucceededBefore(read, id) ? 'succeeded' : 'maybe'
}
