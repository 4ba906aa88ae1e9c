import type { Proof, Scale } from '../harness.ts'
import { runHarness } from '../harness.ts'
import { deliverThroughKills } from './deliver-through-kills.ts'

const KILL_EVERY_MS = 5_000
const PER_SECOND = 100

await runHarness({ seed: 1, n: 12 }, killWhileDelivering)

/** `n`: kills, one every five seconds. Nothing here is chance but the instant that a kill meets. */
async function killWhileDelivering({ seed, n }: Scale): Promise<Proof> {
  const { violations, delivered, again, p50, p99 } = await deliverThroughKills({
    kills: n,
    killEveryMs: KILL_EVERY_MS,
    perSecond: PER_SECOND,
  })
  return {
    seed,
    n,
    title: `${PER_SECOND} signed deliveries a second for ${(n * KILL_EVERY_MS) / 1_000} seconds, and \`kill -9\` of the server every ${KILL_EVERY_MS / 1_000}: each id has one run.`,
    faults: { kills: n, 'deliveries sent again': again },
    violations,
    figures: { deliveries: delivered, 'p50 of a delivery, ms': p50, 'p99 of a delivery, ms': p99 },
  }
}
