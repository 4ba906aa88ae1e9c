import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import type { Plan } from '../../../src/core/plan/plan.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import type { RunEvent } from '../../../src/core/run/run-event.ts'
import { answered, startOf } from '../../support/engine.ts'
import { anError, aPlan, aStage, PERSON } from '../../support/runs.ts'
import type { ToldFact } from './commit-times.ts'
import { watchCommits } from './commit-times.ts'
import { quantile, rounded } from './figures.ts'
import type { DataHome, RealEngine } from './open-engine.ts'
import { openEngine } from './open-engine.ts'
import type { Part } from './part.ts'
import type { WaitingClock } from './waiting-clock.ts'

/** Everything falls due within this time of the clock's start. */
const DUE_FROM_MS = 2_000
const DUE_WITHIN_MS = 4_000
/** Due times of tasks, spread over that time: a plan has one. */
const PLANS = 40
/** Starts that are asked for together, as one call to start many runs does. */
const STARTED_AT_ONCE = 1_000
const DELAY_RESOLUTION_MS = 1
const MS = 1_000_000

/** What many runs wait for at once. */
export interface Wait {
  readonly name: string
  readonly plans: readonly Plan[]
  /** The fact that says until when a run waits; undefined: another fact. */
  readonly dueIn: (fact: RunEvent) => Timestamp | undefined
  /** The fact that must follow, once. */
  readonly follows: (fact: RunEvent) => boolean
  /** Commits that follow when the time has come. */
  readonly commits: number
}

/** A task for a person in each run, and its deadline. */
export const DEADLINES: Wait = {
  name: 'task deadlines',
  plans: Array.from({ length: PLANS }, (_, index) => {
    const slaMs = DUE_FROM_MS + (DUE_WITHIN_MS * index) / PLANS
    return aPlan([aStage('a', { primary: PERSON, escalation: { to: ['human:anyone'], slaMs, onBreach: [] } })])
  }),
  dueIn: (fact) => (fact.type === 'task-opened' && fact.due !== null ? fact.due : undefined),
  follows: (fact) => fact.type === 'task-overdue',
  commits: 1,
}

/** The same for a single task, which shares its turn with nothing. */
export const ONE_DEADLINE: Wait = { ...DEADLINES, name: 'one task deadline' }

const INTERVAL = { initialIntervalMs: DUE_FROM_MS + DUE_WITHIN_MS, maximumIntervalMs: DUE_FROM_MS + DUE_WITHIN_MS }

/** An attempt that failed in each run, and the interval before the next: a share by chance of the longest. */
export const INTERVALS: Wait = {
  name: 'retry intervals',
  plans: [aPlan([aStage('a', { retry: { ...aStage('a').retry, ...INTERVAL } })])],
  dueIn: (fact) => (fact.type === 'backing-off' ? fact.until : undefined),
  follows: (fact) => fact.type === 'attempt-begun' && fact.attempt === 2,
  commits: 2,
}

/** Starts the runs and leaves them waiting; the clock stands. */
export async function beginWaiting(home: DataHome, clock: WaitingClock, { wait, runs }: Waiting): Promise<Part> {
  const startedAt = performance.now()
  await using world = openEngine(home.data, { clock, script: failFirst })
  for (let from = 0; from < runs; from += STARTED_AT_ONCE) {
    const some = Array.from({ length: Math.min(STARTED_AT_ONCE, runs - from) }, (_, index) => from + index)
    await Promise.all(some.map((index) => startOf(world, planOf(wait, index))))
  }
  await world.engine.drain()
  const seconds = (performance.now() - startedAt) / 1_000
  return {
    faults: {},
    violations: world.problems.map(String),
    figures: { [`${wait.name}: runs started a second`]: Math.round(runs / seconds) },
  }
}

interface Waiting {
  readonly wait: Wait
  readonly runs: number
}

function planOf({ plans }: Wait, index: number): Plan {
  const plan = plans[index % plans.length]
  if (plan === undefined) throw new Error('There is no plan to wait with')
  return plan
}

function failFirst({ attempt }: { readonly attempt: number }): ReturnType<typeof answered> {
  return attempt === 1 ? { type: 'failed', error: anError() } : answered()
}

/** Lets the time of all of them come, and measures how late each was seen to. */
export async function letPass(home: DataHome, clock: WaitingClock, wait: Wait): Promise<Part> {
  await using world = openEngine(home.data, { clock, script: failFirst })
  const due = await dueTimes(world, wait, clock.now())
  const commits = watchCommits(world, clock)
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS })
  delay.enable()
  clock.start()
  await world.engine.recover()
  await commits.reached(due.size * wait.commits)
  delay.disable()
  const followed = (await commits.toldFacts()).filter(({ event }) => wait.follows(event))
  const lateness = followed.map((fact) => fact.toldAt - (due.get(fact.run) ?? Number.NaN))
  return {
    faults: { [`${wait.name} that fell due while the process was down or busy`]: followed.length },
    violations: [...world.problems.map(String), ...wrongIn(wait, due, followed)],
    figures: {
      [`${wait.name}: late p50, ms`]: rounded(quantile(lateness, 0.5)),
      [`${wait.name}: late p99, ms`]: rounded(quantile(lateness, 0.99)),
      [`${wait.name}: late max, ms (target <= 1000)`]: rounded(quantile(lateness, 1)),
      [`${wait.name}: event-loop delay p99, ms (target <= 50)`]: rounded(delay.percentile(99) / MS),
      [`${wait.name}: event-loop delay max, ms (target <= 250)`]: rounded(delay.max / MS),
    },
  }
}

/** What is due while the clock still stands was seen to at once. */
async function dueTimes(
  { store }: RealEngine,
  { dueIn }: Wait,
  standing: Timestamp,
): Promise<ReadonlyMap<RunId, Timestamp>> {
  const due = new Map<RunId, Timestamp>()
  for (let after = 0, more = true; more; ) {
    const { events } = await store.eventsAfter(after, STARTED_AT_ONCE)
    for (const { run, event } of events) {
      const at = dueIn(event)
      if (at !== undefined && at > standing) due.set(run, at)
    }
    after = events.at(-1)?.position ?? after
    more = events.length > 0
  }
  return due
}

/** Each of them once, and none early. */
function wrongIn({ name }: Wait, due: ReadonlyMap<RunId, Timestamp>, followed: readonly ToldFact[]): readonly string[] {
  const seen = new Map<RunId, number>()
  for (const { run } of followed) seen.set(run, (seen.get(run) ?? 0) + 1)
  const early = followed.filter(({ run, event }) => event.at < (due.get(run) ?? Number.POSITIVE_INFINITY))
  const missing = [...due.keys()].filter((run) => !seen.has(run))
  const twice = [...seen].filter(([, times]) => times > 1)
  return [
    ...early.map(({ run, event }) => `${name}: run ${run} was seen to at ${event.at}, before its time`),
    ...missing.map((run) => `${name}: run ${run} was not seen to`),
    ...twice.map(([run, times]) => `${name}: run ${run} was seen to ${times} times`),
  ]
}
