import { toolNames } from '../../../core/agent/tool-names.ts'
import { strictestEffect } from '../../../core/plan/effect.ts'
import type { PlannedCapability } from '../../../core/plan/plan.ts'
import type { AttemptResult } from '../../../core/run/answer.ts'
import type { JsonSchema } from '../../../core/workflow/workflow.ts'
import type { Assignment, Blobs, Performer } from '../../../engine/ports.ts'
import type { Skill } from './skill.ts'
import { describeCapability, readSkillTool } from './skill.ts'
import type { Tool, Use } from './tool.ts'

export interface Equipping {
  readonly blobs: Blobs
  readonly find: (capability: PlannedCapability) => Performer | undefined
  readonly assignment: Assignment
  /** The texts among its tools, which it reads. */
  readonly skills: readonly Skill[]
  readonly signal: AbortSignal
  /** Asks another agent; undefined: agents have asked agents often enough. */
  readonly delegate: ((assignment: Assignment, use: Use) => Promise<AttemptResult>) | undefined
}

/** Everything an agent may use: the tools of its stage, and nothing else. */
export async function equip(equipping: Equipping): Promise<readonly Tool[]> {
  const { assignment, skills, delegate } = equipping
  const usable = assignment.tools.filter((tool) => !isText(tool) && (delegate !== undefined || !isAgent(tool)))
  const names = toolNames([READ_SKILL, ...usable.map(({ ref }) => ref)])
  const tools = usable.map((capability, at) => toTool(equipping, capability, names[at + 1] ?? capability.ref))
  return [...(skills.length === 0 ? [] : [readSkillTool(skills, READ_SKILL)]), ...(await Promise.all(tools))]
}

const READ_SKILL = 'read_skill'

/** A text for agents that is used by being read. */
export function isText({ ref, run }: PlannedCapability): boolean {
  return isForAgents(run.type) && /^(?:skill|command):/.test(ref)
}

/** Somebody who is asked in words. */
function isAgent({ ref, run }: PlannedCapability): boolean {
  return isForAgents(run.type) && /^(?:agent|model):/.test(ref)
}

function isForAgents(type: PlannedCapability['run']['type']): boolean {
  return type === 'agent' || type === 'program'
}

async function toTool(equipping: Equipping, capability: PlannedCapability, name: string): Promise<Tool> {
  const about = await describeCapability(equipping.blobs, capability)
  const tool = { ref: capability.ref, title: capability.name, name }
  if (isAgent(capability)) {
    const description = sentences([`Asks the agent ${tool.title}`, about])
    return { ...tool, ...agentPart(equipping, capability), description }
  }
  const description = sentences([tool.title, about, EFFECTS[capability.effect]])
  return { ...tool, ...capabilityPart(equipping, capability), description }
}

type ToolPart = Pick<Tool, 'input' | 'effect' | 'run'>

function capabilityPart(equipping: Equipping, capability: PlannedCapability): ToolPart {
  const { effect, input = ANYTHING } = capability
  return {
    input,
    effect,
    run: (inputs, use) => askCapability(equipping, assignmentFor(equipping, capability, { inputs, use })),
  }
}

/** Whoever is asked may use what the stage offers, but for itself. */
function agentPart(equipping: Equipping, capability: PlannedCapability): ToolPart {
  const tools = equipping.assignment.tools.filter(({ ref }) => ref !== capability.ref)
  return {
    input: TASK,
    effect: strictestEffect([capability.effect, ...tools.map((tool) => tool.effect)]),
    run: (inputs, use) => {
      return askAgent(equipping, { ...assignmentFor(equipping, capability, { inputs, use }), tools }, use)
    },
  }
}

function sentences(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('. ')
}

const ANYTHING: JsonSchema = { type: 'object' }

const TASK: JsonSchema = {
  type: 'object',
  properties: { task: { type: 'string', description: 'What it is to do, with all it needs to know.' } },
  required: ['task'],
  additionalProperties: false,
}

const EFFECTS = {
  pure: 'It only reads.',
  idempotent: 'It changes something; the same input again changes nothing more.',
  'once-or-ask': 'It changes something each time: call it once.',
} as const

interface Given {
  readonly inputs: Assignment['inputs']
  readonly use: Use
}

/** A tool gets what the model gives it and nothing of the stage's own. */
function assignmentFor({ assignment }: Equipping, performer: PlannedCapability, { inputs, use }: Given): Assignment {
  const { run, stage, stageName, attempt, record, reserve } = assignment
  const { output } = performer
  const rest = { tools: [], context: [], idempotencyKey: use.key, ...(output === undefined ? {} : { outputs: output }) }
  return { run, stage, stageName, attempt, record, reserve, performer, inputs, ...rest }
}

async function askCapability({ find, signal }: Equipping, assignment: Assignment): Promise<AttemptResult> {
  const performer = find(assignment.performer)
  if (performer !== undefined) return await performer.perform(assignment, signal)
  const message = `Nothing here can do ${assignment.performer.name} any more. Go on without it.`
  return { type: 'failed', error: { code: 'no-performer', message, reach: 'not-begun', cost: { basis: 'free' } } }
}

async function askAgent(equipping: Equipping, assignment: Assignment, use: Use): Promise<AttemptResult> {
  const { delegate } = equipping
  if (assignment.performer.run.type !== 'agent' || delegate === undefined)
    return await askCapability(equipping, assignment)
  return await delegate(assignment, use)
}
