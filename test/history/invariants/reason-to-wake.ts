import { isDeepStrictEqual } from 'node:util'
import { addMs } from '../../../src/core/basics/timestamp.ts'
import type { OwnerId } from '../../../src/core/run/ids.ts'
import { isFinished } from '../../../src/core/run/run.ts'
import { activeStages, allStages, stageAt } from '../../../src/core/run/stage-table.ts'
import { looksBack } from '../../../src/core/run/task.ts'
import { runRow } from '../../../src/engine/rows.ts'
import type { FoldedRun, History } from '../fold-run.ts'
import { ofEachRun } from './breach.ts'

/** What is due is done within this time while the program runs. */
const LATE_MAX_MS = 60_000

/** I7: whatever has not ended goes on by itself or waits for somebody, and its summary says what its facts say. */
export const reasonToWake = ofEachRun('I7', (run, history) => [
  ...(isFinished(run.run) ? [] : [...asleep(run, history), ...orphaned(run, history)]),
  ...summaryProblems(run, history),
])

function asleep({ row, tasks }: FoldedRun, { now }: History): readonly string[] {
  const isAsking = tasks.some((task) => task.status === 'open' && !looksBack(task.reason))
  const { readySince, nextWakeAt, owner, status } = row
  if (nextWakeAt !== null && addMs(nextWakeAt, LATE_MAX_MS) < now)
    return [`it should have woken at ${nextWakeAt}, and it is ${now}`]
  const isAwake = readySince !== null || nextWakeAt !== null || owner !== null || status === 'paused' || isAsking
  return isAwake ? [] : [`it is ${status}, and nothing will ever wake it`]
}

/** Attempts of a process that is gone are taken up by the one that recovered. */
function orphaned({ run }: FoldedRun, { owner }: History): readonly string[] {
  return allStages(run.stages).flatMap(({ state }, index) =>
    state.status === 'running' && state.owner !== owner
      ? [`stage ${run.plan.stages[index]?.id} is performed by ${state.owner}, which is gone`]
      : [],
  )
}

/** The row is the one that was written with the last fact. */
function summaryProblems(folded: FoldedRun, { owner }: History): readonly string[] {
  const { run, row, chain, facts } = folded
  const last = facts.at(-1)
  if (last === undefined) return ['it has no facts']
  const expected = runRow(run, { now: last.event.at, owner: performerOf(folded) ?? owner, chain })
  const keys = Object.keys(expected) as (keyof typeof expected)[]
  return keys
    .filter((key) => !isDeepStrictEqual(row[key], expected[key]))
    .map((key) => `its summary says ${key} ${JSON.stringify(row[key])}, its facts ${JSON.stringify(expected[key])}`)
}

function performerOf({ run }: FoldedRun): OwnerId | undefined {
  const states = activeStages(run.stages).map((index) => stageAt(run.stages, index).state)
  return states.find((state) => state.status === 'running')?.owner
}
