import type { ComparedSection, RunPair } from '../../core/compare/compare-runs.ts'
import { compareRuns } from '../../core/compare/compare-runs.ts'
import type { Run } from '../../core/run/run.ts'
import { runStatus } from '../../core/run/run.ts'
import type { StageId } from '../../core/workflow/workflow.ts'
import type { VersionRow } from '../../engine/version-row.ts'
import type { StageName } from '../contract/basics.ts'
import type { ComparedRun, RunComparison, ComparedSection as SectionView } from '../contract/run-comparison.ts'
import { iso } from './instants.ts'

/** More of one topic nobody reads; the runs themselves have the rest. */
const DIFFERENCES_MAX = 500
/** What is the same is folded away: enough to see what was looked at. */
const SAME_SHOWN_MAX = 200

export function runComparison(pair: RunPair, versions: readonly VersionRow[]): RunComparison {
  const names = new Map([...pair.before.plan.stages, ...pair.after.plan.stages].map(({ id, name }) => [id, name]))
  const nameOf = (id: StageId | null): StageName | null => (id === null ? null : { id, name: names.get(id) ?? id })
  return {
    before: comparedRun(pair.before, versions),
    after: comparedRun(pair.after, versions),
    sections: compareRuns(pair).sections.map((section) => sectionView(section, nameOf)),
  }
}

function comparedRun(run: Run, versions: readonly VersionRow[]): ComparedRun {
  const version = versions.find(({ digest }) => digest === run.plan.workflow.digest)
  return {
    id: run.id,
    title: run.title ?? null,
    status: runStatus(run),
    startedAt: iso(run.startedAt),
    version: version?.number ?? null,
  }
}

function sectionView(
  { topic, differences, same }: ComparedSection,
  nameOf: (id: StageId | null) => StageName | null,
): SectionView {
  return {
    topic,
    differences: differences.slice(0, DIFFERENCES_MAX).map((one) => ({ ...one, stage: nameOf(one.stage) })),
    omitted: Math.max(0, differences.length - DIFFERENCES_MAX),
    sameCount: same.length,
    same: same.slice(0, SAME_SHOWN_MAX).map((one) => ({ ...one, stage: nameOf(one.stage) })),
  }
}
