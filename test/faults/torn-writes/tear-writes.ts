import { inTurns } from '../failing-calls/in-turns.ts'
import type { Orders, Trial } from '../failing-calls/orders-under-fault.ts'
import { openWorkshop, serveUnder } from '../failing-calls/orders-under-fault.ts'
import type { Proof, Scale } from '../harness.ts'
import type { Fault } from '../shim/control.ts'

/** Small, so that every single write can be torn. */
const ORDERS: Orders = { orders: 4, atOnce: 2 }

/** Kills a process in the middle of a write, at `n` writes spread over all of them, and lets a fresh one take up what is left. */
export async function tearWrites({ n, seed }: Scale): Promise<Proof> {
  using workshop = await openWorkshop()
  const { calls } = await serveUnder(workshop, ORDERS, tornAt(0))
  const few = Math.min(n, calls)
  const places = Array.from({ length: few }, (_, index) => ((Math.floor((index * calls) / few) + seed) % calls) + 1)
  const trials: Torn[] = []
  await inTurns(places, async (place) => {
    trials.push({ place, trial: await serveUnder(workshop, ORDERS, tornAt(place)) })
    if (trials.length % 50 === 0) console.error(`${trials.length} of ${places.length} torn writes`)
  })
  return proofOf({ n: trials.length, seed }, trials, calls)
}

interface Torn {
  readonly place: number
  readonly trial: Trial
}

function tornAt(at: number): Fault {
  return { kinds: ['write'], at, action: 'dieHalfWay' }
}

function proofOf(scale: Scale, trials: readonly Torn[], calls: number): Proof {
  const torn = trials.filter(({ trial }) => trial.fired > 0)
  return {
    ...scale,
    title: 'Torn writes: a process killed in the middle of a write, at every write of a small workload',
    faults: { 'writes torn': torn.length },
    violations: torn.flatMap(violationsOf),
    figures: {
      'writes of the workload': calls,
      'processes that ended before their write': trials.length - torn.length,
    },
  }
}

function violationsOf({ place, trial }: Torn): readonly string[] {
  const ended =
    trial.end === 'SIGKILL'
      ? []
      : [`Torn write ${place}: the process ended with ${trial.end} instead. ${trial.complaints}`]
  return [...ended, ...trial.wrong.map((text) => `Torn write ${place}: ${text}`)]
}
