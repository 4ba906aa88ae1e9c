import { known } from '../basics/known.ts'
import type { AgentText, CapabilityEntry } from '../plan/catalog.ts'
import { DIGEST_OF_NOTHING } from '../plan/digest-of-nothing.ts'
import type { CapabilityRun } from '../plan/plan.ts'
import type { Effect } from '../workflow/workflow.ts'
import { readAddress } from './address.ts'
import type { Connection, ModelConnection, ModelProvider } from './connection.ts'

/** Turns of one attempt in which an agent may use tools before it has to answer. */
const MAXIMUM_TURNS = 20

/** The artifact with who carries it out: a text for agents is given to a connection, everything else stays as it is. */
export function staff(entry: CapabilityEntry, connections: readonly Connection[]): CapabilityEntry {
  const { run, agent, unavailable: _, ...rest } = entry
  const connection = connections.find(({ isDefault }) => isDefault)
  if (run !== undefined || agent === undefined || connection === undefined) return entry
  const effect = effectOf(connection, entry.effect)
  return { ...rest, ...reachOf(connection), agent, run: runBy(connection, agent), effect }
}

/** What a program does to the files of a folder that is not its own is done, and nobody knows how much when it is stopped. */
function effectOf(connection: Connection, own: Effect): Effect {
  return connection.type === 'program' && connection.folder !== null ? 'once-or-ask' : own
}

/** Where an agent's material goes. A command line may send it anywhere. */
function reachOf(connection: Connection): Pick<CapabilityEntry, 'reaches'> {
  if (connection.type === 'program') return { reaches: `wherever the command ${connection.name} sends it` }
  const { baseUrl } = connection
  if (baseUrl === null) return { reaches: USUAL_HOST[connection.provider] }
  const host = readAddress(baseUrl)?.host ?? baseUrl
  return LOOPBACK.has(host) ? {} : { reaches: host }
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Where a provider is reached that nobody gave an address of. */
const USUAL_HOST = {
  anthropic: 'api.anthropic.com',
  'openai-compatible': 'api.openai.com',
} as const satisfies Record<ModelProvider, string>

function runBy(connection: Connection, agent: AgentText): CapabilityRun {
  if (connection.type === 'program') return { type: 'program', connection: connection.name }
  return {
    type: 'agent',
    connection: connection.name,
    model: modelFor(connection, agent.model),
    maximumTurns: agent.maximumTurns ?? MAXIMUM_TURNS,
  }
}

function modelFor({ model, aliases }: ModelConnection, wanted: string | null): string {
  const entry =
    wanted === null ? undefined : Object.entries(aliases).find(([alias, id]) => [alias, id].includes(wanted))
  return entry === undefined ? model : entry[1]
}

/** What `model:<connection>/<model>` stands for; undefined: no such connection. */
export function modelEntry(name: string, connections: readonly Connection[]): CapabilityEntry | undefined {
  const [first, ...rest] = name.split('/')
  const provider = known(first)
  const connection = connections.find((each) => each.type === 'model' && each.name === provider)
  if (connection === undefined) return undefined
  const model = rest.join('/')
  return {
    type: 'capability',
    ref: `model:${name}`,
    title: model,
    description: `The model ${model} of the connection ${provider}, asked without an agent's instructions.`,
    source: `connection ${provider}`,
    digest: DIGEST_OF_NOTHING,
    files: [],
    agent: { model, maximumTurns: null },
    run: { type: 'agent', connection: provider, model, maximumTurns: MAXIMUM_TURNS },
    confidence: 'reported',
    effect: 'pure',
    ...reachOf(connection),
  }
}
