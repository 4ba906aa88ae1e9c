import type { Chance } from './chance.ts'

/** What goes wrong, and in which share of the occasions at most. */
const RATES = {
  'a crash': 0.02,
  'a crash before a write': 0.006,
  'a crash between a write and its answer': 0.006,
  'a process that is slow, not dead': 0.5,
  'a full disk': 0.02,
  'an unknown outcome that was written': 0.008,
  'an unknown outcome that was not written': 0.008,
  'a read that fails': 0.02,
  'a wake-up that is lost': 0.2,
  'a wake-up that comes twice': 0.1,
  'a wake-up that comes late': 0.1,
  'a clock that jumps': 0.01,
  'a performer that hangs': 0.1,
  'a performer that does not stop': 0.5,
  'a performer that breaks': 0.05,
  'a result that comes twice': 0.08,
  'a command that comes twice': 0.15,
} as const
type Fault = keyof typeof RATES
const FAULTS = Object.keys(RATES) as readonly Fault[]

/** What follows from faults, and is counted where it is seen. */
const CONSEQUENCES = ['a result that comes late', 'a write that another one overtakes'] as const
type Consequence = (typeof CONSEQUENCES)[number]

export interface Faults {
  /** Whether it goes wrong this time. Counts it if so. */
  readonly strikes: (fault: Fault) => boolean
  readonly saw: (consequence: Consequence) => void
  /** From now on nothing goes wrong any more. */
  readonly end: () => void
  /** How often each really happened. */
  readonly counts: Readonly<Record<Fault | Consequence, number>>
}

/** In which share of its occasions each fault happens. */
export type Rates = Readonly<Partial<Record<Fault, number>>>

/** Some of the faults, each at a rate of its own: where everything goes wrong, little is reached. */
export function someFaults(chance: Chance): Rates {
  return Object.fromEntries(FAULTS.map((fault) => [fault, chance.in(0.6) ? chance.random() * RATES[fault] * 2 : 0]))
}

export function createFaults(chance: Chance, shares: Rates): Faults {
  const rates = new Map(Object.entries(shares))
  const counts = noFaults()
  const strikes = (fault: Fault): boolean => {
    const rate = rates.get(fault) ?? 0
    if (rate === 0 || !chance.in(rate)) return false
    counts[fault] += 1
    return true
  }
  const saw = (consequence: Consequence): void => {
    counts[consequence] += 1
  }
  return { strikes, saw, end: () => rates.clear(), counts }
}

export function noFaults(): Record<Fault | Consequence, number> {
  return Object.fromEntries([...FAULTS, ...CONSEQUENCES].map((name) => [name, 0])) as Record<
    Fault | Consequence,
    number
  >
}

/** A world where nothing goes wrong. */
export const NO_FAULTS: Pick<Faults, 'strikes'> = { strikes: () => false }
