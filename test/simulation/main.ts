/**
 * The engine in simulated worlds, one a seed: `node test/simulation/main.ts --n 1000 --seed 1`. One world again, with
 * everything that happened in it: `--n 1 --seed 4711 --trace`.
 */
import type { Proof, Scale } from '../faults/harness.ts'
import { runHarness } from '../faults/harness.ts'
import { noFaults } from './faults.ts'
import type { Simulation } from './simulate.ts'
import { simulate } from './simulate.ts'

/** With fewer worlds not every fault can be expected to happen. */
const WORLDS_FOR_EVERY_FAULT = 40
const WORLDS_BETWEEN_NEWS = 100

const [traces, args] = [process.argv.includes('--trace'), process.argv.filter((arg) => arg !== '--trace')]
process.argv.splice(0, process.argv.length, ...args)
await runHarness({ n: 1_000, seed: 1 }, simulateAll)

async function simulateAll({ n, seed: first }: Scale): Promise<Proof> {
  const [begun, counts, violations] = [performance.now(), noFaults(), [] as string[]]
  let [facts, runs] = [0, 0]
  for (let seed = first; seed < first + n; seed += 1) {
    const world = await simulateTwice(seed)
    violations.push(...world.violations)
    facts += world.facts
    runs += world.runs
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += world.faults[name]
    if ((seed - first + 1) % WORLDS_BETWEEN_NEWS === 0) console.error(`${seed - first + 1} worlds, ${facts} facts`)
  }
  return {
    title: `${n} simulated worlds, each twice: every promise held while processes, disk, clock, clients and performers failed`,
    n,
    seed: first,
    faults: n < WORLDS_FOR_EVERY_FAULT ? happened(counts) : counts,
    violations,
    figures: {
      facts,
      runs,
      secondsPerSeed: Math.round((performance.now() - begun) / n) / 1_000,
      processorSecondsPerSeed: Math.round(process.cpuUsage().user / n / 1_000) / 1_000,
    },
  }
}

function happened(counts: Proof['faults']): Proof['faults'] {
  return Object.fromEntries(Object.entries(counts).filter(([, times]) => times > 0))
}

type Seen = Pick<Simulation, 'facts' | 'runs' | 'violations' | 'faults'>

/** The worlds are never there at the same time: each has the event loop for itself. */
async function simulateTwice(seed: number): Promise<Seen> {
  const mode = seed % 2 === 0 ? 'liveness' : 'safety'
  const once = await simulate(seed, mode)
  const again = await simulate(seed, mode)
  if (traces) for (const line of once.trace.lines) console.error(line)
  const differs = once.trace.hash() === again.trace.hash() ? [] : ['the same seed made another history']
  const violations = [...once.violations, ...differs, ...timers()].map((text) => `seed ${seed} (${mode}): ${text}`)
  return { ...once, violations }
}

/** The time of a world is simulated only where nothing in it uses the system's timers. */
function timers(): readonly string[] {
  return process.getActiveResourcesInfo().includes('Timeout') ? ['a timer of the system was set'] : []
}
