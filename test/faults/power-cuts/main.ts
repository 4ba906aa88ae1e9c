/**
 * Records every call that the program makes on its disk, and then tries the states that a power cut could leave there
 * (T3): what was flushed is there, what came later is there, lost or torn, in any mixture and order across files.
 *
 *   node test/faults/power-cuts/main.ts --n 100000 --seed 1
 */
import { runHarness } from '../harness.ts'
import { cutPower } from './cut-power.ts'

await runHarness({ n: 5_000, seed: 1 }, cutPower)
