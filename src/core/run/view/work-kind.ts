import type { PlannedPerformer } from '../../plan/plan.ts'

/** `ai` can be unsure of what it says, `exact` can not; `unavailable`: a person does it instead. */
export type WorkKind = 'ai' | 'exact' | 'person' | 'unavailable'

/** How a performer works, as people tell performers apart. */
export function workKind(performer: PlannedPerformer): WorkKind {
  switch (performer.kind) {
    case 'human':
      return 'person'
    case 'unavailable':
      return 'unavailable'
    case 'capability':
      return performer.confidence === 'none' ? 'exact' : 'ai'
  }
}
