import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// What Node makes of the sources is kept beside the packages: the next start takes half the time. It must be on before
// anything is imported; where it can not be kept, nothing else changes.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/workcharts'))
const [{ runCli }, { partsOf }] = await Promise.all([import('./cli/run-cli.ts'), import('./process.ts')])

process.exitCode = await runCli(process.argv.slice(2), partsOf(process))
