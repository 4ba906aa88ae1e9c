import type { Override } from './overrides.ts'
import type { PlanProblem } from './plan-report.ts'

/** What a project changes about shared workflows, one value at a time, in the order of its overrides file. */
export interface Overrides {
  readonly file: string
  /** By workflow id. */
  readonly workflows: ReadonlyMap<string, readonly Override[]>
  /** What the file says wrong. Every plan made with it carries these, so that nothing in it is ignored. */
  readonly problems: readonly PlanProblem[]
}
