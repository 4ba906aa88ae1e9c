import { homedir } from 'node:os'
import { join } from 'node:path'
import packageFile from '../package.json' with { type: 'json' }
import type { CliParts } from './cli/cli-parts.ts'
import { createNodeIo } from './cli/node/node-io.ts'
import { readConfig } from './config.ts'

/** The system's code for "an I/O error": what was last saved is not known (sysexits.h, EX_IOERR). */
const EXIT_IO_ERROR = 74

/** The command line of this process. */
export function partsOf(host: NodeJS.Process): CliParts {
  const config = readConfig(host.env, homedir(), join(import.meta.dirname, '..'))
  const io = createNodeIo(host, interruptionOf(host))
  const onProblem = (error: unknown): void =>
    void host.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  const onFatal = (error: unknown): void => {
    onProblem(error)
    host.exit(EXIT_IO_ERROR)
  }
  const parts = { config, io, onProblem, onFatal }
  return {
    io,
    version: packageFile.version,
    // Half a second of adapters that `--help` and `--version` need not wait for.
    connect: async () => (await import('./connect.ts')).connect(parts),
    backups: {
      save: async (bytes, file) => (await import('./backup-files.ts')).saveBackupFile(config, bytes, file),
      restore: async (file, into) => (await import('./backup-files.ts')).restoreBackupFile(config, file, into),
    },
    startServer: async (options) => (await import('./start-server.ts')).startServer(parts, options),
  }
}

/** The first signal asks to end in order; a second one ends at once. */
function interruptionOf(host: NodeJS.Process): AbortSignal {
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    host.once(signal, () => {
      interruption.abort()
      host.once(signal, () => host.exit(130))
    })
  }
  return interruption.signal
}
