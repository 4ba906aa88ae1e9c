import type { Stage } from '../workflow/workflow.ts'
import type { Finding } from './finding.ts'
import type { Subject } from './subject.ts'

/** What `check` finds in each stage; `pointer` leads to the stage. */
export function eachStage(
  { workflow }: Subject,
  check: (stage: Stage, pointer: string) => readonly Finding[],
): readonly Finding[] {
  return workflow.stages.flatMap((stage, index) => check(stage, `/stages/${index}`))
}
