import { assertNever } from '../../core/basics/assert-never.ts'
import type { PlanProblem, PlanReport } from '../../core/plan/plan-report.ts'
import { explainRefusal } from '../../core/run/refusal.ts'
import type { Diagnostic } from '../../core/workflow/diagnostic.ts'
import type { RunProblem } from '../../engine/workflows.ts'
import type { ProblemError } from '../contract/problem.ts'
import { errorsIn } from './from-refusal.ts'
import type { ApiProblem } from './refuse.ts'

/** Why a WorkChart was not run, published or archived, as the API answers it. */
export function fromRunProblem(problem: RunProblem): ApiProblem {
  switch (problem.code) {
    case 'workflow-unknown':
      return unknownWorkflow(problem.name)
    case 'workflow-invalid':
      return {
        code: problem.code,
        detail: 'This WorkChart has errors. Mend them in its file, then try again.',
        errors: problem.problems.map(fromDiagnostic),
      }
    case 'plan-incomplete':
      return planIncomplete(problem.report)
    case 'plan-drifted':
      return {
        code: problem.code,
        detail:
          'Something is not as it was when this plan was saved, so nothing was started. Plan it again, look at what changed, and save the new plan.',
        errors: problem.drifts.map(({ stage, message }) => ({
          pointer: '',
          detail: stage === null ? message : `${stage}: ${message}`,
        })),
      }
    case 'not-yet-executed':
      return {
        code: problem.code,
        detail: 'This WorkChart uses keys that this version does not run. Take them out, then publish it.',
        errors: problem.problems.map(fromDiagnostic),
      }
    case 'start-refused':
      return {
        code: problem.refusal.code,
        detail: explainRefusal(problem.refusal),
        errors: errorsIn(problem.refusal, `/each/${problem.index}/inputs`),
      }
    case 'too-many-runs':
      return {
        code: problem.code,
        detail: `${problem.runs} runs were asked for at once; at most ${problem.runsMax} can be. Send them in several calls.`,
      }
    default:
      return fromOtherProblem(problem)
  }
}

type Other = Extract<RunProblem, { readonly code: 'binding-invalid' | 'not-published' | 'already-published' }>

function fromOtherProblem(problem: Other): ApiProblem {
  switch (problem.code) {
    case 'binding-invalid': {
      const detail = `Role "${problem.role}" can not be bound to "${problem.text}". Write a reference such as \`agent:reply-writer\`.`
      return { code: problem.code, detail, errors: [{ pointer: `/bind/${problem.role}`, detail }] }
    }
    case 'not-published':
      return { code: problem.code, detail: `"${problem.name}" is not published. Publish it first.` }
    case 'already-published':
      return {
        code: problem.code,
        detail: `Version ${problem.version.number} says the same and is published already. Nothing was changed.`,
      }
    default:
      return assertNever(problem)
  }
}

export function unknownVersion(workflow: string, number: number): ApiProblem {
  return { code: 'version-unknown', detail: `"${workflow}" has no version ${number}. Its page names all of them.` }
}

export function unknownWorkflow(name: string): ApiProblem {
  return {
    code: 'workflow-unknown',
    detail: `There is no WorkChart "${name}". \`workcharts workflow list\` names all of them.`,
  }
}

export function fromDiagnostic({ rule, message, help, file, line, column, pointer }: Diagnostic): ProblemError {
  return { pointer, detail: `${message} ${help}`, file, line, column, rule }
}

function planIncomplete({ problems }: PlanReport): ApiProblem {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return {
    code: 'plan-incomplete',
    detail: 'This WorkChart can not be run yet. Mend what is listed, then try again.',
    errors: errors.map(fromPlanProblem),
  }
}

export function fromPlanProblem({ code, message, help, pointer, at }: PlanProblem): ProblemError {
  const place = at === undefined ? {} : { file: at.file, line: at.line, column: at.column }
  return { pointer: at?.pointer ?? pointer, detail: `${message} ${help}`, rule: code, ...place }
}
