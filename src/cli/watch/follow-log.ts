import type { LogLine, RunDetail } from '../../api/contract/run-detail.ts'
import { runDetail } from '../../api/contract/run-detail.ts'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import type { Connected } from '../session.ts'
import { showTimeOfDay } from '../show/times.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import { nextPause, POLL_MIN_MS } from './pace.ts'
import type { Ending } from './run-ending.ts'
import { endingOf } from './run-ending.ts'

export interface Follow {
  readonly run: string
  readonly layout: 'text' | 'json'
  /** Whether to go on watching a run that stands so. */
  readonly goesOn: (ending: Ending) => boolean
}

export interface Followed {
  readonly how: 'ended' | 'interrupted'
  readonly detail: RunDetail
}

/** Prints the log of a run and what is added to it; as JSON, each line is one value. */
export async function followLog(
  session: Connected,
  { run, layout, goesOn }: Follow,
): Promise<Result<Followed, CliFailure>> {
  const { api, io } = session
  const printer = createLogPrinter(session, layout)
  let pauseMs = POLL_MIN_MS
  for (;;) {
    const read = await api.get(`/runs/${run}`, runDetail)
    if (!read.ok) return read
    const detail = read.value
    const seen = printer(detail)
    if (!goesOn(endingOf(detail.summary))) return ok({ how: 'ended', detail })
    if (io.interrupted.aborted) return ok({ how: 'interrupted', detail })
    await io.wait(pauseMs)
    pauseMs = nextPause(pauseMs, seen)
  }
}

type LogPrinter = (detail: Pick<RunDetail, 'log' | 'logOmitted' | 'version'>) => 'changed' | 'same'

/** Prints what it has not printed. The API tells the newest facts only: it says where some were too fast for it. */
function createLogPrinter({ screen, io }: Connected, layout: Follow['layout']): LogPrinter {
  const printed = new Set<string>()
  let told = 0
  return ({ log, logOmitted, version }) => {
    if (logOmitted > told) screen.note('Older lines are left out.')
    told = version
    const fresh = log.filter(({ id }) => !printed.has(id)).reverse()
    for (const { id } of fresh) printed.add(id)
    if (layout === 'json') for (const line of fresh) screen.json('log-line', line, 'line')
    else screen.print(...fresh.map((line) => toText(line, io.timeZone)))
    return fresh.length === 0 ? 'same' : 'changed'
  }
}

function toText({ at, lead, text, aside }: LogLine, timeZone: string): Text {
  const start: Text = [styled('faint', showTimeOfDay(at, timeZone)), '  ', styled('strong', lead), ' ', text]
  return aside === null ? start : [start, '  ', styled('faint', aside)]
}
