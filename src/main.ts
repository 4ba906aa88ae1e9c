import { runCli } from './cli/run-cli.ts'
import { partsOf } from './process.ts'

process.exitCode = await runCli(process.argv.slice(2), partsOf(process))
