import { gateAnswer, gates } from '../../src/api/contract/gates.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { Run } from '../../src/core/run/run.ts'
import { isFinished } from '../../src/core/run/run.ts'
import { allStages } from '../../src/core/run/stage-table.ts'
import type { Task } from '../../src/core/run/task.ts'
import type { Clock } from '../../src/engine/ports.ts'
import { OWNER_PERSON, runThat } from './engine.ts'
import type { Tree } from './folders.ts'
import { anApi } from './http-world.ts'
import { anAnswer, answerTo, edit } from './runs.ts'

/** One stage that sorts messages by a model, and whose gate promises something. */
function sortedText(gate: string): string {
  return `workflow_id: sorted
name: Sorted messages
inputs:
  message: { type: string }
  channel: { type: string }
stages:
  - id: sort
    name: Sort the message
    roles: { primary: "skill:label" }
    inputs: { text: "\${{ inputs.message }}", channel: "\${{ inputs.channel }}" }
    outputs: { label: { type: string, enum: [refund, question] } }
    gate: ${gate}
    escalation: { to: ["human:support"] }
`
}

function filesWith(gate: string): Tree {
  return {
    'collections/default/workflows/sorted.yaml': sortedText(gate),
    'collections/default/skills/label/SKILL.md': '---\nname: label\ndescription: Labels a message.\n---\nLabel.\n',
    'collections/default/skills/label/contract.yaml':
      'input: { type: object, properties: { text: { type: string }, channel: { type: string } }, required: [text] }\noutput: { type: object, properties: { label: { type: string } }, required: [label] }\nconfidence: reported\neffect: pure\nrun: { builtin: label }\n',
  }
}

/** A message, what is right for it, and what the AI will make of it. */
export interface Message {
  readonly truth: 'refund' | 'question'
  readonly confidence: number | null
  readonly answer: 'right' | 'wrong'
  readonly channel?: string
}

function textOf({ truth, confidence, answer }: Message): string {
  return JSON.stringify([truth, confidence, answer])
}

function labelIn(text: unknown): AttemptResult {
  const [truth, confidence, answer] = JSON.parse(String(text)) as [Message['truth'], number | null, Message['answer']]
  const other = truth === 'refund' ? 'question' : 'refund'
  return { type: 'answered', answer: anAnswer({ outputs: { label: answer === 'right' ? truth : other }, confidence }) }
}

/** A house whose AI answers as its messages say, and whose people know what is right. */
export function aReviewedHouse(gate: string, clock?: Clock) {
  let model = 'house/m-1'
  const world = anApi({
    files: filesWith(gate),
    script: ({ inputs }) => {
      const result = labelIn(inputs['text'])
      if (result.type === 'failed') return result
      return { ...result, answer: { ...result.answer, model: { name: model, tokens: null } } }
    },
    ...(clock === undefined ? {} : { clock }),
  })
  const { workflows } = world.parts

  /** Starts a run for each and resolves once every answer has gone through or to a person. */
  const sort = async (messages: readonly Message[]): Promise<readonly Run[]> => {
    const reading = await workflows.find('sorted')
    if (reading === undefined) throw new Error('There is no such WorkChart')
    const each = messages.map((message) => ({
      id: world.parts.ids.next() as RunId,
      inputs: { message: textOf(message), channel: message.channel ?? 'web' },
    }))
    const started = await workflows.run({ reading, each, bind: {}, by: OWNER_PERSON })
    if (!started.ok) throw new Error(JSON.stringify(started.error))
    return await Promise.all(each.map(({ id }) => runThat(world, id, isJudged)))
  }

  /** People decide all that they are asked. */
  const review = async (runs: readonly Run[]): Promise<void> => {
    for (const run of runs) await reviewRun(run)
  }
  const reviewRun = async ({ id }: Run): Promise<void> => {
    for (const task of openTasks(await world.engine.findRun(id))) {
      const run = await world.engine.findRun(id)
      const [truth] = JSON.parse(String(run?.inputs['message'])) as [string]
      const command = await answerTo(world.engine, task.id, edit({ label: truth }))
      const decided = await world.engine.command(id, command)
      if (decided?.ok !== true) throw new Error(JSON.stringify(decided))
    }
  }

  return {
    ...world,
    /** The document. */
    text: sortedText(gate),
    sort,
    review,
    sortAndReview: async (messages: readonly Message[]) => await review(await sort(messages)),
    changeModel: (name: string) => {
      model = name
    },
    gate: async (query = '') => await world.get(`/api/v1/workflows/sorted/gates/sort${query}`, gateAnswer),
    gates: async () => await world.get('/api/v1/workflows/sorted/gates', gates),
  }
}

function isJudged(run: Run): boolean {
  return isFinished(run) || run.stages.counts['awaiting-approval'] > 0
}

function openTasks(run: Run | undefined): readonly Task[] {
  if (run === undefined) return []
  return allStages(run.stages).flatMap(({ tasks }) => tasks.filter(({ state }) => state.status === 'open'))
}
