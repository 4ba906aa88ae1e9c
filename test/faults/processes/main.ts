/**
 * Processes that are stopped and go on, and processes that race for one data folder. `--n`: races; one engine is stopped
 * and continued for every five of them.
 */
import { runHarness } from '../harness.ts'
import { joined } from '../limits/part.ts'
import { raceForFolder } from './race-for-folder.ts'
import { stopEngines } from './stop-engines.ts'

const RACES_PER_STOP = 5

await runHarness({ n: 1_000, seed: 1 }, async ({ n, seed }) => ({
  n,
  seed,
  title: 'Processes race for one data folder, and engines under load are stopped and continued at random moments',
  ...joined([await raceForFolder({ n, seed }), await stopEngines({ n: Math.ceil(n / RACES_PER_STOP), seed })]),
}))
