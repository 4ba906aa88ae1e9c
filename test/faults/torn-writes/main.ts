/**
 * Kills a process in the middle of a write: half of the bytes are there, then it is gone (T2).
 *
 *   node test/faults/torn-writes/main.ts --n 400 --seed 1
 */
import { runHarness } from '../harness.ts'
import { tearWrites } from './tear-writes.ts'

await runHarness({ n: 30, seed: 1 }, tearWrites)
