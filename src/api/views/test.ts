import type { PlannedStage } from '../../core/plan/plan.ts'
import { certaintyOf } from '../../core/run/certainty.ts'
import { plannedAt } from '../../core/run/plan-index.ts'
import type { Run } from '../../core/run/run.ts'
import { runStatus } from '../../core/run/run.ts'
import type { StageRun } from '../../core/run/stage-run.ts'
import { statusOf } from '../../core/run/stage-run.ts'
import { allStages } from '../../core/run/stage-table.ts'
import { looksBack } from '../../core/run/task.ts'
import type { TestForm as Form, Test as Testing } from '../../engine/tests.ts'
import type { Test, TestedSample, TestForm } from '../contract/tests.ts'
import { stageNameView } from './names.ts'
import { inputsOf } from './workflow.ts'

export function testFormView({ inputs, values, heldBack }: Form): TestForm {
  return { inputs: inputsOf({ inputs }), values, heldBack: heldBack.map(stageNameView) }
}

/** `runs`: those of its samples, in their order. */
export function testView({ id, workflow, stage, heldBack }: Testing, runs: readonly Run[]): Test {
  return { id, workflow, stage, heldBack, samples: runs.map((run, index) => sampleView(run, index + 1)) }
}

function sampleView(run: Run, number: number): TestedSample {
  const stages = allStages(run.stages).map((stage, index) => stageView(plannedAt(run.plan, index), stage))
  return { number, status: runStatus(run), stages }
}

function stageView(planned: PlannedStage, stage: StageRun): TestedSample['stages'][number] {
  const { answer, tasks } = stage
  return {
    id: planned.id,
    status: statusOf(stage),
    answered: answer !== null,
    confidence: answer === null ? null : certaintyOf(planned, answer).confidence,
    asked: tasks.some(({ reason }) => !looksBack(reason)),
  }
}
