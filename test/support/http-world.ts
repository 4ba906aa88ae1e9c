import { join } from 'node:path'
import type { ZodType } from 'zod'
import { openBlobs } from '../../src/adapters/files/open-blobs.ts'
import { openLibrary } from '../../src/adapters/files/open-library.ts'
import { openPrices } from '../../src/adapters/files/open-prices.ts'
import { openShelf } from '../../src/adapters/files/open-shelf.ts'
import type { MemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { systemIds } from '../../src/adapters/system/ids.ts'
import { webhookSignatures } from '../../src/adapters/webhooks/signatures.ts'
import { createApi } from '../../src/api/api.ts'
import type { ApiParts } from '../../src/api/api-parts.ts'
import type { Sessions } from '../../src/api/posture/sessions.ts'
import { createSessions } from '../../src/api/posture/sessions.ts'
import type { Json } from '../../src/core/basics/json.ts'
import { ok } from '../../src/core/basics/result.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { Run } from '../../src/core/run/run.ts'
import { createConnections } from '../../src/engine/create-connections.ts'
import { createContext } from '../../src/engine/create-context.ts'
import { createDrafts } from '../../src/engine/create-drafts.ts'
import { createEvents } from '../../src/engine/create-events.ts'
import { createMemory } from '../../src/engine/create-memory.ts'
import { createPrices } from '../../src/engine/create-prices.ts'
import { createSkillRequests } from '../../src/engine/create-skill-requests.ts'
import { createTriggers } from '../../src/engine/create-triggers.ts'
import { createWebhooks } from '../../src/engine/create-webhooks.ts'
import { createWorkflows } from '../../src/engine/create-workflows.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { Clock } from '../../src/engine/ports.ts'
import { openTests } from '../../src/open-tests.ts'
import { SOME_BACKUPS } from './backups.ts'
import { beginningIn } from './beginning.ts'
import { vaultIn } from './connections.ts'
import type { Script } from './engine.ts'
import { answered, aWorld, runThat, SYSTEM_CLOCK } from './engine.ts'
import type { Tree } from './folders.ts'
import { folderWith } from './folders.ts'
import { aHouse } from './house.ts'
import { noticesIn } from './notices.ts'
import { projectsIn } from './projects.ts'
import { sourcesIn } from './sources.ts'

export const PORT = 4600
export const HOST = `127.0.0.1:${PORT}`
export const TOKEN = 'the-token-of-the-command-line'

/** A WorkChart with a gate, a person and a schedule. */
export const REFUNDS = `workflow_id: refunds
name: Refund requests
inputs:
  message: { type: string, description: What the customer wrote }
triggers:
  - { id: weekdays, type: schedule, cron: "0 9 * * MON-FRI", timezone: Europe/London, inputs: { message: Digest } }
stages:
  - id: sort
    name: Sort the message
    roles: { primary: "skill:sort" }
    inputs: { text: "\${{ inputs.message }}" }
    gate: { threshold: 0.85 }
    escalation: { to: ["human:support"], instructions: Choose what fits best. }
  - id: reply
    name: Write the reply
    description: What the customer gets.
    instructions: Be kind.
    roles: { primary: "human:support-lead" }
    inputs: { label: "\${{ stages.sort.outputs.label }}" }
    outputs: { body: { type: string, title: Reply } }
outputs:
  body: "\${{ stages.reply.outputs.body }}"
`

const COLLECTION: Tree = {
  'collections/default/workflows/refunds.yaml': REFUNDS,
  'collections/default/skills/sort/SKILL.md': '---\nname: sort\ndescription: Sorts a message.\n---\nSort.\n',
  'collections/default/skills/sort/contract.yaml':
    'input: { type: object, properties: { text: { type: string, title: Message } }, required: [text] }\noutput: { type: object, properties: { label: { type: string } }, required: [label] }\nconfidence: reported\neffect: pure\nrun: { builtin: sort }\n',
}

export interface ApiOptions {
  readonly files?: Tree
  readonly script?: Script
  readonly clock?: Clock
  readonly parts?: Partial<ApiParts>
  readonly store?: Partial<MemoryStore>
}

export interface ApiWorld {
  readonly home: string
  readonly parts: ApiParts
  readonly api: ReturnType<typeof createApi>
  readonly engine: Engine
  readonly store: MemoryStore
  readonly sessions: Sessions
  readonly reported: unknown[]
  readonly send: (path: string, request?: RequestInit) => Promise<Response>
  /** A 2xx answer, checked against its schema. Throws where it is none. */
  readonly get: <T>(path: string, schema: ZodType<T>) => Promise<T>
  readonly post: <T>(path: string, order: Order<T>) => Promise<T>
  /** `status code` of a refusal and its detail. */
  readonly refused: (path: string, body?: Json, key?: string) => Promise<Refused>
  /** What somebody sends who sees a task as it is now; `task` is its address. */
  readonly answering: (task: string, answer: Json) => Promise<{ readonly answer: Json; readonly version: string }>
  /** Starts one run of `refunds` and waits until it asks a person. */
  readonly waitingRun: (title?: string) => Promise<Run>
}

interface Order<T> {
  readonly body?: Json
  readonly schema: ZodType<T>
  /** The `Idempotency-Key`. */
  readonly key?: string
}

interface Refused {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors: readonly { readonly pointer: string; readonly detail: string; readonly line?: number }[]
}

/** The API over a real engine, a memory store and real folders; performers follow a script. It speaks as the command line. */
export function anApi(options: ApiOptions = {}): ApiWorld {
  const { clock = SYSTEM_CLOCK } = options
  const home = folderWith({ ...COLLECTION, ...options.files })
  const blobs = openBlobs(join(home, 'blobs'))
  const script: Script = options.script ?? (() => sorted(0.5))
  const world = aWorld({ script, blobs })
  const store = { ...world.store, ...options.store }
  const library = openLibrary({ home, shipped: [], blobs })
  const workflows = createWorkflows({ library, blobs, reader: store, engine: world.engine, clock, ids: systemIds })
  const triggers = createTriggers({
    engine: world.engine,
    reader: store,
    clock,
    ids: systemIds,
    planFor: workflows.planFor,
  })
  const sessions = createSessions({ clock, token: TOKEN })
  const reported: unknown[] = []
  const { engine } = world
  const common = { workflows, reader: store, engine, clock, ids: systemIds }
  const drafts = createDrafts({ ...common, shelf: openShelf(home), blobs })
  const onProblem = (error: unknown): void => void reported.push(error)
  const findPerformer = () => ({ perform: async (...attempt: Parameters<Script>) => await script(...attempt) })
  const parts: ApiParts = {
    engine: world.engine,
    workflows,
    triggers,
    drafts,
    tests: openTests({ ...common, library, drafts, blobs, findPerformer, onProblem }),
    ...beginningIn(home, { workflows, drafts }),
    skillRequests: createSkillRequests({ reader: store, drafts, engine, clock }),
    ...aHouse(common),
    notices: noticesIn(home, common),
    sources: sourcesIn(home, library),
    connections: createConnections({ reader: store, engine, clock, ...vaultIn(home, store) }),
    events: createEvents({ ...common, planFor: workflows.planFor }),
    webhooks: createWebhooks({ ...common, signatures: webhookSignatures, vault: vaultIn(home, store).vault }),
    memory: createMemory(common),
    context: createContext({ ...common, library, blobs }),
    prices: createPrices({ prices: openPrices(home), clock }),
    projects: projectsIn(home, { workflows, clock, ids: systemIds, blobs }),
    reader: store,
    library,
    blobs,
    clock,
    ids: systemIds,
    sessions,
    port: PORT,
    site: undefined,
    sharing: undefined,
    hooks: 'here',
    web: undefined,
    create: async () => ok({ id: 'new', collection: 'default', file: 'collections/default/workflows/new.yaml' }),
    backups: SOME_BACKUPS,
    freeBytes: async () => 1_000_000_000,
    examine: async () => [],
    demo: undefined,
    onProblem,
    ...options.parts,
  }
  const api = createApi(parts)
  const send: ApiWorld['send'] = async (path, request = {}) =>
    await api.request(`http://${HOST}${path}`, {
      ...request,
      headers: { host: HOST, authorization: `Bearer ${TOKEN}`, ...request.headers },
    })
  const post = (path: string, body: Json, key?: string) => send(path, postOf(body, key))
  return {
    home,
    api,
    parts,
    engine: world.engine,
    store,
    sessions,
    reported,
    send,
    get: async (path, schema) => schema.parse(await jsonOf(await send(path))),
    post: async (path, { body = {}, schema, key }) => schema.parse(await jsonOf(await post(path, body, key))),
    answering: async (task, answer) => {
      const shown = await send(task)
      const { version } = shown.ok ? ((await shown.json()) as { version: string }) : { version: 'nothing' }
      return { answer, version }
    },
    refused: async (path, body, key) => refusedOf(await (body === undefined ? send(path) : post(path, body, key))),
    waitingRun: async (title = 'order 48211') => {
      const response = await post('/api/v1/workflows/refunds/runs', {
        inputs: { message: 'The lid never closed.' },
        title,
      })
      const { runs } = (await jsonOf(response)) as { runs: { id: RunId }[] }
      return await runThat(world, runs[0]?.id ?? ('none' as RunId), (run) => run.stages.counts['awaiting-approval'] > 0)
    },
  }
}

export function sorted(confidence: number) {
  const result = answered({ label: 'refund' })
  return result.type === 'answered' ? { ...result, answer: { ...result.answer, confidence } } : result
}

export function postOf(body: Json, key?: string): RequestInit {
  const headers = { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) }
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${text}`)
  return JSON.parse(text)
}

export async function refusedOf(response: Response): Promise<Refused> {
  if (response.headers.get('content-type') !== 'application/problem+json')
    throw new Error(`No problem: ${response.status}`)
  return (await response.json()) as Refused
}
