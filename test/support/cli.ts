import { onTestFinished } from 'vitest'
import { createEmbeddedDelivery } from '../../src/adapters/embedded/delivery.ts'
import { openLibrary } from '../../src/adapters/files/open-library.ts'
import { openPrices } from '../../src/adapters/files/open-prices.ts'
import { openShelf } from '../../src/adapters/files/open-shelf.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { webhookSignatures } from '../../src/adapters/webhooks/signatures.ts'
import { createApi } from '../../src/api/api.ts'
import type { ApiParts } from '../../src/api/api-parts.ts'
import { createSessions } from '../../src/api/posture/sessions.ts'
import type { CliIo } from '../../src/cli/cli-io.ts'
import type { BackupFiles, CliParts, Connection, StartOptions } from '../../src/cli/cli-parts.ts'
import { isThere } from '../../src/cli/node/text-files.ts'
import { runCli } from '../../src/cli/run-cli.ts'
import { err, ok } from '../../src/core/basics/result.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import { createConnections } from '../../src/engine/create-connections.ts'
import { createContext } from '../../src/engine/create-context.ts'
import { createDrafts } from '../../src/engine/create-drafts.ts'
import { createEngine } from '../../src/engine/create-engine.ts'
import { createEvents } from '../../src/engine/create-events.ts'
import { createMemory } from '../../src/engine/create-memory.ts'
import { createPrices } from '../../src/engine/create-prices.ts'
import { createSkillRequests } from '../../src/engine/create-skill-requests.ts'
import { createTriggers } from '../../src/engine/create-triggers.ts'
import { createWebhooks } from '../../src/engine/create-webhooks.ts'
import { createWorkflows } from '../../src/engine/create-workflows.ts'
import type { Blobs } from '../../src/engine/ports.ts'
import { openTests } from '../../src/open-tests.ts'
import { SOME_BACKUPS, someBackupFiles } from './backups.ts'
import { beginningIn } from './beginning.ts'
import { vaultIn } from './connections.ts'
import type { Script } from './engine.ts'
import { aClock, answered, someBlobs, someIds } from './engine.ts'
import type { Tree } from './folders.ts'
import { addFiles, folderWith } from './folders.ts'
import { aHouse } from './house.ts'
import { noticesIn } from './notices.ts'
import { aCapturedOutput } from './outputs.ts'
import { projectsIn } from './projects.ts'
import { sourcesIn } from './sources.ts'

export const START = timestamp(Date.parse('2026-11-21T09:00:00Z'))
const PORT = 4780
const TOKEN = 'token-of-the-test'

export interface CliOptions {
  /** Below the home folder: `collections/default/…`. */
  readonly tree?: Tree
  /** What stands in the project's folder, where commands are typed; undefined: they are typed where no project is. */
  readonly project?: Tree
  /** Where commands are typed instead. */
  readonly current?: string
  /** What the skills answer. */
  readonly script?: Script
  readonly kind?: Connection['kind']
  /** Whether the three streams are a terminal. */
  readonly terminal?: 'none' | 'all'
  readonly env?: CliIo['env']
  /** What files outside of the collections hold, by path as typed. */
  readonly files?: Readonly<Record<string, string>>
  readonly stdin?: string
  /** Answers to questions, in order. */
  readonly answers?: readonly string[]
  readonly parts?: Partial<ApiParts>
  readonly connection?: Partial<Connection>
  readonly backups?: Partial<BackupFiles>
}

