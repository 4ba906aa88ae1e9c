import { MantineProvider } from '@mantine/core'
import { cleanup, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, it } from 'vitest'
import type { PlanReport } from '../../../src/api/contract/plan.ts'
import { PlanOverview } from '../../../src/web/plan/plan-overview.tsx'
import { PlannedStageFacts } from '../../../src/web/plan/planned-stage-facts.tsx'
import { aPlannedStage, aWorkflowDetail } from '../../support/web-views.ts'

afterEach(cleanup)

function textOf(element: ReactNode): string {
  return render(element, { wrapper: MantineProvider }).container.textContent
}

function aPlan(given: Partial<PlanReport>): PlanReport {
  const { plan } = aWorkflowDetail()
  if (plan === null) throw new Error('The WorkChart of the tests has a plan.')
  return { ...plan, ...given }
}

it('[UI196] the check before running says what AI may take, of the whole and of a stage', () => {
  const budget = { run: '20,000 tokens', day: '5.00 USD' }
  const stage = aPlannedStage({ id: 'sort', name: 'Sort it', budget: '900 tokens' })
  const whole = textOf(<PlanOverview plan={aPlan({ budget })} onSelect={() => {}} />)
  expect(whole).toContain('AI may take 20,000 tokens in a run.')
  expect(whole).toContain('AI may take 5.00 USD in 24 hours, in all runs together.')
  const plan = aPlan({})
  expect(textOf(<PlannedStageFacts plan={plan} stage={stage} />)).toContain('AI may take900 tokens')
  expect(textOf(<PlannedStageFacts plan={plan} stage={{ ...stage, budget: null }} />)).not.toContain('AI may take')
  expect(textOf(<PlanOverview plan={plan} onSelect={() => {}} />)).not.toContain('AI may take')
})
