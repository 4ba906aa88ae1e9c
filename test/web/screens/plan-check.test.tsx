import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { PlanReport } from '../../../src/api/contract/plan.ts'
import { PlanCheck } from '../../../src/web/plan/plan-check.tsx'
import { aWorkflowDetail } from '../../support/web-views.ts'

function shown(change: Partial<PlanReport>): string {
  const { plan } = aWorkflowDetail()
  if (plan === null) throw new Error('The WorkChart of the tests has a plan.')
  const { container } = render(
    <PlanCheck
      plan={{ ...plan, ...change }}
      source={{ type: 'file', id: 'desk' }}
      selected={null}
      onSelect={() => undefined}
    />,
  )
  return container.textContent
}

it('[UI116] says what it does besides reading, and where data goes', () => {
  const consequences: PlanReport['consequences'] = [
    { stage: 'send', ref: 'skill:send-email', effect: 'once-or-ask', reaches: null },
    { stage: 'sort', ref: 'agent:sorter', effect: 'pure', reaches: 'models.example.com' },
    { stage: 'gone', ref: 'mcp:crm/add', effect: 'idempotent', reaches: 'crm.example.com' },
  ]
  const text = shown({ consequences })
  expect(text).toContain('send-email: done once.')
  expect(text).toContain('sorter: what it is given goes to models.example.com.')
  expect(text).toContain('gone crm/add: safe to repeat, and what it is given goes to crm.example.com.')
  expect(shown({ consequences: [] })).not.toContain('More than reading')
})

it('[UI116] says what runs took so far, and nothing before the first', () => {
  const durationMs = { low: 60_000, high: 120_000, n: 4 }
  const forecast = { run: { cost: null, durationMs, asked: null }, stages: [] }
  expect(shown({ forecast })).toContain('So far: 1 min to 2 min (n = 4).')
  expect(shown({})).not.toContain('So far')
})
