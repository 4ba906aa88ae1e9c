import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import type { LibraryOptions, ProjectFolder } from './adapters/files/library-options.ts'
import { openBlobs } from './adapters/files/open-blobs.ts'
import { openLibrary } from './adapters/files/open-library.ts'
import { openPrices } from './adapters/files/open-prices.ts'
import { openServers } from './adapters/files/open-servers.ts'
import { openMcp } from './adapters/mcp/open-mcp.ts'
import type { Containment } from './adapters/performers/command/containment.ts'
import { rememberContainment } from './adapters/performers/command/containment.ts'
import type { MailOptions } from './adapters/performers/performers.ts'
import { createPerformers } from './adapters/performers/performers.ts'
import { systemClock } from './adapters/system/clock.ts'
import type { Config } from './config.ts'
import { readMailServer } from './config.ts'
import type { EngineParts } from './engine/engine.ts'
import type { Blobs, Connections, Library } from './engine/ports.ts'
import type { PriceFile } from './engine/price-ports.ts'
import { staffedLibrary } from './engine/staffed-library.ts'
import { toolLibrary } from './engine/tool-library.ts'
import type { ToolSource } from './engine/tool-source.ts'

/** Everything that can do a stage here, and how it is done. */
export interface Capabilities {
  readonly blobs: Blobs
  /** What the folders hold, the tools of the servers they name, and who answers for the agents among them. */
  readonly library: Library
  /** Where artifacts are looked for, without a project. */
  readonly places: LibraryOptions
  /** The same library within a project. */
  readonly openWithin: (project: ProjectFolder) => Library
  readonly findPerformer: EngineParts['findPerformer']
  readonly tools: ToolSource
  readonly prices: PriceFile
  readonly containment: () => Promise<Containment>
  readonly close: () => Promise<void>
}

/** Folders below the data folder. */
export interface CapabilityFolders {
  readonly blobs: string
  readonly outbox: string
  readonly tables: string
  readonly scratch: string
  readonly projects: string
}

/** `connections`: asked only once something is planned or done. */
export function openCapabilities(config: Config, folders: CapabilityFolders, connections: Connections): Capabilities {
  const blobs = openBlobs(folders.blobs)
  const { home, claude, environment } = config
  const places = { home, shipped: shippedCollections(config), claude, blobs, variables: environment }
  const { scratch } = folders
  const mcp = openMcp({ servers: openServers(places), blobs, clock: systemClock, scratch, environment })
  const open = (options: LibraryOptions) => staffedLibrary(toolLibrary(openLibrary(options), mcp.tools), connections)
  const prices = openPrices(home)
  const containment = rememberContainment(environment)
  const { find: findPerformer } = createPerformers({
    ...performersOptions(config, folders),
    prices: async () => (await prices.read()).book,
    blobs,
    containment,
    connections,
    mcp: mcp.performer,
  })
  return {
    blobs,
    library: open(places),
    places,
    openWithin: (project) => open({ ...places, project }),
    findPerformer,
    tools: mcp.tools,
    prices,
    containment,
    close: mcp.close,
  }
}

/** The starter skills and the examples. */
function shippedCollections({ program }: Config): readonly string[] {
  const examples = globSync('examples/*/', { cwd: program }).map((folder) => join(program, folder))
  return [join(program, 'starter'), ...examples.toSorted()].filter((folder) => existsSync(folder))
}

function performersOptions(config: Config, { outbox, tables, scratch }: CapabilityFolders) {
  return {
    clock: systemClock,
    mail: mailOptions(config, outbox),
    tablesFolder: tables,
    scratchFolder: scratch,
    environment: config.environment,
  }
}

function mailOptions({ smtp }: Config, outbox: string): MailOptions {
  if (smtp === undefined)
    return {
      from: { name: 'WorkCharts', address: 'workcharts@localhost' },
      transport: { type: 'outbox', folder: outbox },
    }
  return {
    from: { name: 'WorkCharts', address: smtp.from },
    transport: { type: 'smtp', server: readMailServer(smtp) },
  }
}
