import type { PlanReport } from '../../../api/contract/plan.ts'
import type { WorkflowSummary } from '../../../api/contract/workflows.ts'
import { nextWords } from '../../derive/next-words.ts'

export interface NextStepsProps {
  readonly summary: Pick<WorkflowSummary, 'published'>
  readonly plan: PlanReport
}

/** What whoever starts it sets going. */
export function NextSteps({ summary, plan }: NextStepsProps) {
  return (
    <section className="start-next">
      <h2>What happens next</h2>
      {nextWords(plan).map((sentence) => (
        <p key={sentence} className="small">
          {sentence}
        </p>
      ))}
      {summary.published === null ? (
        <p className="small soft">It is not published yet, so it may still change. It is started as it is now.</p>
      ) : null}
    </section>
  )
}
