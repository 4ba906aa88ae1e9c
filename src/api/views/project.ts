import type { FileChange as Change } from '../../core/trust/judge-trust.ts'
import type { ProjectComparison as Comparison, Project as EngineProject, PlanWithin } from '../../engine/projects.ts'
import type { PlannedProject } from '../contract/plan.ts'
import type { FileChange, Project, ProjectComparison } from '../contract/projects.ts'
import { isoOrNull } from './instants.ts'
import { overrideView, planProblemView } from './plan-report.ts'

export function projectView({ id, folder, standing, manifest, digest, acceptedAt }: EngineProject): Project {
  return {
    id,
    folder,
    standing: standing.type,
    acceptedAt: isoOrNull(acceptedAt),
    digest,
    files: manifest,
    changes: 'changes' in standing ? standing.changes.map(changeView) : [],
    obstacles: 'obstacles' in standing ? standing.obstacles : [],
  }
}

export function comparisonView({ project, files }: Comparison): ProjectComparison {
  return {
    project: projectView(project),
    files: files.map(({ change, lines }) => ({ change: changeView(change), lines })),
  }
}

/** The project as it stands beside a plan that was made in it. */
export function plannedProjectView({ project, use }: PlanWithin): PlannedProject {
  const { id, folder, standing, changes, obstacles } = projectView(project)
  const effect = use.type === 'held-back' ? use.effect : undefined
  return { id, folder, standing, use: use.type, changes, obstacles, effect: effectView(effect) }
}

type Effect = Extract<PlanWithin['use'], { readonly type: 'held-back' }>['effect']

function effectView(effect: Effect): PlannedProject['effect'] {
  if (effect === undefined) return null
  const { overrides, performers, problems } = effect
  return { overrides: overrides.map(overrideView), performers, problems: problems.map(planProblemView) }
}

function changeView(change: Change): FileChange {
  const { type, path } = change
  return {
    type,
    path,
    before: 'before' in change ? change.before : null,
    now: 'now' in change ? change.now : null,
  }
}
