import { known } from '../../basics/known.ts'
import type { LaterEvent, RunEvent, RunOutcome, StageEvent } from '../run-event.ts'
import type { StartEvent } from '../start-run.ts'
import { stageTitle } from './explain-settlement.ts'
import type { LogLine, Saying } from './log-line.ts'
import { OUTCOME_WORDS } from './outcome-words.ts'
import type { StageStep, Step, Story } from './retell.ts'
import type { Beginnings } from './say-attempt.ts'
import { sayAttempt } from './say-attempt.ts'
import { saySettled } from './say-settled.ts'
import { sayTask } from './say-task.ts'
import { actorName, outputsText } from './words.ts'

/** The whole history as sentences, in its order. Facts that only prepare the next one say nothing. */
export function logLines(story: Story): readonly LogLine[] {
  return [startLine(story), ...linesOfSteps(story.steps, beginningsIn(story.steps.map(({ event }) => event)))]
}

/** The first line: who started the run. */
export function startLine(story: Pick<Story, 'started' | 'first'>): LogLine {
  return known(placed({ seq: 1, at: story.started.at, stage: null }, [sayStarted(story)])[0])
}

/** The lines of some steps of a story; `beginnings` tells how long what they end has taken. */
export function linesOfSteps(steps: readonly Step[], beginnings: Beginnings): readonly LogLine[] {
  return steps.flatMap((step) => linesOf(step, beginnings))
}

/** When each attempt of a history began; `history` begins with the fact behind the first. */
export function beginningsIn(history: readonly RunEvent[]): Beginnings {
  return new Map(
    history.flatMap((event, index) => (event.type === 'attempt-begun' ? [[index + 2, event.at] as const] : [])),
  )
}

function linesOf({ seq, event, before, after }: Step, beginnings: Beginnings): LogLine[] {
  if (!('stage' in event)) return placed({ seq, at: event.at, stage: null }, [sayOfRun(event)])
  return placed({ seq, at: event.at, stage: event.stage }, sayOfStage({ seq, event, before, after }, beginnings))
}

type RunChange = Exclude<LaterEvent, StageEvent>

function placed(
  place: Pick<LogLine, 'at' | 'stage'> & { readonly seq: number },
  sayings: readonly Saying[],
): LogLine[] {
  const { seq, at, stage } = place
  return sayings.map(({ icon, lead, text, aside }, index) => ({
    id: `${seq}.${index + 1}`,
    at,
    icon,
    stage,
    lead,
    text,
    aside: aside ?? null,
  }))
}

function sayStarted({ started, first }: Pick<Story, 'started' | 'first'>): Saying {
  const { origin } = started
  if (origin === undefined) return { icon: 'run', ...starter(started), text: 'started this run' }
  const carried = origin.carried.length === 0 ? {} : { aside: `${origin.carried.length} taken over` }
  return {
    icon: 'run',
    ...starter(started),
    text: `took up an earlier run from ${stageTitle(first.plan, origin.from)}`,
    ...carried,
  }
}

function starter({ cause, by }: StartEvent): Pick<Saying, 'lead'> {
  switch (cause.type) {
    case 'manual':
      return { lead: actorName(by) }
    case 'schedule':
      return { lead: `Schedule ${cause.trigger}` }
    case 'event':
      return { lead: `Event ${cause.event}` }
  }
}

function sayOfRun(event: RunChange): Saying {
  switch (event.type) {
    case 'run-paused':
      return { icon: 'paused', lead: actorName(event.by), text: 'paused the run: nothing more starts' }
    case 'run-resumed':
      return { icon: 'run', lead: actorName(event.by), text: 'resumed the run' }
    case 'run-canceled':
      return {
        icon: 'canceled',
        lead: actorName(event.by),
        text: event.note === '' ? 'canceled the run' : `canceled the run: ${event.note}`,
      }
    case 'run-erased':
      return { icon: 'note', lead: actorName(event.by), text: 'erased what this run was given, gave and was told' }
    case 'run-finished':
      return {
        icon: OUTCOME_ICONS[event.outcome],
        lead: 'The run',
        text:
          event.problem === undefined
            ? `ended as ${OUTCOME_WORDS[event.outcome]}${gave(event.outputs)}`
            : `failed: ${event.problem}`,
      }
  }
}

function gave(outputs: Parameters<typeof outputsText>[0]): string {
  return Object.keys(outputs).length === 0 ? '' : ` and gave ${outputsText(outputs)}`
}

const OUTCOME_ICONS = {
  succeeded: 'done',
  failed: 'failed',
  rejected: 'rejected',
  canceled: 'canceled',
} as const satisfies Record<RunOutcome, Saying['icon']>

function sayOfStage(step: StageStep, beginnings: Beginnings): readonly Saying[] {
  const { event } = step
  switch (event.type) {
    case 'stage-ready':
    case 'round-started':
    case 'budget-claimed':
    case 'gate-judged':
      return []
    case 'attempt-begun':
    case 'attempt-noted':
    case 'attempt-answered':
    case 'attempt-failed':
    case 'attempt-lost':
    case 'attempt-late':
    case 'review-answered':
    case 'backing-off':
      return sayAttempt({ ...step, event }, beginnings)
    case 'stage-settled':
      return [saySettled({ ...step, event })]
    default:
      return [sayTask({ ...step, event })]
  }
}
