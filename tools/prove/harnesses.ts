/** A program that proves something by trying hard to break it (`test/faults/harness.ts`). */
export interface Harness {
  readonly name: string
  readonly program: string
  /** What one of its `n` cases is, in the plural. */
  readonly cases: string
  readonly full: number
  readonly quick: number
  /** Drawn by chance, so that `n` of them say something about those that were not drawn; or listed one by one. */
  readonly sample: 'drawn' | 'listed'
  /** What it measures would be spoilt by a neighbour. */
  readonly company: 'alone' | 'beside another'
  /** Where the machine lacks it, the harness fails: what did not run proves nothing. */
  readonly needs: string
}

const LINUX = 'Linux'
const LINUX_AND_COMPILER = 'Linux with a C compiler'

/** In the order in which they are reported; the longest first, so that two at a time end together. */
export const HARNESSES: readonly Harness[] = [
  {
    name: 'mutants',
    program: 'test/mutants/main.ts',
    cases: 'mutants',
    full: 20,
    quick: 12,
    sample: 'listed',
    company: 'beside another',
    needs: LINUX_AND_COMPILER,
  },
  {
    name: 'simulation',
    program: 'test/simulation/main.ts',
    cases: 'seeds',
    full: 1_000,
    quick: 200,
    sample: 'drawn',
    company: 'beside another',
    needs: 'nothing',
  },
  {
    name: 'kills',
    program: 'test/faults/kills/main.ts',
    cases: 'kills',
    full: 10_000,
    quick: 300,
    sample: 'drawn',
    company: 'beside another',
    needs: LINUX,
  },
  {
    name: 'server-kills',
    program: 'test/faults/server-kills/main.ts',
    cases: 'kills of the whole server',
    full: 1_000,
    quick: 10,
    sample: 'drawn',
    company: 'beside another',
    needs: LINUX,
  },
  {
    name: 'power-cuts',
    program: 'test/faults/power-cuts/main.ts',
    cases: 'states of the disk',
    full: 100_000,
    quick: 2_000,
    sample: 'drawn',
    company: 'beside another',
    needs: LINUX_AND_COMPILER,
  },
  {
    name: 'torn-writes',
    program: 'test/faults/torn-writes/main.ts',
    cases: 'torn writes',
    full: 400,
    quick: 30,
    sample: 'listed',
    company: 'beside another',
    needs: LINUX_AND_COMPILER,
  },
  {
    name: 'failing-calls',
    program: 'test/faults/failing-calls/main.ts',
    cases: 'calls that fail',
    full: 2_000,
    quick: 40,
    sample: 'listed',
    company: 'beside another',
    needs: LINUX_AND_COMPILER,
  },
  {
    name: 'clocks',
    program: 'test/faults/clocks/main.ts',
    cases: 'clocks that go wrong',
    full: 50,
    quick: 5,
    sample: 'listed',
    company: 'beside another',
    needs: LINUX_AND_COMPILER,
  },
  {
    name: 'processes',
    program: 'test/faults/processes/main.ts',
    cases: 'races of processes',
    full: 1_000,
    quick: 30,
    sample: 'drawn',
    company: 'beside another',
    needs: LINUX,
  },
  {
    name: 'instants',
    program: 'test/schedules/instants/main.ts',
    cases: 'patterns, each over ten years in eight zones',
    full: 200,
    quick: 6,
    sample: 'drawn',
    company: 'beside another',
    needs: 'nothing',
  },
  {
    name: 'firings',
    program: 'test/schedules/firings/main.ts',
    cases: 'schedules, each over ten years',
    full: 200,
    quick: 6,
    sample: 'drawn',
    company: 'beside another',
    needs: 'nothing',
  },
  {
    name: 'webhook-kills',
    program: 'test/faults/webhook-kills/main.ts',
    cases: 'kills, one every five seconds',
    full: 12,
    quick: 2,
    sample: 'listed',
    company: 'alone',
    needs: LINUX,
  },
  {
    name: 'receipts',
    program: 'test/receipts/main.ts',
    cases: 'receipts, every bit of which flips',
    full: 1_000,
    quick: 10,
    sample: 'listed',
    company: 'beside another',
    needs: 'nothing',
  },
  {
    name: 'limits',
    program: 'test/faults/limits/main.ts',
    cases: 'stages, tasks and timers at once',
    full: 10_000,
    quick: 1_000,
    sample: 'listed',
    company: 'alone',
    needs: LINUX,
  },
]
