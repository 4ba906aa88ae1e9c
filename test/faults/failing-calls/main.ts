/**
 * Lets calls of the disk fail in a process that serves 20 orders (T4), with EIO and ENOSPC, once and from then on. Either
 * work goes on after a clean refusal, or the process ends with exit code 74 and everything is there after a restart.
 *
 *   node test/faults/failing-calls/main.ts --n 2000 --seed 1
 */
import { runHarness } from '../harness.ts'
import { failCalls } from './fail-calls.ts'

await runHarness({ n: 100, seed: 1 }, failCalls)
