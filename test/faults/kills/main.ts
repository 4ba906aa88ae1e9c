import { runHarness } from '../harness.ts'
import { killEngines } from './kill-engines.ts'

await runHarness({ seed: 1, n: 300 }, killEngines)
