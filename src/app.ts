import { randomBytes } from 'node:crypto'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { createEmbeddedDelivery } from './adapters/embedded/delivery.ts'
import { createWorkflowFile } from './adapters/files/create-workflow-file.ts'
import { openBlobs } from './adapters/files/open-blobs.ts'
import { openLibrary } from './adapters/files/open-library.ts'
import { openShelf } from './adapters/files/open-shelf.ts'
import { openTemplates } from './adapters/files/open-templates.ts'
import { parseSampleTable } from './adapters/files/parse-sample-table.ts'
import { makeFolder } from './adapters/make-folder.ts'
import { clearScratch } from './adapters/performers/command/clear-scratch.ts'
import type { MailOptions } from './adapters/performers/performers.ts'
import { createPerformers } from './adapters/performers/performers.ts'
import type { OpenRefusal } from './adapters/sqlite/open-refusal.ts'
import type { SqliteStore } from './adapters/sqlite/sqlite-store.ts'
import { openSqliteStore } from './adapters/sqlite/sqlite-store.ts'
import { systemClock } from './adapters/system/clock.ts'
import { systemIds } from './adapters/system/ids.ts'
import { createApi } from './api/api.ts'
import type { ApiParts } from './api/api-parts.ts'
import type { Sessions } from './api/posture/sessions.ts'
import { createSessions } from './api/posture/sessions.ts'
import type { WebFiles } from './api/web-files.ts'
import type { Config } from './config.ts'
import type { Result } from './core/basics/result.ts'
import { ok } from './core/basics/result.ts'
import { openDemo } from './demo.ts'
import { examine } from './doctor.ts'
import { createDrafts } from './engine/create-drafts.ts'
import { createEngine } from './engine/create-engine.ts'
import { createSamples } from './engine/create-samples.ts'
import { createSkillRequests } from './engine/create-skill-requests.ts'
import { createWorkflows } from './engine/create-workflows.ts'
import type { Engine } from './engine/engine.ts'
import { createTemplates } from './engine/templates.ts'
import type { Workflows } from './engine/workflows.ts'
import { openTests } from './open-tests.ts'

/** Attempts performed at once: enough to keep two cores and a few slow commands busy. */
const SLOTS = 32
const TOKEN_BYTES = 32

/** The whole program, put together. The only place that knows every adapter. */
export interface App {
  readonly engine: Engine
  readonly workflows: Workflows
  readonly sessions: Sessions
  /** What the command line proves itself with. */
  readonly token: string
  /** The HTTP face for this port. `web`: the pages it serves; undefined: none. */
  readonly api: (port: number, web: WebFiles | undefined) => ReturnType<typeof createApi>
  /** Stops what runs, and gives the data folder free. */
  readonly close: () => Promise<void>
}

export interface AppOptions {
  readonly config: Config
  readonly onProblem: (error: unknown) => void
  /** Nobody knows whether the last change was saved: the process must end now. */
  readonly onFatal: (error: unknown) => void
}

/** Opens the data folder as its one owner and builds the program on it. Nothing runs yet: `engine.recover` starts it. */
export async function openApp(options: AppOptions): Promise<Result<App, OpenRefusal>> {
  const store = openSqliteStore({ folder: options.config.data })
  return store.ok ? ok(await assemble(options, store.value)) : store
}

async function assemble({ config, onProblem, onFatal }: AppOptions, store: SqliteStore): Promise<App> {
  const folders = await prepareFolders(config)
  const blobs = openBlobs(folders.blobs)
  const library = openLibrary({ home: config.home, shipped: shippedCollections(config), claude: config.claude, blobs })
  const { find: findPerformer } = createPerformers({
    blobs,
    clock: systemClock,
    mail: mailOptions(config, folders.outbox),
    tablesFolder: folders.tables,
    scratchFolder: folders.scratch,
    environment: config.environment,
  })
  const delivery = createEmbeddedDelivery({ clock: systemClock, slots: SLOTS })
  const parts = { store, blobs, delivery, clock: systemClock, ids: systemIds }
  const engine = createEngine({ ...parts, findPerformer, onFatal, onProblem })
  const workflows = createWorkflows({ library, reader: store, engine, clock: systemClock, ids: systemIds })
  const shelf = openShelf(config.home)
  const drafts = createDrafts({ workflows, reader: store, engine, shelf, blobs, clock: systemClock, ids: systemIds })
  const tests = openTests({ ...parts, library, drafts, workflows, engine, reader: store, findPerformer, onProblem })
  const templates = openTemplates({ templates: join(config.program, 'templates'), home: config.home })
  const beginning = { workflows, drafts, shelf, templates, parseTable: parseSampleTable }
  const skillRequests = createSkillRequests({ reader: store, drafts, engine, clock: systemClock })
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const sessions = createSessions({ clock: systemClock, token })
  const common = {
    engine,
    workflows,
    drafts,
    tests,
    templates: createTemplates(beginning),
    samples: createSamples(beginning),
    skillRequests,
    reader: store,
    library,
    blobs,
    clock: systemClock,
    ids: systemIds,
    sessions,
    create: createWorkflowFile({ home: config.home, workflows }),
    examine: () => examine({ config, library }),
    demo: openDemo({ folder: join(config.program, 'examples/support-desk'), workflows, ids: systemIds }),
    onProblem,
  } satisfies Omit<ApiParts, 'port' | 'web'>
  const close = async (): Promise<void> => {
    await tests.closeAll()
    await engine.close()
    store.close()
  }
  return { engine, workflows, sessions, token, api: (port, web) => createApi({ ...common, port, web }), close }
}

interface Folders {
  readonly blobs: string
  readonly outbox: string
  readonly tables: string
  readonly scratch: string
}

/** What an earlier process left in the scratch folder is stopped and cleared away before anything new begins. */
async function prepareFolders({ data }: Config): Promise<Folders> {
  const folders: Folders = {
    blobs: join(data, 'blobs'),
    outbox: join(data, 'outbox'),
    tables: join(data, 'tables'),
    scratch: join(data, 'scratch'),
  }
  for (const folder of Object.values(folders)) await makeFolder(folder)
  await clearScratch(folders.scratch)
  return folders
}

/** The starter skills and the examples. */
function shippedCollections({ program }: Config): readonly string[] {
  const examples = globSync('examples/*/', { cwd: program }).map((folder) => join(program, folder))
  return [join(program, 'starter'), ...examples.toSorted()].filter((folder) => existsSync(folder))
}

function mailOptions({ smtp }: Config, outbox: string): MailOptions {
  if (smtp === undefined)
    return {
      from: { name: 'WorkCharts', address: 'workcharts@localhost' },
      transport: { type: 'outbox', folder: outbox },
    }
  const { url, from } = smtp
  const secure = url.protocol === 'smtps:'
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
  const server = { host: url.hostname, port: Number(url.port || (secure ? 465 : 587)), secure }
  return {
    from: { name: 'WorkCharts', address: from },
    transport: { type: 'smtp', server: url.username === '' ? server : { ...server, auth } },
  }
}
