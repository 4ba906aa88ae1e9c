import type { Plan, PlannedStage } from '../../src/core/plan/plan.ts'
import type { Effect, StageId } from '../../src/core/workflow/workflow.ts'
import { aCapability, after, aPlan, aStage } from '../../test/support/runs.ts'

export const FIVE_STAGES = ['take-in', 'look-up', 'draft', 'check', 'send'].map((stage) => stage as StageId)

/** What every run is given: the starter skill *Pull out details* finds an order number in it. */
export const LETTER = { text: 'Where is my parcel? Order 48213, bought on 2026-11-03.' }

/** What a stage answers: enough for the next one to read. */
export const FOUND = { order: '48213' }

/** Five stages in a row, each a starter skill that reads what the one before it found. */
export function fiveStagePlan(effects: Partial<Readonly<Record<string, Effect>>> = {}): Plan {
  const stages = FIVE_STAGES.map((id, index) => readingStage(id, FIVE_STAGES[index - 1], effects[id] ?? 'pure'))
  return aPlan(stages, { inputs: { text: { schema: { type: 'string' }, required: true } } })
}

function readingStage(id: StageId, before: StageId | undefined, effect: Effect): PlannedStage {
  const settings = { details: { order: 'order-number' } }
  const run = { type: 'builtin', builtin: 'extract-details', settings } as const
  return aStage(id, {
    dependsOn: before === undefined ? [] : after(before),
    primary: aCapability({ ref: 'skill:pull-out-details', name: 'Pull out details', run, effect }),
    inputs: { text: before === undefined ? '${{ inputs.text }}' : `Order \${{ stages['${before}'].outputs.order }}` },
    effect,
  })
}
