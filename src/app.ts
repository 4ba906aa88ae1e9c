import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createAlarm } from './adapters/embedded/alarm.ts'
import { createEmbeddedDelivery } from './adapters/embedded/delivery.ts'
import { checkArtifactText } from './adapters/files/check-artifact-text.ts'
import { createWorkflowFile } from './adapters/files/create-workflow-file.ts'
import { openShelf } from './adapters/files/open-shelf.ts'
import { openTemplates } from './adapters/files/open-templates.ts'
import { parseRows } from './adapters/files/parse-rows.ts'
import { parseSampleTable } from './adapters/files/parse-sample-table.ts'
import { makeFolder } from './adapters/make-folder.ts'
import { clearScratch } from './adapters/performers/command/clear-scratch.ts'
import type { OpenRefusal } from './adapters/sqlite/open-refusal.ts'
import type { SqliteStore } from './adapters/sqlite/sqlite-store.ts'
import { openSqliteStore } from './adapters/sqlite/sqlite-store.ts'
import { systemClock } from './adapters/system/clock.ts'
import { systemIds } from './adapters/system/ids.ts'
import { systemReceiptSigner } from './adapters/system/receipt-signer.ts'
import { webhookSignatures } from './adapters/webhooks/signatures.ts'
import { createApi } from './api/api.ts'
import type { ApiParts } from './api/api-parts.ts'
import { createHooks } from './api/hooks.ts'
import type { Sessions } from './api/posture/sessions.ts'
import { createSessions } from './api/posture/sessions.ts'
import type { Config } from './config.ts'
import type { Result } from './core/basics/result.ts'
import { ok } from './core/basics/result.ts'
import { openDemo } from './demo.ts'
import type { DoctorParts } from './doctor.ts'
import { examine } from './doctor.ts'
import type { Checkpointer, CheckpointerParts } from './engine/create-checkpointer.ts'
import { createCheckpointer } from './engine/create-checkpointer.ts'
import { createContext } from './engine/create-context.ts'
import { createDrafts } from './engine/create-drafts.ts'
import { createEngine } from './engine/create-engine.ts'
import { createEvents } from './engine/create-events.ts'
import { createMemory } from './engine/create-memory.ts'
import { createPeople } from './engine/create-people.ts'
import { createPrices } from './engine/create-prices.ts'
import type { RunViewsParts } from './engine/create-run-views.ts'
import { createRunViews } from './engine/create-run-views.ts'
import { createSamples } from './engine/create-samples.ts'
import { createSkillRequests } from './engine/create-skill-requests.ts'
import { createSources } from './engine/create-sources.ts'
import { createTokens } from './engine/create-tokens.ts'
import { createTriggers } from './engine/create-triggers.ts'
import { createWebhooks } from './engine/create-webhooks.ts'
import { createWorkflows } from './engine/create-workflows.ts'
import type { Delivery } from './engine/delivery.ts'
import type { Engine, EngineParts } from './engine/engine.ts'
import type { Shelf } from './engine/ports.ts'
import type { Relay } from './engine/read-in-pages.ts'
import { createRelay } from './engine/relay.ts'
import { createRowChecks } from './engine/row-checks.ts'
import type { SignIn } from './engine/sign-in.ts'
import { createTemplates } from './engine/templates.ts'
import type { Triggers } from './engine/triggers.ts'
import type { Workflows } from './engine/workflows.ts'
import { freeBytes } from './free-bytes.ts'
import { openBackups } from './open-backups.ts'
import type { CapabilityFolders } from './open-capabilities.ts'
import { openCapabilities } from './open-capabilities.ts'
import { openConnections, openSecrets } from './open-connections.ts'
import { openDoor } from './open-door.ts'
import { openNotices } from './open-notices.ts'
import { openProjects } from './open-projects.ts'
import type { OpenTelemetry } from './open-telemetry.ts'
import { openTelemetry } from './open-telemetry.ts'
import { openTests } from './open-tests.ts'

/** Attempts performed at once: enough to keep two cores and a few slow commands busy. */
const SLOTS = 32
const TOKEN_BYTES = 32

