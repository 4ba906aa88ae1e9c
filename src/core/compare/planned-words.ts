import { outlookWords } from '../forecast/outlook-words.ts'
import { confidencePercent } from '../gate/confidence-percent.ts'
import type { BindingLayer } from '../plan/plan.ts'
import type { RunStatus } from '../run/run.ts'
import type { StageStatus } from '../run/stage-run.ts'
import { actorName, durationText, joined } from '../run/view/words.ts'
import { costText } from './cost-text.ts'
import type { PlanLine } from './planned-and-real.ts'

/** A line as people read it. */
export interface PlannedWords {
  readonly what: string
  readonly planned: string
  readonly real: string
}

const TOPIC_WORDS = {
  course: 'whether it is done',
  performer: 'who does it',
  people: 'whether people are asked',
  tries: 'tries',
  models: 'model',
  time: 'time',
  cost: 'cost',
  stages: 'stages',
  asked: 'people asked',
} as const satisfies Record<PlanLine['topic'], string>

/** `status`: of the stage or the run that the line is about. While it goes on, what is not there may come yet. */
export function plannedWords(line: PlanLine, status: StageStatus | RunStatus): PlannedWords {
  const absent = OVER.has(status) ? NOT_KNOWN : 'not yet'
  return { what: TOPIC_WORDS[line.topic], planned: saidWords(line), real: happenedWords(line) ?? absent }
}

const OVER: ReadonlySet<StageStatus | RunStatus> = new Set(['succeeded', 'failed', 'rejected', 'skipped', 'canceled'])

const NOT_KNOWN = 'not known'

function saidWords(line: PlanLine): string {
  switch (line.topic) {
    case 'course':
      return line.planned.when === null ? 'always' : 'if its condition holds'
    case 'performer':
      return `${line.planned.name}${DOER_WORDS[line.planned.by]}${LAYER_WORDS[line.planned.boundBy]}`
    case 'people':
      return expectedWords(line.planned)
    case 'tries':
      return line.planned.atMost === 1 ? '1' : `1, at most ${line.planned.atMost}`
    case 'models':
      return line.planned
    case 'time':
      return usual({ durationMs: line.planned })
    case 'cost':
      return usual({ cost: line.planned })
    case 'stages':
      return countWords(line.planned)
    case 'asked':
      return line.planned?.type === 'certain' ? 'always' : usual({ asked: line.planned })
  }
}

/** Undefined: nobody knows, or it has not happened. */
function happenedWords(line: PlanLine): string | undefined {
  switch (line.topic) {
    case 'course':
      return courseWords(line.real)
    case 'performer':
      return performedWords(line)
    case 'people':
    case 'asked':
      return told(line.real, timesWords)
    case 'tries':
      return told(line.real, String)
    case 'models':
      return told(line.real, joined)
    case 'time':
      return told(line.real, durationText)
    case 'cost':
      return told(line.real, costText)
    case 'stages':
      return endedWords(line.real)
  }
}

function told<T>(value: T | null, words: (value: T) => string): string | undefined {
  return value === null ? undefined : words(value)
}

type Line<Topic extends PlanLine['topic']> = Extract<PlanLine, { readonly topic: Topic }>

const COURSE_WORDS = {
  pending: 'not begun',
  ready: 'its turn has come',
  running: 'being done',
  'backing-off': 'tries again',
  'awaiting-approval': 'waits for a person',
  succeeded: 'done',
  failed: 'failed',
  rejected: 'rejected',
  skipped: 'skipped',
  canceled: 'canceled',
} as const satisfies Record<StageStatus, string>

function courseWords({ status, because }: Line<'course'>['real']): string {
  return because === null ? COURSE_WORDS[status] : `${COURSE_WORDS[status]}: ${because}`
}

const DOER_WORDS = { performer: '', person: ', a person' } as const

const LAYER_WORDS = {
  'run flag': ', chosen for this run',
  'project overrides': ', as the project says',
  workflow: '',
  'role default': '',
} as const satisfies Record<BindingLayer, string>

function performedWords({ planned, real }: Line<'performer'>): string | undefined {
  if (real === null) return undefined
  return real.by === 'performer' ? planned.name : actorName(real.person)
}

function expectedWords({ when, threshold, past }: Line<'people'>['planned']): string {
  const before = past?.type === 'share' ? `; ${usual({ asked: past })} before` : ''
  if (when === 'always') return 'yes, a person does it'
  return threshold === null ? `no${before}` : `if it is less than ${confidencePercent(threshold, null)} sure${before}`
}

function timesWords(times: number): string {
  if (times === 0) return 'nobody was asked'
  return times === 1 ? 'asked once' : `asked ${times} times`
}

function usual(outlook: Partial<Parameters<typeof outlookWords>[0]>): string {
  return outlookWords({ cost: null, durationMs: null, asked: null, ...outlook })[0] ?? NOT_KNOWN
}

function countWords({ total, conditional }: Line<'stages'>['planned']): string {
  return conditional === 0 ? `${total}` : `${total}, ${conditional} of them only if a condition holds`
}

function endedWords({ done, skipped, otherwise, open }: Line<'stages'>['real']): string {
  const parts = [
    [done, 'done'],
    [skipped, 'skipped'],
    [otherwise, 'failed, rejected or canceled'],
    [open, 'to come'],
  ] as const
  return parts.flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`])).join(', ')
}
