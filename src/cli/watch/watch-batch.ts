import type { RunStatus, RunSummary } from '../../api/contract/runs.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import { counted, runWord } from '../show/words.ts'
import type { JsonOption } from '../tree/options.ts'
import { awaitRuns } from './await-runs.ts'
import { endingOf, exitFor } from './run-ending.ts'

/** Stays with many runs until each has ended or waits for a person, and then counts them by how they stand. */
export async function watchBatch(session: Connected, ids: readonly string[], { json }: JsonOption): Promise<Outcome> {
  const { screen } = session
  const watched = await awaitRuns(session, { ids, onLook: (seen) => screen.progress(progressLine(seen)) })
  if (!watched.ok) return watched
  const { how, runs } = watched.value
  if (json) screen.json('run-batch', { runs })
  else
    await screen.table({
      head: ['outcome', 'runs'],
      rows: countByStatus(runs).map(([status, count]) => [runWord(status), String(count)]),
    })
  if (how === 'interrupted') {
    screen.note('Stopped watching. The runs stay: `workcharts runs list` shows where they stand.')
    return ok(EXIT.interrupted)
  }
  const waiting = runs.filter((run) => endingOf(run) === 'for-people').length
  if (waiting > 0)
    screen.note(
      `${counted(waiting, 'run')} ${waiting === 1 ? 'waits' : 'wait'} for a person: \`workcharts inbox list\`.`,
    )
  return ok(exitFor(runs.map(({ status }) => status)))
}

function progressLine(runs: readonly RunSummary[]): string {
  const endings = runs.map(endingOf)
  const finished = endings.filter((ending) => ending === 'finished').length
  const waiting = endings.filter((ending) => ending === 'for-people').length
  return `${counted(runs.length, 'run')} started, ${finished} finished, ${waiting} waiting for a person`
}

const ORDER: readonly RunStatus[] = ['succeeded', 'failed', 'rejected', 'canceled', 'waiting', 'paused', 'running']

function countByStatus(runs: readonly RunSummary[]): readonly (readonly [RunStatus, number])[] {
  return ORDER.map((status): [RunStatus, number] => [
    status,
    runs.filter((run) => run.status === status).length,
  ]).filter(([, count]) => count > 0)
}
