import { addMs } from '../../../src/core/basics/timestamp.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import type { RunRow } from '../../../src/engine/store.ts'
import type { FiringRow } from '../../../src/engine/trigger-row.ts'
import { firingKey } from '../../../src/engine/trigger-row.ts'
import type { StoredRun } from '../evidence.ts'
import type { Invariant } from './breach.ts'
import { breach, repeated } from './breach.ts'

/** An instant is decided within this time while the program runs. */
const LATE_MAX_MS = 60_000

/** I8: an instant of a schedule led to exactly one run or one recorded skip, and each run of it to its firing. */
export const firings: Invariant = ({ stored }) => {
  const runs = new Map(stored.runs.map(({ row }) => [row.id, row]))
  const started = new Map(stored.firings.map(({ trigger, outcome }) => [startOf(outcome), trigger]))
  return [
    ...repeated(stored.firings.map(firingKey)).map((key) => `I8 ${key} was decided more than once`),
    ...repeated(stored.firings.flatMap(({ outcome }) => startOf(outcome) ?? [])).map(
      (run) => `I8 run ${run} was started by more than one firing`,
    ),
    ...stored.firings.flatMap((firing) => withoutRun(firing, runs)),
    ...stored.runs.flatMap((run) => withoutFiring(run, started)),
  ]
}

function startOf(outcome: FiringRow['outcome']): RunId | undefined {
  return outcome.type === 'run' ? outcome.run : undefined
}

function withoutRun(firing: FiringRow, runs: ReadonlyMap<RunId, RunRow>): readonly string[] {
  const { outcome, trigger, instant } = firing
  if (outcome.type !== 'run') return []
  const cause = runs.get(outcome.run)?.cause
  const isIts = cause !== undefined && cause.type !== 'manual' && cause.trigger === trigger
  return isIts && (cause.type === 'event' || cause.instant === instant)
    ? []
    : [`I8 ${firingKey(firing)} is said to have started run ${outcome.run}, which is not there`]
}

function withoutFiring({ row }: StoredRun, started: ReadonlyMap<RunId | undefined, string>): readonly string[] {
  const { cause, id } = row
  if (cause.type === 'manual' || started.get(id) === cause.trigger) return []
  return [breach('I8', id, `${cause.trigger} started it, and none of its firings says so`)]
}

/** I9: a schedule that is on has a next instant, and none that was missed; what waits for events has none. */
export const armed: Invariant = ({ stored, now }) =>
  stored.triggers.flatMap(({ id, definition, enabled, pause, nextFireAt }) => {
    if (!enabled || pause !== null || definition.type === 'event')
      return nextFireAt === null ? [] : [`I9 trigger ${id} is off, and armed for ${nextFireAt}`]
    if (nextFireAt === null) return [`I9 trigger ${id} is on, and will never fire again`]
    return addMs(nextFireAt, LATE_MAX_MS) < now
      ? [`I9 trigger ${id} should have fired at ${nextFireAt}, and it is ${now}`]
      : []
  })
