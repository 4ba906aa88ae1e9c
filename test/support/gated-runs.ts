import { exportPages } from '../../src/api/export-receipts.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { PlannedTarget } from '../../src/core/plan/plan.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { Run } from '../../src/core/run/run.ts'
import { isFinished } from '../../src/core/run/run.ts'
import { allStages } from '../../src/core/run/stage-table.ts'
import type { Task } from '../../src/core/run/task.ts'
import type { TestClock, World } from './engine.ts'
import { aClock, aWorld, runThat, startOf } from './engine.ts'
import { APPROVE, anAnswer, answerCommand, aPlan, aStage, at, edit } from './runs.ts'
import { randomFrom } from './seeded.ts'

export interface GatedHouse {
  readonly world: World
  readonly clock: TestClock
  /** So many runs more, one after the other, each a minute after the one before; people answer all they are asked. */
  readonly work: (runs: number) => Promise<void>
  /** So many runs more, of which nobody answers anything. */
  readonly leave: (runs: number) => Promise<readonly RunId[]>
  /** People answer what they are asked of these. */
  readonly answer: (runs: readonly RunId[]) => Promise<void>
  readonly export: () => Promise<string>
}

const MINUTE_MS = 60_000
/** Those who are at least so sure are hardly ever wrong. */
const SURE = 0.3

/** A house whose one stage is gated by a target: the surer its answers are, the more often they are right. */
export function aGatedHouse(gate: Partial<PlannedTarget> = {}, seed = 7): GatedHouse {
  const clock = aClock(at(0))
  const random = randomFrom(seed)
  const wrong = new Set<string>()
  const world = aWorld({
    clock,
    script: ({ run }) => {
      const confidence = Math.round(random() * 100) / 100
      if (random() < (confidence < SURE ? 0.4 : 0.01)) wrong.add(run)
      return { type: 'answered', answer: anAnswer({ outputs: { says: 'yes' }, confidence }) }
    },
  })
  const plan = aPlan([aStage('sort', { gate: { kind: 'target-error', target: 0.1, auditRate: 0.9, ...gate } })])
  const start = (): Promise<Run> => {
    clock.set(addMs(clock.now(), MINUTE_MS))
    return startOf(world, plan)
  }
  const leave = async (runs: number): Promise<readonly RunId[]> => {
    const left: RunId[] = []
    for (let done = 0; done < runs; done += 1) left.push((await runThat(world, (await start()).id, isQuiet)).id)
    return left
  }
  const answer = async (runs: readonly RunId[]): Promise<void> => {
    for (const id of runs) await answerAll(world, id, wrong)
  }
  return {
    world,
    clock,
    work: async (runs) => {
      for (let done = 0; done < runs; done += 1) await answer(await leave(1))
    },
    leave,
    answer,
    export: async () => {
      const pages: string[] = []
      const { sha256 } = world.ids
      for await (const page of exportPages({ reader: world.store, sha256 }, {})) pages.push(page)
      return pages.join('')
    },
  }
}

async function answerAll(world: World, id: RunId, wrong: ReadonlySet<string>): Promise<void> {
  const run = await runThat(world, id, isQuiet)
  const task = openTask(run)
  if (task === undefined) return
  const answer = wrong.has(id) ? edit({ says: 'no' }) : APPROVE
  await world.engine.command(id, answerCommand(run, task.id, { answer }))
}

function isQuiet(run: Run): boolean {
  return isFinished(run) || openTask(run) !== undefined
}

function openTask(run: Run): Task | undefined {
  return allStages(run.stages)
    .flatMap(({ tasks }) => tasks)
    .find(({ state }) => state.status === 'open')
}
