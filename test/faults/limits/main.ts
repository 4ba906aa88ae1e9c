/**
 * Large runs, many waiting runs, large payloads and long waits, on the real engine and store. `--n`: the stages of the
 * large runs, and the tasks and timers that wait. What is slow is a figure beside its target; what is wrong, a violation.
 */
import type { Plan } from '../../../src/core/plan/plan.ts'
import { randomFrom } from '../../support/seeded.ts'
import type { Proof, Scale } from '../harness.ts'
import { runHarness } from '../harness.ts'
import { askServerForRun, askServerForTasks, askStoreForTasks } from './ask-server.ts'
import { aChain, aFan } from './large-plans.ts'
import { runLarge } from './large-run.ts'
import { waitForLong } from './long-waits.ts'
import type { Wait } from './many-waiting.ts'
import { beginWaiting, DEADLINES, INTERVALS, letPass, ONE_DEADLINE } from './many-waiting.ts'
import { aDataHome } from './open-engine.ts'
import type { Part } from './part.ts'
import { joined } from './part.ts'
import { handOverPayloads, runHeavy } from './payloads.ts'
import { aWaitingClock } from './waiting-clock.ts'

const FULL = { seed: 1, n: 10_000 }
/** At full size 200 heavy runs, whose payloads are 250 MiB. */
const STAGES_PER_HEAVY_RUN = 50

await runHarness(FULL, proveLimits)

async function proveLimits(scale: Scale): Promise<Proof> {
  const steps: Readonly<Record<string, () => Promise<Part>>> = {
    'a run of many stages in a row': () => proveLargeRun('chain', aChain(scale.n)),
    'a run of many stages at once': () => proveLargeRun('fan', aFan(scale.n)),
    'tasks and their deadlines': () => proveDeadlines(scale),
    'retry intervals': () => proveWaiting(INTERVALS, scale.n),
    'one deadline': () => proveWaiting(ONE_DEADLINE, 1),
    'waits of 40 days': () => proveLongWait(40),
    'waits of 400 days': () => proveLongWait(400),
    payloads: () => provePayloads(Math.ceil(scale.n / STAGES_PER_HEAVY_RUN)),
  }
  const parts: Part[] = []
  for (const [name, prove] of Object.entries(steps)) {
    console.error(`limits: ${name}`)
    parts.push(await prove())
  }
  const title = `Runs of ${scale.n} stages, ${scale.n} tasks and timers at once, the largest payloads, waits of 400 days`
  return { ...scale, title, ...joined(parts) }
}

async function proveLargeRun(shape: string, plan: Plan): Promise<Part> {
  await using home = await aDataHome()
  const { run, ...part } = await runLarge(home, shape, plan)
  return joined([part, await askServerForRun(home, shape, run)])
}

async function proveDeadlines({ n: tasks, seed }: Scale): Promise<Part> {
  await using home = await aDataHome()
  const clock = aWaitingClock()
  const begun = await beginWaiting(home, clock, { wait: DEADLINES, runs: tasks })
  const random = randomFrom(seed)
  const lists = [await askStoreForTasks(home, { tasks, random }), await askServerForTasks(home, { tasks, random })]
  return joined([begun, ...lists, await letPass(home, clock, DEADLINES)])
}

async function proveWaiting(wait: Wait, runs: number): Promise<Part> {
  await using home = await aDataHome()
  const clock = aWaitingClock()
  return joined([await beginWaiting(home, clock, { wait, runs }), await letPass(home, clock, wait)])
}

async function proveLongWait(days: number): Promise<Part> {
  await using home = await aDataHome()
  return await waitForLong(home, days)
}

async function provePayloads(heavyRuns: number): Promise<Part> {
  await using home = await aDataHome()
  return joined([await handOverPayloads(home), await runHeavy(home, heavyRuns)])
}
