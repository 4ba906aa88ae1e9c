import type { PlanReport } from '../../api/contract/plan.ts'
import type { PlannedStage } from '../../api/contract/planned-stage.ts'
import { counted } from './number-words.ts'
import { peopleNames } from './planned-stage-words.ts'

/** What happens once it is started, for whoever does not know the WorkChart: how long the way is, and who is asked. */
export function nextWords({ stages }: Pick<PlanReport, 'stages'>): readonly string[] {
  const always = stages.filter(isAlwaysAsked)
  const unsure = stages.filter((stage) => (stage.threshold !== null || stage.target !== null) && !isAlwaysAsked(stage))
  return [
    `It goes through ${counted(stages.length, 'stage')}.`,
    always.length === 0
      ? 'No stage is done by a person.'
      : `${countedOf(always, stages)} by a person: ${namesIn(always)}.`,
    ...(unsure.length === 0 ? [] : [`A person is asked where a stage is not sure enough: ${namesIn(unsure)}.`]),
  ]
}

function isAlwaysAsked({ performer, reviewer }: PlannedStage): boolean {
  return performer.kind === 'person' || performer.kind === 'unavailable' || reviewer?.kind === 'person'
}

function countedOf({ length }: readonly PlannedStage[], all: readonly PlannedStage[]): string {
  if (length === all.length) return length === 1 ? 'It is done' : 'All of them are done'
  return length === 1 ? 'One of them is done or checked' : `${length} of them are done or checked`
}

/** Each once, in the order in which they come up. */
function namesIn(stages: readonly PlannedStage[]): string {
  return [...new Set(stages.map(nameIn))].join(', ')
}

function nameIn({ performer, reviewer, escalation }: PlannedStage): string {
  if (performer.kind === 'person') return performer.name
  return reviewer?.kind === 'person' ? reviewer.name : peopleNames(escalation.to)
}
