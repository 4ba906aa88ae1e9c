import type { Brief } from '../../core/agent/prompt.ts'
import { systemPrompt } from '../../core/agent/prompt.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { ModelConnection } from '../../core/connection/connection.ts'
import type { AgentRun, PlannedCapability } from '../../core/plan/plan.ts'
import type { PriceBook } from '../../core/price/price-book.ts'
import type { AttemptResult } from '../../core/run/answer.ts'
import type { Assignment, Blobs, Clock, Connections, Performer } from '../../engine/ports.ts'
import type { Attempt } from './agent/attempt.ts'
import { openAttempt } from './agent/attempt.ts'
import type { OpenConversation } from './agent/conversation.ts'
import { openLedger } from './agent/ledger.ts'
import { metered } from './agent/metered.ts'
import type { Skill } from './agent/skill.ts'
import { loadBody, toSkill } from './agent/skill.ts'
import type { Equipping } from './agent/toolbox.ts'
import { equip, isText } from './agent/toolbox.ts'
import { STOPPED } from './agent/use-tool.ts'
import { work } from './agent/work.ts'
import type { Refusal } from './attempt-results.ts'
import { failed } from './attempt-results.ts'

export interface AgentOptions {
  readonly blobs: Blobs
  readonly clock: Clock
  readonly connections: Pick<Connections, 'find'>
  readonly converse: OpenConversation
  /** What tokens cost, as it is now. */
  readonly prices: () => Promise<PriceBook>
  /** Whoever carries a tool out. */
  readonly find: (capability: PlannedCapability) => Performer | undefined
}

/**
 * Asks a model, with the text of the agent or skill as its instructions. Its tools are those of the stage and are carried
 * out here, each written down before it is done. How sure the answer is, the model says itself; nothing else counts.
 */
export function createAgent(options: AgentOptions): Performer {
  return {
    perform: async (assignment, signal) => {
      const attempt = openAttempt(assignment, signal)
      return await performPart(options, { assignment, attempt, depth: 1, prefix: '' })
    },
  }
}

/** Agents that ask agents that ask agents: deeper than this, nobody can follow what happens. */
const DEPTH_MAX = 3

/** What one of the agents of an attempt is to do. */
interface Part {
  readonly assignment: Assignment
  readonly attempt: Attempt
  readonly depth: number
  readonly prefix: string
}

async function performPart(options: AgentOptions, part: Part): Promise<AttemptResult> {
  const { assignment, attempt, prefix } = part
  const { run } = assignment.performer
  if (run.type !== 'agent') throw new Error(`${assignment.performer.ref} is no agent.`)
  if (attempt.signal.aborted) return failed(STOPPED, 'not-begun')
  const reached = await reach(options, run)
  if (!reached.ok) return failed(reached.error, 'not-begun')
  const { connection, key } = reached.value
  const skills = await Promise.all(assignment.tools.filter(isText).map((tool) => toSkill(options.blobs, tool)))
  const brief = await briefFor(options, assignment, skills)
  const tools = await equip(equipmentFor(options, part, skills))
  const { clock } = options
  const opening = { connection, key, model: run.model, system: systemPrompt(brief), tools }
  const pricing = { prices: await options.prices(), clock, connection, model: run.model }
  return await work({
    attempt,
    tools,
    prefix,
    brief,
    ledger: openLedger(pricing),
    conversation: metered(options.converse(opening), { opening, pricing, reserve: assignment.reserve }),
    maximumTurns: run.maximumTurns,
    modelPrefix: `${connection.name}/`,
  })
}

interface Reached {
  readonly connection: ModelConnection
  readonly key: string | null
}

async function reach({ connections }: AgentOptions, run: AgentRun): Promise<Result<Reached, Refusal>> {
  const found = await connections.find(run.connection).catch(() => null)
  const name = `The connection "${run.connection}"`
  if (found === null)
    return err({ code: 'key-unreadable', message: `${name} has a key that can not be read. Enter the key again.` })
  if (found === undefined)
    return err({ code: 'connection-missing', message: `${name} is gone. Connect it again, or start a new run.` })
  const { connection, key } = found
  if (connection.type === 'model') return ok({ connection, key })
  return err({ code: 'connection-changed', message: `${name} is no model any more. Start a new run.` })
}

async function briefFor({ blobs }: AgentOptions, assignment: Assignment, skills: readonly Skill[]): Promise<Brief> {
  return { ...assignment, body: await loadBody(blobs, assignment.performer), skills }
}

function equipmentFor(options: AgentOptions, part: Part, skills: readonly Skill[]): Equipping {
  const { assignment, attempt, depth } = part
  const delegate: Equipping['delegate'] = (given, use) =>
    performPart(options, { assignment: given, attempt, depth: depth + 1, prefix: `${use.id}.` })
  const { signal } = attempt
  return { ...options, assignment, skills, signal, delegate: depth < DEPTH_MAX ? delegate : undefined }
}
