import { createAiConversations } from '../../src/adapters/performers/agent/ai-conversation.ts'
import { createAgent } from '../../src/adapters/performers/agent.ts'
import type { JsonObject } from '../../src/core/basics/json.ts'
import type { Connection } from '../../src/core/connection/connection.ts'
import type { PlannedCapability } from '../../src/core/plan/plan.ts'
import type { PriceBook } from '../../src/core/price/price-book.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { AttemptNote } from '../../src/core/run/attempt-note.ts'
import type { Assignment, Blobs, Connections, Performer } from '../../src/engine/ports.ts'
import { aModelConnection } from './model-server.ts'
import { anAssignment, aSkill, FIXED_CLOCK, memoryBlobs, NEVER_ABORTED } from './performers.ts'

export const KEY = 'sk-house-0123456789'

export interface AgentSetting {
  readonly baseUrl: string
  readonly connection?: Connection
  readonly key?: string | null
  readonly find?: Connections['find']
  readonly prices?: PriceBook
  readonly silenceMs?: number
  readonly signal?: AbortSignal
  readonly maximumTurns?: number
  readonly files?: Readonly<Record<string, string>>
  readonly tools?: readonly PlannedCapability[]
  readonly performers?: Readonly<Record<string, Performer>>
  readonly given?: Partial<Assignment>
  /** The stage asks for no outputs of a shape. */
  readonly isFree?: true
  readonly blobs?: Blobs
  /** After how many notes the attempt is over. */
  readonly notesMax?: number
}

export interface Performed {
  readonly result: AttemptResult
  readonly notes: readonly AttemptNote[]
}

/** One attempt of an agent at a model server. */
export async function performAgent(setting: AgentSetting): Promise<Performed> {
  const { baseUrl, blobs = memoryBlobs(), maximumTurns = 5, files = {}, tools = [], notesMax = 1_000 } = setting
  const notes: AttemptNote[] = []
  const performer = await aSkill(blobs, { type: 'agent', connection: 'house', model: 'm-1', maximumTurns }, files)
  const record: Assignment['record'] = async (note) => {
    if (notes.length >= notesMax) return false
    notes.push(note)
    return true
  }
  const { key = KEY, connection = aModelConnection(baseUrl) } = setting
  const agent = createAgent({
    blobs,
    clock: FIXED_CLOCK,
    connections: { find: setting.find ?? (async () => ({ connection, key })) },
    converse: createAiConversations(setting.silenceMs ?? 60_000),
    prices: async () => setting.prices ?? [],
    find: ({ ref }) => setting.performers?.[ref],
  })
  const shape = setting.isFree === undefined ? { outputs: LABELLED } : {}
  const assignment = anAssignment({ performer, tools, record, ...shape, ...setting.given })
  return { result: await agent.perform(assignment, setting.signal ?? NEVER_ABORTED), notes }
}

const LABELLED = {
  type: 'object',
  properties: { label: { type: 'string' } },
  required: ['label'],
  additionalProperties: false,
}

/** A tool, and who carries it out. */
export function aTool(given: Partial<PlannedCapability> & Pick<PlannedCapability, 'ref'>): PlannedCapability {
  return {
    kind: 'capability',
    name: given.ref,
    digest: 'd'.repeat(64),
    files: [],
    run: { type: 'builtin', builtin: 'x', settings: {} },
    confidence: 'none',
    effect: 'pure',
    ...given,
  }
}

export function answering(outputs: JsonObject, seen: Assignment[] = []): Performer {
  return {
    perform: async (assignment) => {
      seen.push(assignment)
      return { type: 'answered', answer: { outputs, confidence: null, cost: { basis: 'free' }, artifacts: [] } }
    },
  }
}
