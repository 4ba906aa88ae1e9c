import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '../../support/seeded.ts'

const SECOND_MS = 1_000
const HOUR_MS = 3_600_000
const TEN_YEARS_MS = 10 * 365 * 24 * HOUR_MS

/** What can be done to the clock of a process. */
export interface Hands {
  /** From the real time. */
  readonly shift: (ms: number) => void
  readonly freeze: () => void
  readonly thaw: () => void
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT') => void
}

export interface ClockFault {
  readonly name: string
  /** Of the schedule that is armed: its instants within the jump are all decided. */
  readonly cron: string
  readonly happen: (hands: Hands, random: Random) => Promise<void>
}

const EVERY_MINUTE = '* * * * *'
const EVERY_YEAR = '0 0 1 1 *'

export const CLOCK_FAULTS: readonly ClockFault[] = [
  forAWhile('an hour ahead and back', HOUR_MS, EVERY_MINUTE),
  forAWhile('an hour behind and back', -HOUR_MS, EVERY_MINUTE),
  forAWhile('ten years ahead and back', TEN_YEARS_MS, EVERY_YEAR),
  forAWhile('ten years behind and back', -TEN_YEARS_MS, EVERY_YEAR),
  forGood('an hour ahead for good', HOUR_MS, EVERY_MINUTE),
  forGood('an hour behind for good', -HOUR_MS, EVERY_MINUTE),
  forGood('ten years ahead for good', TEN_YEARS_MS, EVERY_YEAR),
  forGood('ten years behind for good', -TEN_YEARS_MS, EVERY_YEAR),
  { name: 'standing still', cron: EVERY_MINUTE, happen: standStill },
  { name: 'a tenth too fast', cron: EVERY_MINUTE, happen: (hands) => drift(hands, 0.1) },
  { name: 'a tenth too slow', cron: EVERY_MINUTE, happen: (hands) => drift(hands, -0.1) },
  { name: 'suspended', cron: EVERY_MINUTE, happen: suspend },
  { name: 'to and fro', cron: EVERY_MINUTE, happen: toAndFro },
]

function forAWhile(name: string, ms: number, cron: string): ClockFault {
  const happen = async ({ shift }: Hands, random: Random): Promise<void> => {
    shift(ms)
    await wait(SECOND_MS * (0.2 + random() * 1.5))
    shift(0)
  }
  return { name, cron, happen }
}

function forGood(name: string, ms: number, cron: string): ClockFault {
  return { name, cron, happen: async ({ shift }) => shift(ms) }
}

async function standStill({ freeze, thaw }: Hands, random: Random): Promise<void> {
  freeze()
  await wait(SECOND_MS * (1 + random() * 2))
  thaw()
}

async function suspend({ signal }: Hands, random: Random): Promise<void> {
  signal('SIGSTOP')
  await wait(SECOND_MS * (1 + random() * 4))
  signal('SIGCONT')
}

const DRIFT_MS = 2 * SECOND_MS
const DRIFT_STEP_MS = 20

/** The clock goes wrong by this share of the time that passes. */
async function drift({ shift }: Hands, share: number): Promise<void> {
  for (let passed = 0; passed <= DRIFT_MS; passed += DRIFT_STEP_MS) {
    shift(passed * share)
    await wait(DRIFT_STEP_MS)
  }
}

async function toAndFro({ shift }: Hands, random: Random): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) {
    shift((random() - 0.5) * 2 * HOUR_MS)
    await wait(random() * 200)
  }
  shift(0)
}
