import type { DatabaseSync } from 'node:sqlite'
import type { Transition, TriggerRow } from '../../engine/store.ts'
import { toFiringColumns } from './firing-row.ts'
import { toJsonText } from './json-text.ts'
import { insertNew, putVersion } from './statements.ts'
import { toTriggerColumns } from './trigger-row.ts'
import type { Written } from './write-run.ts'
import { createRunWriter } from './write-run.ts'

/** Writes a transition; `stale` as soon as one part of it is: whoever calls takes the parts before it back. */
export function createTransitionWriter(database: DatabaseSync): (transition: Transition) => Written {
  const insertPlan = insertNew(database, 'plans')
  const insertVersion = insertNew(database, 'workchart_versions')
  const areFiringsWritten = createFiringWriter(database)
  const writeRun = createRunWriter(database)

  return ({ plan, run, version, ...fired }) => {
    if (plan !== undefined) insertPlan({ digest: plan.digest, body: toJsonText(plan.plan) })
    if (version !== undefined && !insertVersion({ ...version })) return 'stale'
    if (!areFiringsWritten(fired)) return 'stale'
    return run === undefined ? [] : writeRun(run)
  }
}

type Fired = Pick<Transition, 'firing' | 'triggers'>

function createFiringWriter(database: DatabaseSync): (fired: Fired) => boolean {
  const insertFiring = insertNew(database, 'trigger_firings')
  const putTrigger = putVersion(database, 'workchart_triggers')
  const isTriggerWritten = (row: TriggerRow) => putTrigger(toTriggerColumns(row), row.version - 1)

  return ({ firing, triggers = [] }) =>
    (firing === undefined || insertFiring(toFiringColumns(firing))) && triggers.every(isTriggerWritten)
}
