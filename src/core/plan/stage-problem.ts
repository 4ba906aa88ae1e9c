import type { Stage } from '../workflow/workflow.ts'
import type { PlanProblem } from './plan-report.ts'

/** What is wrong with a stage; `pointer` goes from the stage on. */
export type StageWords = Pick<PlanProblem, 'code' | 'message' | 'help' | 'pointer'>

/** A problem of the stage that stands at `index` in its workflow. */
export function stageProblem({ id }: Stage, index: number, words: StageWords): PlanProblem {
  return { severity: 'error', stage: id, ...words, pointer: `/stages/${index}${words.pointer}` }
}
