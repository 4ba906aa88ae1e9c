import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { FiringRow } from '../../../src/engine/trigger-row.ts'
import type { Chance } from '../../simulation/chance.ts'
import { LENA } from '../../support/runs.ts'
import { randomPattern } from '../instants/random-pattern.ts'
import { instantsOf } from '../oracle/instants-of.ts'
import type { WallClock } from '../oracle/wall-clock.ts'
import { MINUTE_MS } from '../oracle/wall-clock.ts'
import type { Expected, Version } from './expected-firings.ts'
import { expectFirings } from './expected-firings.ts'
import type { House, KeeperOf } from './open-house.ts'
import { openHouse, TRIGGER } from './open-house.ts'

const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** How often something else happens than the next instant. */
const ACTION_SHARE = 0.06
/** The store in memory sorts all firings for each look at a schedule: twice as many are four times the work. */
const INSTANTS_MAX = 8_000
/** No step takes longer. */
const LONGEST_MS = 45 * DAY_MS

/** What can happen to a schedule. */
export type Happening = keyof typeof ACTIONS

export interface Life {
  /** How often everything happened, by what it is. */
  readonly happened: Readonly<Record<string, number>>
  /** How many instants came to what. */
  readonly fates: Readonly<Record<string, number>>
  readonly violations: readonly string[]
}

interface Living {
  readonly house: House
  readonly expected: Expected
  readonly clocks: readonly WallClock[]
  readonly chance: Chance
  version: Version
  published: number
}

/** What a schedule goes through in the years that the clocks are known, beside what is expected of it. */
export async function liveThrough(clocks: readonly WallClock[], chance: Chance, keeperOf: KeeperOf): Promise<Life> {
  const { begin, end } = yearsOf(clocks)
  const [house, version] = [openHouse(timestamp(begin), keeperOf), drawVersion(clocks, chance)]
  const living: Living = { house, expected: expectFirings(version, begin), clocks, chance, version, published: 0 }
  await write(living)
  const [happened, violations]: [Record<string, number>, string[]] = [{}, []]
  while (house.clock.now() < end && violations.length === 0) {
    const happening = chance.in(ACTION_SHARE) ? chance.pick(CHANGES) : 'the next instant'
    happened[happening] = (happened[happening] ?? 0) + 1
    await ACTIONS[happening](living)
    violations.push(...(await misarmed(living, happening)))
  }
  violations.push(...(await differences(living)))
  return { happened, fates: countFates(living.expected), violations }
}

function yearsOf([first]: readonly WallClock[]) {
  if (first === undefined) throw new Error('There is no clock')
  const known = (first.from + first.shown.length) * MINUTE_MS
  return { begin: first.from * MINUTE_MS + DAY_MS, end: known - LONGEST_MS, known }
}

/** Not so many instants that one life takes all the time there is. */
function drawVersion(clocks: readonly WallClock[], chance: Chance): Version {
  for (;;) {
    const [clock, { text: pattern }] = [chance.pick(clocks), randomPattern(chance)]
    const instants = instantsOf(pattern, clock)
    const catchUp = chance.pick(['none', 'last', 'all'] as const)
    if (instants.length > 0 && instants.length <= INSTANTS_MAX)
      return { pattern, timezone: clock.timezone, catchUp, enabled: true, instants }
  }
}

/** The number makes each version another one than the one before. */
async function write(living: Living): Promise<void> {
  const { house, version } = living
  living.published += 1
  const { pattern, timezone, catchUp, enabled } = version
  const trigger = `{ id: only, type: schedule, cron: "${pattern}", timezone: ${timezone}, overlap: allow, catch_up: ${catchUp}, enabled: ${enabled} }`
  const stage = '{ id: sort, roles: { primary: "skill:sort" }, inputs: {} }'
  house.library.write(
    'digest',
    `workflow_id: digest\nname: Digest ${living.published}\ntriggers: [${trigger}]\nstages: [${stage}]\n`,
  )
  const published = await house.process().workflows.publish('digest', LENA)
  if (!published.ok) throw new Error(`${pattern}: ${published.error.code}`)
}

async function goTo({ house, expected }: Living, now: number): Promise<void> {
  house.clock.set(timestamp(now))
  await house.look()
  expected.look(now)
}

async function publish(living: Living, change: Partial<Version>): Promise<void> {
  living.version = { ...living.version, ...change }
  await write(living)
  living.expected.publish(living.version, living.house.clock.now())
}

/** Mostly there is nothing between a change and the look before it; sometimes something has come. */
function passUnseen({ house, chance }: Living): void {
  if (chance.in(0.5)) house.clock.set(timestamp(house.clock.now() + chance.from(0, 3 * DAY_MS)))
}

