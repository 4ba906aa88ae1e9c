import type { StageId } from '../workflow/workflow.ts'
import type { PlannedStage } from './plan.ts'

/** More names than this do not fit a line. */
const STAGES_NAMED_MAX = 3

/**
 * Who may not decide what a stage asks, whoever they are: `whoever started the run by hand, or decided Sort it or another
 * stage before`. Undefined: everybody who is asked may. `stages` are those of its plan by id; what is not among them is
 * left out.
 */
export function keptOut(
  { escalation, dependsOn }: PlannedStage,
  stages: ReadonlyMap<StageId, PlannedStage>,
): string | undefined {
  if (escalation.decidedBy !== 'another-person') return undefined
  const before = dependsOn.flatMap((id) => stages.get(id) ?? [])
  return before.length === 0 ? STARTER : `${STARTER}, or decided ${eitherOf(namesOf(before))}`
}

const STARTER = 'whoever started the run by hand'

/** The nearest by name; those before them, and what does not fit, without. */
function namesOf(before: readonly PlannedStage[]): readonly string[] {
  const isMore = before.length > STAGES_NAMED_MAX || before.some(({ dependsOn }) => dependsOn.length > 0)
  return [...before.slice(0, STAGES_NAMED_MAX).map(({ name }) => name), ...(isMore ? ['another stage before'] : [])]
}

/** `a`, `a or b`, `a, b or c`. */
function eitherOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.slice(-1).join('')}`
}
