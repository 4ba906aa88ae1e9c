import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { createPrograms } from './cli/node/programs.ts'
import { runSkillmeat } from './cli/skillmeat.ts'
import { partsOf } from './process.ts'

const own = realpathSync(join(import.meta.dirname, '../bin/skillmeat'))
process.exitCode = await runSkillmeat(
  process.argv.slice(2),
  partsOf(process),
  createPrograms(process.env['PATH'] ?? '', own),
)
