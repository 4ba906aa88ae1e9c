/**
 * Tries one mutant, for whoever wants to see what its killer says: `node test/mutants/one.ts <id>`. Exit code 1 where
 * it was not killed.
 */
import { MUTANTS } from './mutants.ts'
import { tryMutants } from './try-mutants.ts'

const [id] = process.argv.slice(2)
const chosen = MUTANTS.filter((mutant) => mutant.id === id)
if (chosen.length === 0)
  throw new Error(`There is no mutant "${id}": choose from ${MUTANTS.map((m) => m.id).join(', ')}.`)
const interruption = new AbortController()
process.once('SIGINT', () => interruption.abort())
const [fate] = await tryMutants(chosen, interruption.signal)
if (fate?.type !== 'killed') process.exitCode = 1
