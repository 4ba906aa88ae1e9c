import type { Json } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import { matchInputs } from '../plan/match-inputs.ts'
import type { Stage, StageId } from '../workflow/workflow.ts'
import type { Wiring } from './wiring.ts'

/**
 * What a stage is given by name while its author says nothing about its inputs, by the rule of planning. It has to be
 * written with the first input that is given otherwise, since from then on nothing is matched.
 */
export function inputsByName(stage: Stage, wiring: Wiring): Readonly<Record<string, Json>> {
  if (stage.inputs !== undefined) return {}
  const givers = known(wiring.dependencies.get(stage.id)).map((id) => [id, alwaysGiven(id, wiring)] as const)
  const request = { stage, contract: wiring.takes(stage.id), workflowInputs: wiring.workflow.inputs, givers }
  return matchInputs(request).inputs ?? {}
}

function alwaysGiven(id: StageId, { stages, mayLeaveOut }: Wiring): ReadonlySet<string> {
  return new Set(Object.keys(stages.get(id)?.outputs ?? {}).filter((name) => !mayLeaveOut(id, name)))
}
