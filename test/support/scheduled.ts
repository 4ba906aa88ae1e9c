import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import type { FiringRow, TriggerRow } from '../../src/engine/trigger-row.ts'
import type { TestClock, WorldOptions } from './engine.ts'
import { aClock } from './engine.ts'
import type { Office, TestLibrary } from './library.ts'
import { aLibrary, anOffice } from './library.ts'
import { aSkill } from './plans.ts'
import { at, LENA } from './runs.ts'

/** Every hour; the tests begin at 10:00, so the first instant is 11:00, `at(60)`. */
export const HOURLY = 'cron: "0 * * * *", timezone: UTC'
export const TRIGGER = 'digest/hourly'

/** A document with one schedule, whose keys are these. */
export function digest(trigger: string, more = ''): string {
  return [
    'workflow_id: digest',
    'name: Digest',
    more,
    `triggers: [{ id: hourly, type: schedule, ${trigger} }]`,
    'stages: [{ id: sort, roles: { primary: "skill:sort" }, inputs: {} }]',
    '',
  ].join('\n')
}

export interface Scheduled extends Office {
  readonly clock: TestClock
  /** Puts the clock there and lets everything that is due by then happen. */
  readonly goTo: (now: Timestamp) => Promise<void>
  readonly trigger: () => Promise<TriggerRow>
  readonly firings: () => Promise<readonly FiringRow[]>
}

/** A published workflow whose schedule fires in this process. */
export async function scheduled(
  text: string,
  options: WorldOptions & { readonly library?: TestLibrary } = {},
): Promise<Scheduled> {
  const clock = aClock(at(0))
  const library = options.library ?? aLibrary(aSkill('sort'))
  library.write('digest', text)
  const office = anOffice(library, { ...options, clock })
  const published = await office.workflows.publish('digest', LENA)
  if (!published.ok) throw new Error(published.error.code)
  await office.engine.recover(office.triggers.keeper)
  return {
    ...office,
    clock,
    goTo: async (now) => {
      clock.set(now)
      do await office.engine.recover(office.triggers.keeper)
      while (isDue(await getTrigger(office), now))
      await office.engine.drain()
    },
    trigger: () => getTrigger(office),
    firings: () => office.store.listFirings(TRIGGER, 10_000),
  }
}

function isDue({ nextFireAt }: TriggerRow, now: Timestamp): boolean {
  return nextFireAt !== null && nextFireAt <= now
}

async function getTrigger({ store }: Office): Promise<TriggerRow> {
  const row = await store.findTrigger(TRIGGER)
  if (row === undefined) throw new Error('There is no such trigger')
  return row
}
