import type { Mutant } from './mutant.ts'
import { MUTANTS_OF_DECIDING } from './mutants-of-deciding.ts'
import { MUTANTS_OF_STORING } from './mutants-of-storing.ts'
import { MUTANTS_OF_THE_WORLD } from './mutants-of-the-world.ts'
import { MUTANTS_OF_TIME } from './mutants-of-time.ts'

const ALL = [...MUTANTS_OF_DECIDING, ...MUTANTS_OF_TIME, ...MUTANTS_OF_STORING, ...MUTANTS_OF_THE_WORLD]

/** Those that a test kills come first: a small \`n\` takes the quick ones from the top. */
export const MUTANTS: readonly Mutant[] = [
  ...ALL.filter(({ killer }) => killer.type === 'tests'),
  ...ALL.filter(({ killer }) => killer.type === 'harness'),
]
