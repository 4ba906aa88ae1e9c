import type { Artifact } from './answer.ts'
import type { FoundTask } from './find-task.ts'
import { stageIndex } from './plan-index.ts'
import type { Run } from './run.ts'
import type { StageRun } from './stage-run.ts'
import { allStages, stageAt } from './stage-table.ts'

/** The files that a stage hands on: those of its answer, then those that a person gave with their decision. */
export function stageArtifacts({ answer, tasks }: StageRun): readonly Artifact[] {
  const given = tasks.flatMap(({ state }) => (state.status === 'answered' ? (state.files ?? []) : []))
  return [...(answer?.answer.artifacts ?? []), ...given]
}

/** A file that a stage of this run has; undefined: none has one with these bytes. */
export function findArtifact(run: Run, sha256: string): Artifact | undefined {
  return named(allStages(run.stages).flatMap(stageArtifacts), sha256)
}

/** A file that is shown with a task: of its own stage, or of one whose handoff stands beside it. */
export function findEvidence(run: Run, { stage, stageRun }: FoundTask, sha256: string): Artifact | undefined {
  const before = stage.dependsOn.map((id) => stageAt(run.stages, stageIndex(run.plan, id)))
  return named([stageRun, ...before].flatMap(stageArtifacts), sha256)
}

function named(artifacts: readonly Artifact[], sha256: string): Artifact | undefined {
  return artifacts.find((artifact) => artifact.sha256 === sha256)
}
