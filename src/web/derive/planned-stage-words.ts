import type { PlanReport } from '../../api/contract/plan.ts'
import type { PlannedStage } from '../../api/contract/planned-stage.ts'
import { outlookWords } from '../../core/forecast/outlook-words.ts'
import { PRIORITIES } from '../words/priorities.ts'
import { limitPercent } from './confidence-words.ts'
import { durationWords } from './duration-words.ts'
import { inHundred } from './gate-steps.ts'
import type { StageFact } from './stage-fact.ts'

export function plannedFact({ performer }: PlannedStage): StageFact {
  return performer.kind === 'person' || performer.kind === 'unavailable'
    ? { type: 'person', name: performer.name }
    : { type: 'words', words: performer.name }
}

/** When a person is asked: `when less than 85 % sure`, `always`, or `only if it fails`. */
export function asksPersonWords({ performer, threshold, target, reviewer, onError }: PlannedStage): string {
  if (performer.kind === 'person') return 'always'
  if (performer.kind === 'unavailable') return 'always, nobody else here can do it'
  if (threshold !== null) return `when less than ${limitPercent(threshold)} sure`
  if (target !== null) return `so that at most ${inHundred(target)} in 100 go through wrong`
  if (reviewer?.kind === 'person') return 'always, to check the answer'
  return onError === 'escalate' ? 'only if it fails' : 'never'
}

/** In one line, who does it and when a person is asked: `Sort a message, asks a person when less than 85 % sure`. */
export function inShortWords(stage: PlannedStage): string {
  const { kind, name } = stage.performer
  if (kind === 'person') return name
  if (kind === 'unavailable') return `a person, in place of ${name}`
  const asked = asksPersonWords(stage)
  return asked === 'never' ? name : `${name}, asks a person ${asked}`
}

/** Who is asked first, and how long they have: `support-team, 4 h to decide`. */
export function escalationWords({ escalation: { first, slaMs } }: PlannedStage): string {
  return `${first.map(({ name }) => name).join(', ')}, ${durationWords(slaMs)} to decide`
}

/** Who may not decide, and how much it matters, where that is not as usual: `priority: urgent`. */
export function deciderWords({ escalation: { keptOut, priority } }: PlannedStage): readonly string[] {
  return [
    ...(keptOut === null ? [] : [`not decided by ${keptOut}`]),
    ...(priority === 'normal' ? [] : [`priority: ${PRIORITIES[priority].word.toLowerCase()}`]),
  ]
}

/** What follows: `reminded 1 h before`, `2 h later also head`, `in working hours: Mon–Fri 09:00–17:00 (Europe/Berlin)`. */
export function laterWords({ escalation }: PlannedStage): readonly string[] {
  const { remindMs, workingHours, onBreach } = escalation
  return [
    ...(remindMs === null ? [] : [`reminded ${durationWords(remindMs)} before the deadline`]),
    ...onBreach.map(({ afterMs, to }) => `${durationWords(afterMs)} later also ${peopleNames(to)}`),
    workingHours === null ? 'all hours count' : `in working hours: ${workingHours}`,
  ]
}

/** `support-team, head` */
export function peopleNames(refs: readonly string[]): string {
  return refs.map((ref) => ref.slice(ref.indexOf(':') + 1)).join(', ')
}

/** When it begins: `first`, or `after Sort the message and Look up the order`. */
export function afterWords({ dependsOn, join }: PlannedStage, names: ReadonlyMap<string, string>): string {
  const before = dependsOn.map((id) => names.get(id) ?? id)
  return before.length === 0 ? 'first' : `after ${before.join(join === 'all' ? ' and ' : ' or ')}`
}

/** What receipts say of a stage: what it cost, how long it took, how often a person was asked. */
export interface PastWords {
  readonly cost: string
  readonly time: string
  readonly asked: string
}

type Past = Omit<PlanReport['forecast']['stages'][number], 'stage'>

const NOTHING: Past = { cost: null, durationMs: null, asked: null }
const NOT_KNOWN = 'not known yet'

/** Nothing is guessed: what never happened is not known. */
export function pastWords({ cost, durationMs, asked }: Past = NOTHING): PastWords {
  return {
    cost: onlyWords({ cost }),
    time: onlyWords({ durationMs }),
    asked: asked?.type === 'certain' ? 'always' : onlyWords({ asked }),
  }
}

function onlyWords(past: Partial<Past>): string {
  const [words = NOT_KNOWN] = outlookWords({ ...NOTHING, ...past })
  return words
}
