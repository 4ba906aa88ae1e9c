import type { RunSummary, StageStatus } from '../../api/contract/runs.ts'
import type { StateLook } from '../words/states.ts'
import { RUN_STATES, STAGE_STATES } from '../words/states.ts'

/** `Support desk replies · order 48213` */
export function runTitle({ workflow, title }: Pick<RunSummary, 'workflow' | 'title'>): string {
  return title === null ? workflow.name : `${workflow.name} · ${title}`
}

/** A run that waits is shown by what it waits for: a person before a time. */
export function runLook({ status, active }: Pick<RunSummary, 'status' | 'active'>): StateLook {
  if (status !== 'waiting') return RUN_STATES[status]
  const awaited = WAITING_FOR.find((wanted) => active.some((stage) => stage.status === wanted))
  return awaited === undefined ? RUN_STATES.waiting : STAGE_STATES[awaited]
}

const WAITING_FOR = ['awaiting-approval', 'backing-off'] as const satisfies readonly StageStatus[]

/** Who is active and at what: `Reply writer, Draft the reply`; empty where nothing is. */
export function activityWords({ active }: Pick<RunSummary, 'active'>): string {
  const [first, ...others] = active
  if (first === undefined) return ''
  const who = first.performer === first.name ? first.name : `${first.performer}, ${first.name}`
  return others.length === 0 ? who : `${who} and ${others.length} more`
}

export interface StripPart {
  readonly status: StageStatus
  readonly count: number
}

/** The stages of a run as a strip: what has settled first, then what is going on, then what is to come. */
export function stageStrip(counts: RunSummary['counts']): readonly StripPart[] {
  return STRIP_ORDER.map((status) => ({ status, count: counts[status] })).filter(({ count }) => count > 0)
}

const STRIP_ORDER = [
  'succeeded',
  'failed',
  'rejected',
  'skipped',
  'canceled',
  'running',
  'backing-off',
  'awaiting-approval',
  'ready',
  'pending',
] as const satisfies readonly StageStatus[]

/** `4 done, 1 running, 4 to come`: the strip for those who do not see it. */
export function stripWords(counts: RunSummary['counts']): string {
  const words = stageStrip(counts).map(({ status, count }) => `${count} ${STAGE_STATES[status].word.toLowerCase()}`)
  return words.join(', ')
}
