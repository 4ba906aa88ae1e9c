/**
 * Lets the clock of a process go wrong (T9): set by an hour and by ten years, standing still, drifting, and the process
 * suspended. What has to hold then is written down in `bend-clocks.ts`.
 *
 *   node test/faults/clocks/main.ts --n 50 --seed 1
 */
import { runHarness } from '../harness.ts'
import { bendClocks } from './bend-clocks.ts'

await runHarness({ n: 5, seed: 1 }, bendClocks)