/** The whole program, put together. The only place that knows every adapter. */
export interface App {
  readonly engine: Engine
  readonly workflows: Workflows
  readonly triggers: Triggers
  readonly relay: Relay
  readonly checkpointer: Checkpointer
  /** From now on people are told of tasks. `house`: where they reach this, without a slash at its end. */
  readonly tellPeople: (house: string) => void
  /** From now on a collector is told what becomes of runs, if one is named. */
  readonly tellCollector: OpenTelemetry['begin']
  readonly sessions: Sessions
  /** Undefined: nobody but the local owner comes in. */
  readonly signIn: SignIn | undefined
  /** What the command line proves itself with. */
  readonly token: string
  readonly api: (port: number, face: Face) => ReturnType<typeof createApi>
  /** What takes deliveries of webhooks, for a listener of its own. */
  readonly hooks: () => ReturnType<typeof createHooks>
  /** Stops what runs, and gives the data folder free. */
  readonly close: () => Promise<void>
}

/** The HTTP face of one port. `web`: the pages it serves; undefined: none. */
export type Face = Pick<ApiParts, 'web' | 'hooks' | 'site' | 'sharing'>

export interface AppOptions {
  readonly config: Config
  /** Whether people of the house sign in. */
  readonly sharing: 'on' | 'off'
  readonly onProblem: (error: unknown) => void
  /** Nobody knows whether the last change was saved: the process must end now. */
  readonly onFatal: (error: unknown) => void
}

/** Nobody but the local owner comes in unless the house is shared. */
const PEOPLE = { on: 'several', off: 'one' } as const

/** Opens the data folder as its one owner and builds the program on it. Nothing runs yet: `engine.recover` starts it. */
export async function openApp(options: AppOptions): Promise<Result<App, OpenRefusal>> {
  const store = openSqliteStore({ folder: options.config.data })
  return store.ok ? ok(await assemble(options, store.value)) : store
}

async function assemble({ config, sharing, onProblem, onFatal }: AppOptions, store: SqliteStore): Promise<App> {
  const folders = await prepareFolders(config)
  const vault = openSecrets(config, store)
  const connections = openConnections(config, { store, vault, write: (rows) => engine.write(rows) })
  const capabilities = openCapabilities(config, folders, connections)
  const { blobs, library, findPerformer } = capabilities
  const parts = { store, blobs, delivery: openDelivery(), clock: systemClock, ids: systemIds }
  const engine = createEngine({ ...parts, findPerformer, people: PEOPLE[sharing], onFatal, onProblem })
  const telling = openNotices(config, { store, engine, vault, onProblem })
  const { notices, begin: tellPeople } = telling
  const workflows = createWorkflows({ library, blobs, reader: store, engine, clock: systemClock, ids: systemIds })
  const triggers = createTriggers({ ...parts, engine, reader: store, planFor: workflows.planFor })
  const shelf = openShelf(config.home)
  const drafts = createDrafts({ workflows, reader: store, engine, shelf, blobs, clock: systemClock, ids: systemIds })
  const tests = openTests({ ...parts, library, drafts, workflows, engine, reader: store, findPerformer, onProblem })
  const token = newSecret()
  const sessions = createSessions({ clock: systemClock, token })
  const residents = house({ ...parts, reader: store, engine })
  const signIn = sharing === 'on' ? await openDoor({ ...residents, config, onProblem }) : undefined
  const common = {
    engine,
    workflows,
    triggers,
    drafts,
    tests,
    ...authoring(config, { workflows, drafts, shelf, library }),
    skillRequests: createSkillRequests({ reader: store, drafts, engine, clock: systemClock }),
    connections,
    notices,
    ...hearing({ ...parts, engine, reader: store, vault, planFor: workflows.planFor }),
    prices: createPrices({ ...capabilities, clock: systemClock }),
    ...knowledge({ ...parts, reader: store, library, engine }),
    ...residents,
    projects: openProjects({ config, copies: folders.projects, ...capabilities, workflows }),
    reader: store,
    library,
    blobs,
    clock: systemClock,
    ids: systemIds,
    sessions,
    ...caretaking(config, { ...parts, ...capabilities, folders, connections, notices, workflows, onProblem }),
  }
  const relay = createRelay({ ...common, alarm: createAlarm(systemClock) })
  const checkpointer = openCheckpointer({ ...parts, reader: store, engine, vault, onProblem })
  const telemetry = openTelemetry(config, common)
  const performing = [tests.closeAll, engine.close, checkpointer.close, capabilities.close]
  const running = [telemetry.close, relay.close, telling.close, ...performing]
  const close = () => closeAll([...running, async () => signIn?.close(), async () => store.close()])
  return { relay, checkpointer, tellPeople, tellCollector: telemetry.begin, signIn, token, ...facesOf(common), close }
}