const ACTIONS = {
  'the next instant': async (living: Living) => {
    const { house, expected, chance } = living
    const [next, now] = [expected.next(), house.clock.now()]
    const lateMs = chance.pick([0, 0, 1, MINUTE_MS, MINUTE_MS + 1])
    await goTo(living, typeof next === 'number' ? Math.max(next + lateMs, now) : now + chance.from(1, 9 * DAY_MS))
  },
  'the program is down': async (living: Living) => {
    const { house, chance } = living
    await house.restart()
    await goTo(living, house.clock.now() + chance.pick([HOUR_MS, 5 * HOUR_MS, chance.from(0, 40 * DAY_MS)]))
  },
  'the clock goes forward': async (living: Living) => {
    const { house, chance } = living
    await goTo(living, house.clock.now() + chance.from(1, 3 * DAY_MS))
  },
  'the clock goes back': async (living: Living) => {
    const { house, chance } = living
    await goTo(living, house.clock.now() - chance.pick([chance.from(1, HOUR_MS), chance.from(1, 4 * DAY_MS)]))
  },
  'another pattern': async (living: Living) => {
    passUnseen(living)
    await publish(living, { ...drawVersion(living.clocks, living.chance), enabled: living.version.enabled })
  },
  'something else is changed': async (living: Living) => {
    passUnseen(living)
    await publish(living, { catchUp: living.chance.pick(['none', 'last', 'all']) })
  },
  'switched off': async (living: Living) => {
    passUnseen(living)
    await publish(living, { enabled: false })
  },
  'switched on': async (living: Living) => {
    passUnseen(living)
    await publish(living, { enabled: true })
  },
  paused: async (living: Living) => {
    passUnseen(living)
    await living.house.process().triggers.pause({ trigger: TRIGGER, by: LENA, because: 'A holiday.' })
    living.expected.pause(living.house.clock.now())
  },
  resumed: async (living: Living) => {
    passUnseen(living)
    await living.house.process().triggers.resume(TRIGGER)
    living.expected.resume(living.house.clock.now())
  },
} satisfies Record<string, (living: Living) => Promise<void>>

/** All that can happen. */
export const HAPPENINGS = Object.keys(ACTIONS) as readonly Happening[]

/** What is switched off is soon switched on again: most of the time a schedule is on. */
const CHANGES: readonly Happening[] = [
  ...HAPPENINGS,
  ...(['switched on', 'resumed', 'switched on', 'resumed', 'the program is down', 'the clock goes back'] as const),
]

/** After each change it is armed for the oracle's next instant. */
async function misarmed({ house, expected, version, clocks }: Living, happening: string): Promise<readonly string[]> {
  const [{ nextInstant }, next, { known }] = [await house.trigger(), expected.next(), yearsOf(clocks)]
  const armed = nextInstant ?? 'off'
  if (armed === next || (next === 'later' && nextInstant !== null && nextInstant >= known)) return []
  const { pattern, timezone } = version
  const when = `after "${happening}" at ${iso(house.clock.now())}`
  return [`${pattern} in ${timezone}, ${when}: armed for ${iso(armed)} instead of ${iso(next)}`]
}

/** Each instant has one firing, with what was to become of it, and each run is of one of them. */
async function differences({ house, expected }: Living): Promise<readonly string[]> {
  const firings = await house.store.listFirings(TRIGGER, Number.MAX_SAFE_INTEGER)
  const runs = await house.store.listRuns({ limit: Number.MAX_SAFE_INTEGER })
  const found = new Map<number, string>(firings.map((row) => [row.instant, fateOf(row)]))
  const started = runs.map(({ cause }) => ('instant' in cause ? cause.instant : 0))
  const should = [...expected.fateOf].filter(([, { fate }]) => fate === 'run').map(([instant]) => instant)
  return [
    ...[...expected.fateOf].flatMap(([instant, { fate }]) => unlike(instant, fate, found.get(instant))),
    ...[...found].flatMap(([instant, fate]) => (expected.fateOf.has(instant) ? [] : unlike(instant, 'nothing', fate))),
    ...(firings.length === found.size ? [] : ['An instant has two firings']),
    ...(sorted(started) === sorted(should) ? [] : ['An instant has no run, or two']),
  ]
}

function unlike(instant: number, expected: string, found: string | undefined): readonly string[] {
  return expected === found ? [] : [`${iso(instant)}: ${found ?? 'nothing'} instead of ${expected}`]
}

function fateOf({ outcome }: FiringRow): string {
  return outcome.type === 'skipped' ? outcome.reason : outcome.type
}

function sorted(instants: readonly number[]): string {
  return instants.toSorted((left, right) => left - right).join(' ')
}

function countFates({ fateOf: fates }: Expected): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { fate } of fates.values()) counts[fate] = (counts[fate] ?? 0) + 1
  return counts
}

function iso(at: number | string): string {
  return typeof at === 'number' ? new Date(at).toISOString() : at
}
