import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import type { SqliteStore } from '../../../../src/adapters/sqlite/sqlite-store.ts'
import { openSqliteStore } from '../../../../src/adapters/sqlite/sqlite-store.ts'
import { ok } from '../../../../src/core/basics/result.ts'
import type { Plan } from '../../../../src/core/plan/plan.ts'
import { createTriggers } from '../../../../src/engine/create-triggers.ts'
import type { Clock } from '../../../../src/engine/ports.ts'
import { checkHistory } from '../../../history/check-history.ts'
import type { Stored } from '../../../history/evidence.ts'
import { readStored } from '../../../history/read-stored.ts'
import { checkFirings } from '../../firings/check-firings.ts'
import type { House } from '../../firings/open-house.ts'
import { fireAtDesk, openDeskHouse } from './desk-house.ts'
import { endRun } from './end-runs.ts'
import type { Line } from './lines.ts'
import { DATA_FOLDER, effectsIn, firingsIn, requestsIn } from './lines.ts'
import type { OpenDesk } from './open-desk.ts'
import { openDesk } from './open-desk.ts'

/** Longer than any recovery of a few dozen runs takes. */
const RECOVERY_MS_MAX = 30_000

export interface Left {
  readonly home: string
  /** What was written down before the process ended. */
  readonly lines: readonly Line[]
  readonly clock: Clock
  /** What its schedules start; absent: it has none. */
  readonly plan?: Plan
}

export interface TakenUp {
  /** What is wrong, as sentences. */
  readonly wrong: readonly string[]
  readonly stored?: Stored
}

/** Takes up what a process left behind, as the next start of the program would, and sees every run to its end. */
export async function takeUp(left: Left): Promise<TakenUp> {
  const data = join(left.home, DATA_FOLDER)
  const opened = openSqliteStore({ folder: data })
  if (!opened.ok) return { wrong: [`The data folder can not be opened: ${JSON.stringify(opened.error)}`] }
  const store = opened.value
  const { wrong, stored } = await finish(store, left)
  store.close()
  const damage = damageOf(join(data, 'workcharts.db'))
  return { wrong: damage === 'ok' ? wrong : [`The database is damaged: ${damage}`, ...wrong], stored }
}

async function finish(store: SqliteStore, { home, lines, clock, plan }: Left): Promise<Required<TakenUp>> {
  const [noted, problems] = [[...lines], [] as string[]]
  const note = (line: Line): void => void noted.push(line)
  const onProblem = (error: unknown): void => void problems.push(`The engine reports after a restart: ${String(error)}`)
  const parts = { data: join(home, DATA_FOLDER), store, clock, note, prefix: 'again', onProblem, onFatal: onProblem }
  const desk = await openDesk(parts)
  const endAll = async (): Promise<void> => {
    if (!lines.some(({ type }) => type === 'fire')) {
      await recover(desk, plan)
      return await endRuns(desk, store)
    }
    const house = await openDeskHouse({ ...desk, note }, { reader: store, onProblem, lines })
    await endHouse({ ...desk, note }, { house, store, lines })
  }
  const end = await Promise.race([endAll(), wait(RECOVERY_MS_MAX, 'late' as const, { ref: false })])
  await desk.engine.close()
  const stored = await readStored(store)
  const evidence = { stored, requests: requestsIn(noted), effects: effectsIn(noted) }
  const broken = checkHistory({ ...evidence, now: clock.now(), owner: desk.engine.owner })
  const late = end === 'late' ? ['After a restart not every run came to its end'] : []
  const fired = late.length > 0 ? [] : checkFirings(stored, firingsIn(noted))
  return { wrong: [...problems, ...late, ...broken, ...fired], stored }
}

async function endRuns(desk: OpenDesk, store: SqliteStore): Promise<void> {
  const runs = await store.listRuns({ limit: 1_000 })
  await Promise.all(runs.map(({ id }) => endRun(desk, id)))
}

interface LeftHouse {
  readonly house: House
  readonly store: SqliteStore
  readonly lines: readonly Line[]
}

/** Between two looks whether what waits, and what runs tell, has come to rest. */
const LOOK_MS = 5

/** Everything is asked once more, in its order, and must change nothing that was decided: until nothing is open and nothing waits. */
async function endHouse(desk: OpenDesk, { house, store, lines }: LeftHouse): Promise<void> {
  await desk.engine.recover(house.keeper)
  house.relay.ring()
  for (const ask of firingsIn(lines).asked) await fireAtDesk(house, ask, desk.note)
  do {
    await endRuns(desk, store)
    await wait(LOOK_MS)
  } while (!(await house.isQuiet()))
  await house.relay.close()
}

/** Takes up runs and, where there are schedules, decides every instant that was missed. */
async function recover(desk: OpenDesk, plan: Plan | undefined): Promise<void> {
  if (plan === undefined) return await desk.engine.recover()
  const { keeper } = createTriggers({ ...desk, planFor: async () => ok(plan) })
  do {
    await desk.engine.recover(keeper)
  } while (
    (await desk.reader.listTriggers()).some(({ nextFireAt }) => nextFireAt !== null && nextFireAt < desk.clock.now())
  )
}

/** Every page, every index against its table, and every reference: 'ok', or what SQLite says. */
function damageOf(path: string): string {
  using database = new DatabaseSync(path, { readOnly: true })
  return integrityOf(database)
}

export function integrityOf(database: DatabaseSync): string {
  const found = database.prepare('pragma integrity_check').get()
  const unreferenced = database.prepare('pragma foreign_key_check').get()
  if (unreferenced !== undefined) return `a reference to nothing in ${JSON.stringify(unreferenced)}`
  return String(found?.['integrity_check'])
}
