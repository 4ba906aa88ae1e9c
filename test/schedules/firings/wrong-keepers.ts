import { addMs } from '../../../src/core/basics/timestamp.ts'
import { armedFrom } from '../../../src/engine/arming.ts'
import type { TriggerRow } from '../../../src/engine/trigger-row.ts'
import { chanceOf } from '../../simulation/chance.ts'
import { LENA } from '../../support/runs.ts'
import { clockOfYears, ZONES } from '../oracle/zones.ts'
import { liveThrough } from './live-through.ts'
import type { KeeperOf, Process } from './open-house.ts'

/** As the program does it. */
export const asTheProgram: KeeperOf = ({ triggers }) => triggers.keeper

/** Ways to get it wrong, which a comparison that is worth anything notices. */
export const WRONG_KEEPERS: Readonly<Record<string, KeeperOf>> = {
  'nothing is armed again after the clock was set back': (process) => ({
    ...process.triggers.keeper,
    reconcile: async () => 'done',
  }),
  'what passed while it was down is forgotten': firing(async (process, row) => {
    const { engine, ids, clock, triggers } = process
    const isLate = addMs(row.nextFireAt ?? clock.now(), LATE_MS) < clock.now()
    if (isLate) await engine.write({ triggers: [armedFrom(ids, row, clock.now())] })
    else await triggers.keeper.fire(row)
  }),
  'an instant starts two runs': firing(async ({ triggers, ids }, row) => {
    await triggers.keeper.fire(row)
    await triggers.fire({ trigger: row.id, id: ids.next(), by: LENA, instant: null })
  }),
  'the next instant is found in UTC': firing(async ({ triggers }, row) => {
    const { definition } = row
    const elsewhere = definition.type === 'schedule' ? { ...definition, timezone: 'UTC' } : definition
    await triggers.keeper.fire({ ...row, definition: elsewhere })
  }),
}

const LATE_MS = 60_000

function firing(fire: (process: Process, row: TriggerRow) => Promise<void>): KeeperOf {
  return (process) => ({ ...process.triggers.keeper, fire: (row) => fire(process, row) })
}

/** In so many lives everything has happened. */
const LIVES_MAX = 20

/** Whether what becomes of schedules that are seen to like this is not what is expected. */
export async function isNoticed(keeperOf: KeeperOf): Promise<boolean> {
  const clocks = ZONES.map((zone) => clockOfYears(zone, 2026, 2026))
  for (let seed = 1; seed <= LIVES_MAX; seed += 1) {
    const { violations } = await liveThrough(clocks, chanceOf(seed), keeperOf)
    if (violations.length > 0) return true
  }
  return false
}
