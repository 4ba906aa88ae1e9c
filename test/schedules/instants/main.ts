/**
 * Compares when patterns fire with an enumerator that knows nothing of the program: `--n` patterns, each over ten years
 * and in zones whose clocks change in every way.
 *
 *   node test/schedules/instants/main.ts --n 200 --seed 1
 */
import { runHarness } from '../../faults/harness.ts'
import { proveInstants } from './prove-instants.ts'

await runHarness({ n: 10, seed: 1 }, async (scale) => proveInstants(scale))
