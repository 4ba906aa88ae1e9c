import { watch } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '../../support/seeded.ts'
import type { EngineProcess } from './engine-process.ts'
import type { Shares } from './weighted.ts'
import { pickWeighted } from './weighted.ts'

/** After its first line: it opens its store and recovers. */
const OPENING_MS_MAX = 30
/** After it has opened its store. */
const RECOVERING_MS_MAX = 3
/** Counted in replies and in writes, so that a busy machine does not make all kills early ones. */
const REPLIES_MAX = 40
const WRITES_MAX = 40
/** After the last reply that was waited for: a commit and more. */
const LATER_MS_MAX = 8

type Moment = 'opening' | 'recovering' | 'working' | 'writing'

/** Of a hundred kills. */
const SHARES: Shares<Moment> = { opening: 15, recovering: 10, working: 45, writing: 30 }

/** Far more than any moment takes to come on a busy machine. */
const STANDS_STILL_MS = 60_000

/**
 * Resolves when the process is to be killed; false: it ended by itself, or it stands still. `log`: the folder and the
 * name of the file that its commits go to.
 */
export async function untilItsMoment(
  engine: EngineProcess,
  random: Random,
  log: readonly [folder: string, name: string],
): Promise<boolean> {
  const giveUp = new AbortController()
  const came = momentOf(engine, random, { log, giveUp: giveUp.signal }).then(() => true)
  const late = wait(STANDS_STILL_MS, false, { signal: giveUp.signal }).catch(() => false)
  const hasCome = await Promise.race([came, engine.ended.then(() => false), late])
  giveUp.abort()
  return hasCome
}

interface Watching {
  readonly log: readonly [folder: string, name: string]
  /** Aborted when the moment is not waited for any more. */
  readonly giveUp: AbortSignal
}

async function momentOf(engine: EngineProcess, random: Random, watching: Watching): Promise<void> {
  switch (pickWeighted(SHARES, random)) {
    case 'opening':
      return await wait(random() * OPENING_MS_MAX)
    case 'recovering':
      await engine.opened
      return await wait(random() * RECOVERING_MS_MAX)
    case 'working':
      await engine.replied(Math.ceil(random() * REPLIES_MAX))
      return await wait(random() * LATER_MS_MAX)
    case 'writing': {
      const writes = Math.ceil(random() * WRITES_MAX)
      await engine.opened
      return await untilWritten(watching, writes)
    }
  }
}

/** The system tells of a write while the flush after it goes on: whoever is killed then has not answered yet. */
async function untilWritten({ log: [folder, name], giveUp }: Watching, times: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let writes = 0
  watch(folder, { signal: giveUp }, (_, changed) => {
    if (changed === name) writes += 1
    if (writes >= times) resolve()
  })
  await promise
}
