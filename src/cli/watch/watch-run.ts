import type { RunDetail } from '../../api/contract/run-detail.ts'
import { runDetail } from '../../api/contract/run-detail.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import { shortRun } from '../show/ids.ts'
import { runLines } from '../show/run-lines.ts'
import type { JsonOption } from '../tree/options.ts'
import { awaitRuns } from './await-runs.ts'
import { followLog } from './follow-log.ts'
import { exitFor } from './run-ending.ts'

export interface WatchOptions extends JsonOption {
  readonly follow?: true
}

/** Stays with one run until it has ended or waits for a person, and then shows it. */
export async function watchRun(session: Connected, run: string, options: WatchOptions): Promise<Outcome> {
  const watched = await (options.follow ? follow(session, run, options) : wait(session, run))
  if (!watched.ok) return watched
  if (watched.value === 'interrupted') return leave(session, run)
  const found = await session.api.get(`/runs/${run}`, runDetail)
  if (!found.ok) return found
  show(session, found.value, options)
  return ok(exitFor([found.value.summary.status]))
}

async function follow(session: Connected, run: string, { json }: WatchOptions) {
  const followed = await followLog(session, {
    run,
    layout: json ? 'json' : 'text',
    goesOn: (ending) => ending === 'none',
  })
  return followed.ok ? ok(followed.value.how) : followed
}

async function wait(session: Connected, run: string) {
  const { screen } = session
  screen.note(`Run ${shortRun(run)} started.`)
  const watched = await awaitRuns(session, { ids: [run], onLook: () => undefined })
  return watched.ok ? ok(watched.value.how) : watched
}

function show({ screen, io }: Connected, run: RunDetail, { json, follow: followed }: WatchOptions): void {
  if (json) screen.json('run', run, followed ? 'line' : 'indented')
  else screen.print(...runLines(run, io))
  const tasks = run.stages.filter(({ task }) => task !== null).length
  if (tasks > 0)
    screen.note(
      `${tasks === 1 ? 'A person is' : `${tasks} people are`} needed: \`workcharts inbox show ${shortRun(run.summary.id)}\`.`,
    )
}

/** The run stays where it is: only the watching ends. */
function leave({ screen, api }: Connected, run: string): Outcome {
  const next =
    api.kind === 'server'
      ? `It goes on: \`workcharts runs logs ${shortRun(run)} -f\`.`
      : 'It goes on when `workcharts start` runs.'
  screen.note(`Stopped watching run ${shortRun(run)}. ${next}`)
  return ok(EXIT.interrupted)
}
