import { systemIds } from '../../src/adapters/system/ids.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { Performer } from '../../src/engine/ports.ts'
import { OWNER_PERSON } from '../../test/support/engine.ts'
import { FIVE_STAGES, fiveStagePlan, LETTER } from './five-stage-plan.ts'
import type { OpenEngine } from './open-engine.ts'
import { ANSWER, openEngine } from './open-engine.ts'

export interface Load {
  /** The data folder. */
  readonly data: string
  readonly runs: number
  /** Runs in flight at the same time, and slots for their attempts. */
  readonly concurrent: number
  /** Called whenever the last stage of a run was performed, with how many were so far. */
  readonly onDone?: (done: number) => void
}

/**
 * Brings so many runs of five stages through the engine, the next one started when the last stage of one is performed.
 * Stages answer at once: what is measured is the engine. Resolves when all have succeeded; the engine is still open.
 */
export async function runFiveStages({ data, runs, concurrent, onDone }: Load): Promise<OpenEngine> {
  const plan = fiveStagePlan()
  const last = FIVE_STAGES.at(-1)
  let [started, done] = [0, 0]
  const perform: Performer['perform'] = async ({ stage }) => {
    if (stage === last) {
      done += 1
      onDone?.(done)
      startNext()
    }
    return ANSWER
  }
  const startNext = (): void => {
    if (started === runs) return
    started += 1
    const order = { plan, inputs: LETTER, by: OWNER_PERSON, cause: { type: 'manual' } } as const
    void open.engine.start({ id: systemIds.next() as RunId, ...order })
  }
  const open = openEngine({ data, slots: concurrent, perform })
  for (let run = 0; run < concurrent; run += 1) startNext()
  await open.engine.drain()
  await refuseUnfinished(open, runs)
  return open
}

async function refuseUnfinished({ store }: OpenEngine, runs: number): Promise<void> {
  const counts = await store.countRuns()
  const succeeded = counts.filter(({ status }) => status === 'succeeded').reduce((sum, count) => sum + count.runs, 0)
  if (succeeded !== runs) throw new Error(`Of ${runs} runs only ${succeeded} succeeded`)
}
