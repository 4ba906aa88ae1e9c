import type { Tree } from './folders.ts'

/** Says what it costs, how sure it is and what it found out. */
const LEARN = `
const memory = [{ type: 'gotcha', content: 'The export drops the time zone.', confidence: 0.7, anchors: ['export.csv'] }]
const cost = { basis: 'reported', currency: 'GBP', microUnits: 2000 }
console.log(JSON.stringify({ outputs: { seen: 'it' }, confidence: 0.7, cost, memory }))
`

const EXAMPLES = Array.from({ length: 12 }, (_, index) => [
  `I want my money back for order ${index},refund`,
  `Where is my parcel number ${index} now,delivery`,
]).flat()

const STUDY = `  - id: study
    roles: { primary: "skill:learn" }
    context_policy: { modules: ["ctx:lessons", "ctx:tone"] }
`

/** A WorkChart with a stage of each kind, and what does them. `node`: whatever runs commands. */
export function stageKinds(node: string): Tree {
  return {
    'collections/default/workflows/study.yaml': `workflow_id: study\nstages:\n${STUDY}`,
    'collections/default/workflows/kinds.yaml': KINDS,
    'collections/default/agents/writer.md': '---\nname: writer\ndescription: Writes letters.\n---\nWrite the letter.\n',
    'collections/default/agents/guesser.md': '---\nname: guesser\ndescription: Guesses.\n---\nGuess the label.\n',
    'collections/default/context/lessons.json': JSON.stringify({
      name: 'Lessons',
      description: 'What went wrong before.',
      selectors: { memory_types: ['gotcha'], file_patterns: ['*.csv'], workflow_stages: ['study'] },
    }),
    'collections/default/context/tone.md': '# Tone\n\nBe kind.\n',
    ...aCommand('learn', node, LEARN),
    ...aCommand('break', node, 'process.exit(1)'),
    'collections/default/skills/label/SKILL.md': '---\nname: label\ndescription: Sorts.\n---\nSort.\n',
    'collections/default/skills/label/examples.csv': `text,label\n${EXAMPLES.join('\n')}\n`,
    'collections/default/skills/label/contract.yaml': `input: { type: object, properties: { text: { type: string } }, required: [text] }
output: { type: object, properties: { label: { type: string } }, required: [label] }
confidence: reported
effect: pure
cost: { basis: none }
run: { builtin: classify-text }
`,
  }
}

function aCommand(name: string, node: string, program: string): Tree {
  const folder = `collections/default/skills/${name}`
  return {
    [`${folder}/SKILL.md`]: `---\nname: ${name}\ndescription: Does it.\n---\nDo it.\n`,
    [`${folder}/contract.yaml`]: `output: { type: object }
confidence: reported
effect: pure
run: { command: { argv: [${JSON.stringify(node)}, ${name}.cjs] } }
`,
    [`${folder}/${name}.cjs`]: program,
  }
}

const KINDS = `workflow_id: kinds
inputs:
  message: { type: string }
stages:
${STUDY}  - id: letter
    depends_on: []
    roles: { primary: "agent:writer" }
    outputs: { text: { type: string } }
    gate: { threshold: 0.8, audit_rate: 1 }
  - id: unsure
    depends_on: []
    roles: { primary: "agent:guesser" }
    outputs: { label: { type: string } }
    gate: { threshold: 0.8, samples: 2 }
    escalation: { to: ["human:owner"] }
  - id: sort
    depends_on: []
    roles: { primary: "skill:label" }
    inputs: { text: "\${{ inputs.message }}" }
  - id: sign
    depends_on: []
    roles: { primary: "human:owner" }
    outputs: { amount: { type: number } }
  - id: refused
    depends_on: []
    roles: { primary: "human:owner" }
    on_reject: continue
  - id: broken
    depends_on: []
    roles: { primary: "skill:break" }
    on_error: continue
    retry: { maximum_attempts: 1 }
  - id: skipped
    depends_on: []
    roles: { primary: "skill:learn" }
    when: inputs.message == 'never'
`
