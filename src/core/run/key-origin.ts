import type { StageId } from '../workflow/workflow.ts'
import type { RunId } from './ids.ts'
import type { Run } from './run.ts'

/**
 * The run that the key of a stage's effect is made from: this one, or, where the stage goes on with what an earlier run
 * had begun, that one. Two runs that take up the same run share a key nowhere else.
 */
export function keyOrigin({ id, origin }: Run, stage: StageId, generation: number): RunId {
  const earlier = origin?.keyedBy[stage]
  return earlier !== undefined && generation === origin?.generations[stage] ? earlier : id
}
