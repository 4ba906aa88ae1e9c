import type { Workflow } from '../../src/core/workflow/workflow.ts'
import { workflowOf } from '../../test/support/documents.ts'

const STAGES = 100

/** Each stage has an agent of its own, a skill it may use and a module to know; artifacts of one library. */
export function hundredStages(): Workflow {
  return workflowOf(
    `workflow_id: large\nstages:\n${Array.from({ length: STAGES }, (_, number) => stageText(number)).join('')}`,
  )
}

function stageText(number: number): string {
  const [artifact, before] = [number * 3, number - 1]
  return `- id: stage-${number}
  depends_on: [${before < 0 ? '' : `stage-${before}`}]
  roles: { primary: 'agent:agent-${artifact}', tools: ['skill:skill-${artifact}'] }
  context_policy: { modules: ['ctx:module-${artifact}'] }
`
}