interface Ended {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

export interface TestCli {
  readonly run: (...argv: readonly string[]) => Promise<Ended>
  readonly skillmeat: (...argv: readonly string[]) => Promise<Ended>
  readonly parts: CliParts
  /** The home folder: what the collections are in. */
  readonly home: string
  /** Where commands are typed. */
  readonly folder: string
  readonly written: Map<string, string>
  /** What backups were made of, by file. */
  readonly backups: Map<string, string>
  readonly questions: string[]
  readonly started: StartOptions[]
  readonly opened: string[]
  /** How often the API was connected to and let go. */
  readonly connections: { opened: number; closed: number }
  readonly interrupt: () => void
  readonly setNow: (now: Timestamp) => void
  readonly addFiles: (tree: Tree) => void
}

/** The command line over the real API, engine and library; only the store, the clock and the performers are a test's. */
export function aCli(options: CliOptions = {}): TestCli {
  const { terminal = 'none', env = {}, files = {}, stdin = '', kind = 'server' } = options
  const home = folderWith(options.tree)
  const folder = folderWith(options.project)
  const clock = aClock(START)
  const app = anApi({ home, clock, options })
  const interruption = new AbortController()
  const state = {
    written: new Map<string, string>(),
    backups: new Map<string, string>(),
    questions: [] as string[],
    started: [] as StartOptions[],
    opened: [] as string[],
    connections: { opened: 0, closed: 0 },
  }
  const ids = someRunIds()
  const answers = [...(options.answers ?? [])]
  const isTTY = terminal === 'all'
  const [stdout, stderr] = [aCapturedOutput(isTTY), aCapturedOutput(isTTY)]
  const io: CliIo = {
    stdout,
    stderr,
    stdin: {
      isTTY,
      readAll: async () => stdin,
      ask: async (question) => {
        state.questions.push(question)
        return answers.shift() ?? ''
      },
    },
    env,
    timeZone: 'Europe/London',
    now: clock.now,
    wait: () => new Promise((resolve) => setImmediate(resolve)),
    interrupted: interruption.signal,
    newId: ids,
    folders: { current: () => options.current ?? folder, home, isThere },
    readFile: async (path) => {
      const text = files[path] ?? state.written.get(path)
      return text === undefined ? err('there is nothing at this path.') : ok(text)
    },
    readBytes: async (path, max) => {
      const text = files[path]
      const bytes = new TextEncoder().encode(text)
      if (text === undefined) return err('there is nothing at this path.')
      return bytes.length > max ? err(`it has more than ${max} bytes.`) : ok(bytes)
    },
    writeFile: async (path, text) => {
      if (path.startsWith('/forbidden/')) return err('the system does not allow it.')
      state.written.set(path, text)
      return ok(undefined)
    },
    openPage: async (url) => {
      state.opened.push(url)
      return true
    },
  }
  const parts: CliParts = {
    io,
    version: '1.2.3',
    connect: async () => {
      state.connections.opened += 1
      return ok({
        kind,
        send: async (path, { method, headers, body }) =>
          await app.request(`http://127.0.0.1:${PORT}${path}`, {
            method,
            headers: { ...headers, host: `127.0.0.1:${PORT}`, authorization: `Bearer ${TOKEN}` },
            ...(body === undefined ? {} : { body }),
          }),
        close: async () => {
          state.connections.closed += 1
        },
        ...options.connection,
      })
    },
    backups: someBackupFiles(state.backups, options.backups),
    startServer: async (start) => {
      state.started.push(start)
      return 0
    },
  }
  const capture = async (call: () => Promise<number>): Promise<Ended> => {
    stdout.clear()
    stderr.clear()
    const exit = await call()
    return { exit, stdout: stdout.text(), stderr: stderr.text() }
  }
  return {
    run: (...argv) => capture(() => runCli(argv, parts)),
    skillmeat: (...argv) => capture(() => runCli(argv, parts, 'skillmeat')),
    parts,
    home,
    folder,
    ...state,
    interrupt: () => interruption.abort(),
    setNow: clock.set,
    addFiles: (tree) => addFiles(home, tree),
  }
}

interface ApiWorld {
  readonly home: string
  readonly clock: ApiParts['clock']
  readonly options: CliOptions
}

function anApi({ home, clock, options }: ApiWorld) {
  const { script = () => answered() } = options
  const store = createMemoryStore()
  const blobs: Blobs = someBlobs()
  const ids = someIds()
  const problems: unknown[] = []
  const onProblem = (error: unknown): void => void problems.push(error)
  const findPerformer = () => ({ perform: async (...attempt: Parameters<Script>) => await script(...attempt) })
  const engine = createEngine({
    store,
    blobs,
    delivery: createEmbeddedDelivery({ clock, slots: 64 }),
    clock,
    ids,
    findPerformer,
    onFatal: onProblem,
    onProblem,
  })
  onTestFinished(async () => {
    await engine.close()
    if (problems.length > 0) throw problems[0]
  })
  const library = openLibrary({ home, shipped: [], blobs })
  const workflows = createWorkflows({ library, blobs, reader: store, engine, clock, ids })
  const common = { workflows, reader: store, engine, clock, ids }
  const drafts = createDrafts({ ...common, shelf: openShelf(home), blobs })
  return createApi({
    engine,
    workflows,
    triggers: createTriggers({ ...common, planFor: workflows.planFor }),
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
    projects: projectsIn(home, { workflows, clock, ids, blobs }),
    reader: store,
    library,
    blobs,
    clock,
    ids,
    sessions: createSessions({ clock, token: TOKEN }),
    port: PORT,
    site: undefined,
    sharing: undefined,
    hooks: 'here',
    web: undefined,
    create: async () => err({ code: 'collection-unknown', collection: 'default' }),
    backups: SOME_BACKUPS,
    freeBytes: async () => 1_000_000_000,
    examine: async () => [],
    demo: undefined,
    onProblem,
    ...options.parts,
  })
}

/** UUIDs of version 7 that count up. */
function someRunIds(): () => string {
  let count = 0
  return () => {
    count += 1
    return `01a1fc21-842d-7263-8000-${String(count).padStart(12, '0')}`
  }
}

/** The files of a collection: `workflows/…`, `skills/…`. */
export function collection(tree: Tree, name = 'default'): Tree {
  return Object.fromEntries(Object.entries(tree).map(([path, content]) => [`collections/${name}/${path}`, content]))
}
