import type { PlannedStage } from '../../api/contract/planned-stage.ts'
import { limitPercent } from './confidence-words.ts'
import { durationWords } from './duration-words.ts'
import type { StageFact } from './stage-fact.ts'

export function plannedFact({ performer }: PlannedStage): StageFact {
  return performer.kind === 'person' || performer.kind === 'unavailable'
    ? { type: 'person', name: performer.name }
    : { type: 'words', words: performer.name }
}

/** When a person is asked: `when less than 85 % sure`, `always`, or `only if it fails`. */
export function asksPersonWords({ performer, threshold, reviewer, onError }: PlannedStage): string {
  if (performer.kind === 'person') return 'always'
  if (performer.kind === 'unavailable') return 'always, nobody else here can do it'
  if (threshold !== null) return `when less than ${limitPercent(threshold)} sure`
  if (reviewer?.kind === 'person') return 'always, to check the answer'
  return onError === 'escalate' ? 'only if it fails' : 'never'
}

/** Who is asked, and how long they have: `support-team, 4 h to decide`. */
export function escalationWords({ escalation: { to, slaMs } }: PlannedStage): string {
  const names = to.map((ref) => ref.slice(ref.indexOf(':') + 1))
  return `${names.join(', ')}, ${durationWords(slaMs)} to decide`
}
