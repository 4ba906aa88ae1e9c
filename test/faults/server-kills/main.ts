import { runHarness } from '../harness.ts'
import { killServers } from './kill-servers.ts'

await runHarness({ seed: 1, n: 20 }, killServers)
