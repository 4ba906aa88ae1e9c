import { err, ok } from '../../src/core/basics/result.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import type { ScheduleTrigger } from '../../src/core/workflow/workflow.ts'
import type { TriggerRow } from '../../src/engine/trigger-row.ts'
import { checkHistory } from '../history/check-history.ts'
import { readStored } from '../history/read-stored.ts'
import { aSchedule, aTriggerRow } from '../support/rows.ts'
import { at } from '../support/runs.ts'
import { endlessRuns, restProblems, stuckRuns } from './at-rest.ts'
import type { Clients } from './clients.ts'
import { createClients } from './clients.ts'
import type { Rates } from './faults.ts'
import type { House } from './house.ts'
import { createHouse } from './house.ts'
import { randomPlan } from './random-plan.ts'
import type { World } from './world.ts'
import { BEGINNING, createWorld } from './world.ts'

const MINUTE = 60_000
const STORM_MS = 15 * MINUTE
/** Long enough for a full disk to get space, and for what is lost to be found. */
const CALM_MS = 5 * MINUTE
/** Long enough for every machine to be done. */
const LONG_CALM_MS = 60 * MINUTE
const ROUND_MS = 3_000
const WISHES_PER_ROUND_MAX = 3
const JUMP_MS_MAX = 20 * MINUTE
/** So often people look at everything that is open. */
const CLEAR_UPS = 30

/** Safety: the promises hold while everything goes wrong. Liveness: once nothing goes wrong any more, everything ends. */
export type Mode = 'safety' | 'liveness'

export interface Simulation {
  readonly violations: readonly string[]
  readonly facts: number
  readonly runs: number
  readonly faults: World['faults']['counts']
  readonly trace: World['trace']
}

/** One world from its beginning until it has come to rest. The same seed gives the same world. */
export async function simulate(seed: number, mode: Mode, rates?: Rates): Promise<Simulation> {
  const world = createWorld(seed, rates)
  const { chance, timeline, faults } = world
  const plans = Array.from({ length: chance.from(2, 4) }, (_, index) => randomPlan(chance, `w${index + 1}`))
  const house = createHouse({ world, planFor: async () => planFor(world, plans) })
  const clients = createClients({ world, house, plans })
  await world.disk.append([{ triggers: randomTriggers(world) }])
  house.start()
  await storm(world, house, clients)
  faults.end()
  house.clear()
  house.start()
  await timeline.runUntil(addMs(timeline.now(), mode === 'safety' ? CALM_MS : LONG_CALM_MS))
  while (world.diskState.underWay > 0) await timeline.runUntil(addMs(timeline.now(), 1))
  const violations = [...world.breaches, ...(await judge(world, house).catch(broken))]
  const stuck = mode === 'safety' ? [] : await livenessProblems(world, clients).catch(broken)
  const stored = await readStored(world.disk)
  const facts = stored.runs.reduce((sum, run) => sum + run.facts.length, 0)
  const { trace } = world
  return { violations: [...violations, ...stuck], facts, runs: stored.runs.length, faults: faults.counts, trace }
}

/** A history that can not even be folded is reported like everything else. */
function broken(error: unknown): readonly string[] {
  return [`what is stored can not be judged: ${String(error)}`]
}

function planFor({ chance }: World, plans: readonly Plan[]) {
  return chance.in(0.1) ? err('The document has a mistake.') : ok(chance.pick(plans))
}

function randomTriggers(world: World): readonly TriggerRow[] {
  const crons = ['*/5 * * * *', '*/17 * * * *', '0 * * * *'].filter(() => world.chance.in(0.4))
  return crons.map((cron, index) =>
    aTriggerRow({
      id: `w1/t${index + 1}`,
      definition: randomSchedule(world, cron),
      nextFireAt: firstInstant(cron),
      since: BEGINNING,
    }),
  )
}

function randomSchedule({ chance }: World, cron: string): ScheduleTrigger {
  const rest = chance.in(0.3) ? { jitterMs: chance.from(1, 120_000) } : {}
  return aSchedule({
    cron,
    timezone: 'UTC',
    inputs: {},
    overlap: chance.pick(['skip', 'queue', 'allow', 'cancel_other']),
    catchUp: chance.pick(['none', 'last', 'all']),
    ...(chance.in(0.3) ? { pauseAfter: chance.from(2, 5) } : {}),
    ...rest,
  })
}

/** The beginning is a full hour. */
function firstInstant(cron: string): TriggerRow['nextFireAt'] {
  const minutes = /^\*\/(\d+)/.exec(cron)?.[1]
  return at(minutes === undefined ? 60 : Number(minutes))
}

/** Clients want something and things go wrong for a while. What the clock jumps over does not count. */
async function storm(world: World, house: House, clients: Clients): Promise<void> {
  const { timeline, chance } = world
  let rounds = STORM_MS / ROUND_MS
  const goOn = (): void => {
    rounds -= 1
    strike(world, house)
    for (let wishes = chance.from(0, WISHES_PER_ROUND_MAX); wishes > 0; wishes -= 1)
      timeline.after(chance.from(0, ROUND_MS), () => void clients.want())
    if (rounds > 0) timeline.after(ROUND_MS, goOn)
  }
  goOn()
  while (rounds > 0) await timeline.runUntil(addMs(timeline.now(), ROUND_MS))
}

function strike({ timeline, chance, faults, note }: World, house: House): void {
  if (faults.strikes('a crash')) house.strike()
  if (!faults.strikes('a clock that jumps')) return
  timeline.jump(chance.from(1, JUMP_MS_MAX))
  note('the clock jumps')
}

async function judge(world: World, house: House): Promise<readonly string[]> {
  const engine = house.living()?.engine
  if (engine === undefined) return ['no process lives though nothing goes wrong any more']
  const stored = await readStored(world.disk)
  const { requests, effects, timeline } = world
  return [
    ...checkHistory({ stored, requests, effects, now: timeline.now(), owner: engine.owner }),
    ...(await restProblems(world, engine, stored)),
  ]
}

async function livenessProblems(world: World, clients: Clients): Promise<readonly string[]> {
  const { timeline } = world
  const stuck = stuckRuns(await readStored(world.disk), timeline.now())
  for (let times = 0; times < CLEAR_UPS; times += 1) {
    await clients.clearUp()
    await timeline.runUntil(addMs(timeline.now(), 2 * MINUTE))
  }
  return [...stuck, ...endlessRuns(await readStored(world.disk), timeline.now())]
}
