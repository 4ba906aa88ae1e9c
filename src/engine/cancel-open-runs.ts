import { SCHEDULER } from '../core/people/scheduler.ts'
import type { FiringParts } from './start-fired.ts'

/** Open runs that are asked for at once; there are as many only where a schedule allowed overlaps before. */
const AT_ONCE = 100

/** Cancels what a trigger has started and has not ended: another run takes its place. */
export async function cancelOpenRuns(
  { engine, reader }: Pick<FiringParts, 'engine' | 'reader'>,
  { id }: { readonly id: string },
): Promise<void> {
  for (let open = await reader.openRunsOf(id, AT_ONCE); open.length > 0; open = await reader.openRunsOf(id, AT_ONCE)) {
    for (const run of open) await engine.command(run, { type: 'cancel-run', by: SCHEDULER, note: REPLACED })
  }
}

const REPLACED = 'The next run of its schedule took its place.'