type CaretakingParts = Omit<DoctorParts, 'config' | 'reader'> &
  Pick<EngineParts, 'onProblem'> &
  Pick<ApiParts, 'workflows'> & { readonly store: SqliteStore; readonly folders: CapabilityFolders }

/** What keeps the house, and shows somebody around. */
function caretaking(
  config: Config,
  { folders, store: reader, workflows, onProblem, ...parts }: CaretakingParts,
): Pick<ApiParts, 'examine' | 'backups' | 'freeBytes' | 'demo' | 'onProblem'> {
  return {
    examine: () => examine({ ...parts, config, reader }),
    backups: openBackups({ config, scratch: folders.scratch, onProblem }),
    freeBytes: () => freeBytes(config.data),
    demo: openDemo({ folder: join(config.program, 'examples/support-desk'), workflows, ids: systemIds }),
    onProblem,
  }
}

function openDelivery(): Delivery {
  return createEmbeddedDelivery({ clock: systemClock, slots: SLOTS })
}

type Shared = Pick<App, 'engine' | 'workflows' | 'triggers' | 'sessions'>

/** What the API is built from, and whoever starts the program needs too. */
function facesOf(parts: Omit<ApiParts, 'port' | keyof Face>): Shared & Pick<App, 'api' | 'hooks'> {
  const { engine, workflows, triggers, sessions } = parts
  const shared = { engine, workflows, triggers, sessions }
  return { ...shared, api: (port, face) => createApi({ ...parts, port, ...face }), hooks: () => createHooks(parts) }
}

interface AuthoringParts extends Pick<ApiParts, 'workflows' | 'drafts' | 'library'> {
  readonly shelf: Shelf
}

/** What people begin with, fill in and write. */
function authoring(
  { home, program }: Config,
  { library, ...parts }: AuthoringParts,
): Pick<ApiParts, 'templates' | 'samples' | 'rowChecks' | 'sources' | 'create'> {
  const templates = openTemplates({ templates: join(program, 'templates'), home })
  const beginning = { ...parts, templates, parseTable: parseSampleTable }
  return {
    templates: createTemplates(beginning),
    samples: createSamples(beginning),
    rowChecks: createRowChecks({ workflows: parts.workflows, parseRows }),
    sources: createSources({ library, shelf: parts.shelf, check: checkArtifactText, ids: systemIds }),
    create: createWorkflowFile({ home, workflows: parts.workflows }),
  }
}

/** One after the other: each may still need the next. */
async function closeAll(parts: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of parts) await close()
}

function openCheckpointer(parts: Omit<CheckpointerParts, 'signer' | 'alarm'>): Checkpointer {
  return createCheckpointer({ ...parts, signer: systemReceiptSigner, alarm: createAlarm(systemClock) })
}

type HearingParts = Parameters<typeof createEvents>[0] & Omit<Parameters<typeof createWebhooks>[0], 'signatures'>

function hearing(parts: HearingParts): Pick<ApiParts, 'events' | 'webhooks'> {
  return { events: createEvents(parts), webhooks: createWebhooks({ ...parts, signatures: webhookSignatures }) }
}

type HouseParts = Parameters<typeof createPeople>[0] &
  Omit<Parameters<typeof createTokens>[0], 'people' | 'newSecret'> &
  RunViewsParts

function house(parts: HouseParts): Pick<ApiParts, 'people' | 'tokens' | 'runViews'> {
  const people = createPeople(parts)
  return { people, tokens: createTokens({ ...parts, people, newSecret }), runViews: createRunViews(parts) }
}

function newSecret(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

type KnowledgeParts = Parameters<typeof createMemory>[0] & Parameters<typeof createContext>[0]

function knowledge(parts: KnowledgeParts): Pick<ApiParts, 'memory' | 'context'> {
  return { memory: createMemory(parts), context: createContext(parts) }
}

/** Copies of projects live as long as a plan is made. What an earlier process left in the scratch folder is stopped and cleared away before anything new begins. */
async function prepareFolders({ data }: Config): Promise<CapabilityFolders> {
  const folders: CapabilityFolders = {
    blobs: join(data, 'blobs'),
    outbox: join(data, 'outbox'),
    tables: join(data, 'tables'),
    scratch: join(data, 'scratch'),
    projects: join(data, 'projects'),
  }
  await rm(folders.projects, { recursive: true, force: true })
  for (const folder of Object.values(folders)) await makeFolder(folder)
  await clearScratch(folders.scratch)
  return folders
}
