import { isBlind } from '../../core/run/blind.ts'
import type { FoundTask } from '../../core/run/find-task.ts'
import type { Run } from '../../core/run/run.ts'
import type { RunEvent } from '../../core/run/run-event.ts'
import { caseDigest } from '../../core/run/shown-case.ts'
import type { Task } from '../../core/run/task.ts'
import { fieldsOf, runInputFields } from '../../core/run/view/fields.ts'
import { logLines } from '../../core/run/view/log-lines.ts'
import type { TaskForm, Viewing } from '../../core/run/view/offered-answers.ts'
import { barredFrom, offeredAnswers, taskForm } from '../../core/run/view/offered-answers.ts'
import { retell } from '../../core/run/view/retell.ts'
import type { HandoffView } from '../../core/run/view/task-evidence.ts'
import { confidenceView, taskEvidence } from '../../core/run/view/task-evidence.ts'
import { formProfile } from '../../core/schema/form-profile.ts'
import { taskRow } from '../../engine/rows.ts'
import type { GivenAnswer, HandoffEvidence, TaskDetail } from '../contract/task-detail.ts'
import { iso } from './instants.ts'
import { actorView, contextView, performerView, stageNameView } from './names.ts'
import { taskRowView } from './task-row.ts'

/** What a task's page is made from. */
export interface TaskRecord {
  readonly run: Run
  readonly found: FoundTask
  readonly history: readonly RunEvent[]
  /** The open task to do after this one. */
  readonly next: string | null
}

/** A task's page: what was asked, what was answered, what it rests on, and what each answer does. */
export function taskDetail({ run, found, history, next }: TaskRecord, viewing: Viewing): TaskDetail {
  const { stage } = found
  const { inputs, handoffs } = taskEvidence(run, found)
  return {
    row: taskRowView(taskRow(run, found)),
    version: caseDigest(run, found, viewing.sha256),
    asked: {
      instructions: stage.instructions ?? null,
      description: stage.description ?? null,
      escalation: stage.escalation.instructions ?? null,
      runInputs: runInputFields(run.plan, run.inputs),
    },
    answered: givenAnswer(found),
    isBlind: isBlind(found),
    evidence: {
      inputs: inputs.ok ? inputs.value : null,
      inputsProblem: inputs.ok ? null : inputs.error,
      handoffs: handoffs.map(handoffView),
      context: contextView(stage.context),
    },
    answers: offeredAnswers(run, found, viewing),
    barred: barredFrom(run, found, viewing.as),
    question: questionView(found.task),
    files: filesOf(found.task),
    form: formView(taskForm(found)),
    history: isBlind(found) ? [] : historyOf(run, found, history),
    next,
  }
}

function filesOf({ state }: Task): TaskDetail['files'] {
  return state.status === 'answered' ? (state.files ?? []) : []
}

function formView(form: TaskForm | null): TaskDetail['form'] {
  return form && { ...form, ...formProfile(form.schema) }
}

function questionView({ question }: Task): TaskDetail['question'] {
  return question && { ...question, by: actorView(question.by), of: actorView(question.of), at: iso(question.at) }
}

function givenAnswer(found: FoundTask): GivenAnswer | null {
  const { stage, stageRun } = found
  if (isBlind(found)) return null
  const confidence = confidenceView(stage, stageRun)
  if (stageRun.answer === null || confidence === null) return null
  const { outputs, summary, artifacts } = stageRun.answer.answer
  return {
    by: performerView(stage.primary),
    outputs: fieldsOf(outputs, stage.outputs),
    summary: summary ?? null,
    confidence,
    artifacts,
  }
}

function handoffView({ stage, outcome, summary, outputs, confidence, artifacts }: HandoffView): HandoffEvidence {
  return {
    stage: stageNameView(stage),
    outcome,
    performer: performerView(stage.primary),
    summary,
    outputs,
    confidence,
    artifacts,
  }
}

function historyOf(run: Run, { stage }: FoundTask, history: readonly RunEvent[]): TaskDetail['history'] {
  return logLines(retell(run.plan, history))
    .filter((line) => line.stage === stage.id)
    .toReversed()
    .map((line) => ({ ...line, at: iso(line.at) }))
}
