import type { UnusableArtifact } from '../../engine/ports.ts'
import type { PlanWithin, ProjectProblem } from '../../engine/projects.ts'
import type { RunProblem } from '../../engine/workflows.ts'
import type { ProblemError } from '../contract/problem.ts'
import { fromPlanProblem, fromRunProblem } from './from-run-problem.ts'
import type { ApiProblem } from './refuse.ts'

/** Why nothing was done in a project, as the API answers it. */
export function fromProjectProblem(problem: ProjectProblem | RunProblem): ApiProblem {
  switch (problem.code) {
    case 'folder-unknown':
      return { code: problem.code, detail: `There is no folder ${problem.folder}. Check the path.` }
    case 'project-unknown':
      return { code: problem.code, detail: 'Nobody has named this project here. Name its folder again.' }
    case 'project-gone':
      return { code: problem.code, detail: `The folder ${problem.folder} is not there any more. Name another one.` }
    case 'project-unreadable':
      return {
        code: problem.code,
        detail: 'A part of the project can not be read, so nothing of it is used. Mend what is listed, then try again.',
        errors: problem.obstacles.map(fromObstacle),
      }
    case 'project-changed':
      return {
        code: problem.code,
        detail: `The project ${problem.folder} was changed after you looked at it. Look again, then decide.`,
      }
    case 'nothing-to-accept':
      return {
        code: problem.code,
        detail: `The project ${problem.folder} has no overrides file, agents, skills or commands. There is nothing to accept.`,
      }
    case 'nothing-accepted':
      return {
        code: problem.code,
        detail: `Nothing of the project ${problem.folder} is accepted, so nothing had to be taken back. \`workcharts trust list\` names those of which something is.`,
      }
    case 'overrides-invalid':
      return {
        code: problem.code,
        detail: 'The overrides file would be wrong, so it was left as it is. Mend what is listed, then try again.',
        errors: problem.problems.map(fromPlanProblem),
      }
    case 'override-absent':
      return {
        code: problem.code,
        detail: `The overrides file says nothing about "${problem.role}" there. Look at \`workcharts workflow plan\`.`,
      }
    default:
      return fromRunProblem(problem)
  }
}

/** A run would be another with the project, and nobody has accepted that. */
export function heldBack({ project, use }: PlanWithin): ApiProblem {
  const { standing } = project
  const what = standing.type === 'changed' ? 'has changed since it was accepted' : 'has not been accepted'
  const detail = `The project ${project.folder} ${what}, and it would change this WorkChart. Read it with \`workcharts trust show\`, then accept it with \`workcharts trust accept\`, or leave it out with \`--no-project\`.`
  if (standing.type === 'unreadable')
    return fromProjectProblem({ code: 'project-unreadable', obstacles: standing.obstacles })
  const changes = 'changes' in standing ? standing.changes : []
  const effect = use.type === 'held-back' ? use.effect : undefined
  return {
    code: 'project-unseen',
    detail,
    errors: [
      ...changes.map(({ type, path }): ProblemError => ({ pointer: '', detail: `${path}: ${type}` })),
      ...(effect?.problems ?? []).map(fromPlanProblem),
    ],
  }
}

function fromObstacle({ file, reason, mend }: UnusableArtifact): ProblemError {
  return { pointer: '', detail: `${file}: ${reason} ${mend}` }
}
