import type { Proof, Scale } from '../harness.ts'
import type { Fault, Kind } from '../shim/control.ts'
import { inTurns } from './in-turns.ts'
import { EXIT } from './order-options.ts'
import type { Orders, Trial, Workshop } from './orders-under-fault.ts'
import { openWorkshop, serveUnder } from './orders-under-fault.ts'

const ORDERS: Orders = { orders: 20, atOnce: 5 }

/** What goes wrong with a call: calls of these kinds are counted together, and hit together where the fault stays. */
const ILLS: readonly Omit<Fault, 'at'>[] = [
  { kinds: ['write'], action: 'failOnce', error: 'EIO' },
  { kinds: ['write'], action: 'failOnce', error: 'ENOSPC' },
  { kinds: ['sync'], action: 'failOnce', error: 'EIO' },
  { kinds: ['write', 'create', 'mkdir'], action: 'failFrom', error: 'ENOSPC' },
  { kinds: ['write', 'sync', 'truncate'], action: 'failFrom', error: 'EIO' },
  { kinds: ['open'], action: 'failOnce', error: 'EIO' },
  { kinds: ['create'], action: 'failOnce', error: 'EIO' },
  { kinds: ['create'], action: 'failOnce', error: 'ENOSPC' },
  { kinds: ['rename'], action: 'failOnce', error: 'EIO' },
  { kinds: ['mkdir'], action: 'failOnce', error: 'ENOSPC' },
  { kinds: ['truncate', 'unlink'], action: 'failOnce', error: 'EIO' },
  { kinds: ['sync'], action: 'failFrom', error: 'EIO' },
]

/** Lets calls of a process that serves 20 orders fail, one fault a process, at `n` places spread over all its calls. */
export async function failCalls({ n, seed }: Scale): Promise<Proof> {
  using workshop = await openWorkshop()
  const faults = await spreadFaults(workshop, { n, seed })
  const tried: Tried[] = []
  await inTurns(faults, async (fault) => {
    tried.push({ fault, trial: await serveUnder(workshop, ORDERS, fault) })
    if (tried.length % 50 === 0) console.error(`${tried.length} of ${faults.length} faults`)
  })
  return proofOf({ n, seed }, tried)
}

interface Tried {
  readonly fault: Fault
  readonly trial: Trial
}

/** Every ill gets as many places as the others while it has calls, evenly spread over them; the seed moves them. */
async function spreadFaults(workshop: Workshop, { n, seed }: Scale): Promise<readonly Fault[]> {
  const counted: { readonly ill: (typeof ILLS)[number]; readonly calls: number }[] = []
  for (const ill of ILLS) counted.push({ ill, calls: (await serveUnder(workshop, ORDERS, { ...ill, at: 0 })).calls })
  const places: Fault[] = []
  let left = n
  for (const [index, { ill, calls }] of counted.toSorted((one, other) => one.calls - other.calls).entries()) {
    const share = Math.min(calls, Math.ceil(left / (ILLS.length - index)))
    places.push(...spread(share, calls, seed).map((at): Fault => ({ ...ill, at })))
    left -= share
  }
  return places
}

/** So many of the numbers from 1 on. */
function spread(count: number, of: number, seed: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => ((Math.floor((index * of) / count) + seed) % of) + 1)
}

function proofOf(scale: Scale, tried: readonly Tried[]): Proof {
  const hit = tried.filter(({ trial }) => trial.fired > 0)
  const ended = (code: number): number => hit.filter(({ trial }) => trial.end === code).length
  const kinds: readonly Kind[] = ['write', 'sync', 'open', 'create', 'rename', 'mkdir']
  return {
    ...scale,
    title: 'Failing calls: each call of the disk that serves 20 orders, failing once or from then on',
    faults: {
      'faults that hit': hit.length,
      ...Object.fromEntries(
        kinds.map((kind) => [
          `hits where "${kind}" fails`,
          hit.filter(({ fault }) => fault.kinds.includes(kind)).length,
        ]),
      ),
    },
    violations: hit.flatMap(violationsOf),
    figures: {
      'faults that came too late to hit': tried.length - hit.length,
      'went on, with refusals or without': ended(EXIT.served),
      'ended with 74 and recovered': ended(EXIT.unknownOutcome),
      'refused to open, and opened later': ended(EXIT.refusedToOpen),
    },
  }
}

const GOOD_ENDS: readonly Trial['end'][] = [EXIT.served, EXIT.unknownOutcome, EXIT.refusedToOpen]

/**
 * A process that hangs, or ends in a way that nobody planned, is a violation; so is one that ends because a disk is full,
 * and all that is wrong after a restart.
 */
function violationsOf({ fault, trial }: Tried): readonly string[] {
  const { kinds, action, error, at } = fault
  const where = `Call ${at} of the kinds ${kinds.join(', ')}, ${action} with ${error}`
  const isGood = GOOD_ENDS.includes(trial.end) && !(error === 'ENOSPC' && trial.end === EXIT.unknownOutcome)
  const ended = isGood ? [] : [`${where}: the process ended with ${trial.end}. ${trial.complaints}`]
  return [...ended, ...trial.wrong.map((text) => `${where}: ${text}`)]
}
