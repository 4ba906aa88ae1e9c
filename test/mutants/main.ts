import type { Proof, Scale } from '../faults/harness.ts'
import { runHarness } from '../faults/harness.ts'
import { MUTANTS } from './mutants.ts'
import { tryMutants } from './try-mutants.ts'

/** Asked to end, it still ends its killers and removes the copies. */
const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort())

/** Plants faults in a copy of the project, one at a time, and looks whether the tests see them. */
async function mutants({ n, seed }: Scale): Promise<Proof> {
  const chosen = MUTANTS.slice(0, n)
  const fates = await tryMutants(chosen, interruption.signal)
  const killed = fates.filter((fate) => fate.type === 'killed')
  return {
    title: `${chosen.length} faults that somebody could build in were each built into a copy of the project; a test had to pass without the fault and to fail with it, for the right reason.`,
    n: chosen.length,
    seed,
    faults: { 'fault built in': fates.filter(({ type }) => type !== 'broken').length },
    violations: fates.flatMap((fate) => (fate.type === 'killed' ? [] : [`${fate.mutant.id}: ${fate.why}`])),
    figures: {
      killed: `${killed.length} of ${chosen.length}`,
      ...Object.fromEntries(killed.map(({ mutant, what }) => [mutant.id, `${mutant.broken} Seen: ${what}`])),
    },
  }
}

await runHarness({ n: MUTANTS.length, seed: 1 }, mutants)
