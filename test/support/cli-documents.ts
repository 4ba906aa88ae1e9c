import { collection } from './cli.ts'
import type { Script } from './engine.ts'
import type { Tree } from './folders.ts'
import { anAnswer } from './runs.ts'

/** A skill that sorts messages; what it answers, a test's script says. */
const SKILL: Tree = {
  'skills/sort-a-message/SKILL.md': '---\nname: sort-a-message\ndescription: Sorts a message.\n---\n',
  'skills/sort-a-message/contract.yaml': `input: { type: object, properties: { text: { type: string } }, required: [text] }
output: { type: object, properties: { label: { type: string, enum: [refund, other] } }, required: [label] }
confidence: reported
effect: pure
run: { builtin: classify-text }
`,
}

/** One stage that is sorted, one that nothing here can do, one for a person. */
export const REFUNDS = `workflow_id: refunds
name: Refund requests
inputs:
  message: { type: string, description: What the customer wrote }
  amount: { type: number, default: 3 }
context_policy: { modules: ["ctx:house-rules"] }
triggers:
  - { id: weekdays, type: schedule, cron: "0 9 * * MON-FRI", timezone: Europe/London, inputs: { message: "The weekly digest" } }
stages:
  - id: classify
    name: Classify it
    roles: { primary: "skill:sort-a-message" }
    inputs: { text: "\${{ inputs.message }}" }
    gate: { threshold: 0.85 }
    escalation: { to: ["human:support"], sla: 4h, on_breach: [{ after: 2h, to: ["human:lead"] }] }
  - id: draft
    when: stages.classify.outputs.label == 'refund'
    roles: { primary: "agent:reply-writer", tools: ["skill:sort-a-message"] }
  - id: approve
    roles: { primary: "human:support-lead" }
    outputs: { amount: { type: number, minimum: 0 } }
`

/** One stage that a machine does alone. */
export const SORT = `workflow_id: sort
inputs: { message: { type: string } }
outputs: { label: "\${{ stages.classify.outputs.label }}" }
stages:
  - id: classify
    roles: { primary: "skill:sort-a-message" }
    inputs: { text: "\${{ inputs.message }}" }
    gate: { threshold: 0.85 }
`

export const TREE: Tree = collection({
  ...SKILL,
  'workflows/refunds.yaml': REFUNDS,
  'workflows/sort.yaml': SORT,
  'context/house-rules.md': '# House rules\nBe kind and be quick.\n',
})

/** A skill that is always so sure. */
export function sure(confidence: number | null, label = 'refund'): Script {
  return () => ({ type: 'answered', answer: anAnswer({ outputs: { label }, confidence }) })
}

/** Unsure of every message that says so. */
export const UNSURE_ABOUT_MAYBE: Script = ({ inputs }) => ({
  type: 'answered',
  answer: anAnswer({ outputs: { label: 'refund' }, confidence: String(inputs['text']).includes('maybe') ? 0.5 : 0.95 }),
})
