import type { Plan, PlannedStage } from '../../../src/core/plan/plan.ts'
import type { WorkflowId } from '../../../src/core/workflow/workflow.ts'
import { aCapability, after, aPlan, aStage, PERSON } from '../../support/runs.ts'

/** What the performers of the plan do: answer at once, fail the first time, or wait until they are stopped. */
type Manner = 'answers' | 'fails-first' | 'never-answers'

const RETRY: PlannedStage['retry'] = {
  maximumAttempts: 2,
  initialIntervalMs: 300,
  backoffCoefficient: 1,
  maximumIntervalMs: 300,
  nonRetryable: [],
}

/** Every kind of waiting there is: for another try, for a time limit, and for a person who has a deadline. */
export const CLOCK_PLAN: Plan = aPlan(
  [
    mannered('work', 'answers', {}),
    mannered('shaky', 'fails-first', { dependsOn: after('work') }),
    mannered('act', 'answers', { dependsOn: after('shaky'), effect: 'once-or-ask' }),
    mannered('endless', 'never-answers', { dependsOn: after('work'), timeoutMs: 400, onError: 'continue' }),
    aStage('person', {
      dependsOn: after('work'),
      primary: PERSON,
      escalation: { to: ['human:lena'], slaMs: 500, onBreach: [{ afterMs: 300, to: ['human:tom'] }] },
    }),
  ],
  { workflow: { id: 'clocks' as WorkflowId, name: 'Clocks', digest: 'clocks-1' } },
)

function mannered(id: string, manner: Manner, over: Partial<PlannedStage>): PlannedStage {
  const { effect = 'pure' } = over
  const primary = aCapability({ effect, run: { type: 'builtin', builtin: manner, settings: {} } })
  return aStage(id, { retry: RETRY, ...over, primary })
}
