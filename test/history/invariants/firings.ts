import { addMs } from '../../../src/core/basics/timestamp.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import type { FiringRow, RunRow } from '../../../src/engine/store.ts'
import type { StoredRun } from '../evidence.ts'
import type { Invariant } from './breach.ts'
import { breach, repeated } from './breach.ts'

/** An instant is decided within this time while the program runs. */
const LATE_MAX_MS = 60_000

/** I8: an instant of a schedule led to exactly one run or one recorded skip, and each run of it to its firing. */
export const firings: Invariant = ({ stored }) => {
  const runs = new Map(stored.runs.map(({ row }) => [row.id, row]))
  const decided = new Map(stored.firings.map((firing) => [instantOf(firing), firing]))
  return [
    ...repeated(stored.firings.map(instantOf)).map((instant) => `I8 ${instant} was decided more than once`),
    ...stored.firings.flatMap((firing) => withoutRun(firing, runs)),
    ...stored.runs.flatMap((run) => withoutFiring(run, decided)),
  ]
}

function instantOf({ trigger, instant }: Pick<FiringRow, 'trigger' | 'instant'>): string {
  return `the instant ${instant} of ${trigger}`
}

function withoutRun(firing: FiringRow, runs: ReadonlyMap<RunId, RunRow>): readonly string[] {
  const { outcome } = firing
  if (outcome.type === 'skipped') return []
  const cause = runs.get(outcome.run)?.cause
  return cause?.type === 'schedule' && instantOf(cause) === instantOf(firing)
    ? []
    : [`I8 ${instantOf(firing)} is said to have started run ${outcome.run}, which is not there`]
}

function withoutFiring({ row }: StoredRun, decided: ReadonlyMap<string, FiringRow>): readonly string[] {
  const { cause, id } = row
  if (cause.type !== 'schedule') return []
  const outcome = decided.get(instantOf(cause))?.outcome
  return outcome?.type === 'run' && outcome.run === id
    ? []
    : [breach('I8', id, `${instantOf(cause)} started it, and its firing says otherwise`)]
}

/** I9: a schedule that is on has a next instant, and none that was missed. */
export const armed: Invariant = ({ stored, now }) =>
  stored.triggers.flatMap(({ id, enabled, nextFireAt }) => {
    if (!enabled) return nextFireAt === null ? [] : [`I9 trigger ${id} is off, and armed for ${nextFireAt}`]
    if (nextFireAt === null) return [`I9 trigger ${id} is on, and will never fire again`]
    return addMs(nextFireAt, LATE_MAX_MS) < now
      ? [`I9 trigger ${id} should have fired at ${nextFireAt}, and it is ${now}`]
      : []
  })
