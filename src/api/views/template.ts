import { dependenciesOf } from '../../core/workflow/dependencies.ts'
import type { Stage, Workflow } from '../../core/workflow/workflow.ts'
import type { Template } from '../../engine/templates.ts'
import type { TemplateStage, Template as TemplateView } from '../contract/templates.ts'

export function templateView({ id, people, needs, kept, samples, workflow }: Template): TemplateView {
  const { name = id, description = '', stages } = workflow
  return {
    id,
    name,
    description,
    people,
    needs,
    stages: stagesOf(workflow),
    asks: peopleAsked(stages),
    agentStages: stages.filter(({ roles }) => roles.primary.kind === 'agent').length,
    samples,
    kept,
  }
}

function stagesOf(workflow: Workflow): readonly TemplateStage[] {
  const dependencies = dependenciesOf(workflow)
  return workflow.stages.map((stage) => {
    const { id, name = id } = stage
    return { id, name, kind: kindOf(stage), dependsOn: dependencies.get(id) ?? [] }
  })
}

/** Only an answer that may be unsure has a gate. */
function kindOf({ roles: { primary }, gate }: Stage): TemplateStage['kind'] {
  if (primary.kind === 'human') return 'person'
  return gate === undefined ? 'exact' : 'ai'
}

/** Each name once, in the order of the stages. */
function peopleAsked(stages: readonly Stage[]): readonly string[] {
  const asked = stages.flatMap(({ roles: { primary }, escalation }) => [primary, ...(escalation?.to ?? [])])
  return [...new Set(asked.flatMap(({ kind, name }) => (kind === 'human' ? [name] : [])))]
}
