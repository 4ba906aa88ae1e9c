/**
 * Lets schedules live through ten years in the engine, on a clock of its own: `--n` of them, each from a seed of its
 * own. What becomes of each instant is worked out beside it.
 *
 *   node test/schedules/firings/main.ts --n 200 --seed 1
 */
import { runHarness } from '../../faults/harness.ts'
import { proveFirings } from './prove-firings.ts'

await runHarness({ n: 10, seed: 1 }, proveFirings)
