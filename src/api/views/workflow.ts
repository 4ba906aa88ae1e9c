import type { Timestamp } from '../../core/basics/timestamp.ts'
import { formBeginnings } from '../../core/run/form-beginnings.ts'
import type { StallCounts } from '../../core/stall/stall-budget.ts'
import type { Workflow } from '../../core/workflow/workflow.ts'
import type { RunCount } from '../../engine/store.ts'
import type { TriggerRow } from '../../engine/trigger-row.ts'
import type { VersionMade, VersionRow } from '../../engine/version-row.ts'
import type { WorkflowSummary as Summary, WorkflowReading } from '../../engine/workflows.ts'
import type { Trigger } from '../contract/triggers.ts'
import type { RunInput, Version, VersionText, WorkflowDetail, WorkflowSummary } from '../contract/workflows.ts'
import { iso } from './instants.ts'
import { actorView } from './names.ts'
import { stallBudgetView } from './stalls.ts'
import { nextStart } from './trigger.ts'

export function versionView({ number, digest, name, status, at, by, made }: VersionRow): Version {
  return { number, digest, name, status, at: iso(at), by: actorView(by), made: made && madeView(made, at) }
}

function madeView({ begunAt, work }: VersionMade, at: Timestamp): Version['made'] {
  const { activeMs, byGestures, byHand } = work
  return { tookMs: at - begunAt, activeMs, byGestures, byHand }
}

export function versionTextView(row: VersionRow): VersionText {
  return { version: versionView(row), file: row.file, text: row.text }
}

/** A WorkChart as lists show it. */
export function workflowSummaryView(summary: Summary, counts: readonly RunCount[]): WorkflowSummary {
  const { id, name, description, collection, file, stages, errors, published, changedSincePublished, triggers } =
    summary
  return {
    id,
    name,
    description,
    collection,
    file,
    stages,
    errors,
    published: published === null ? null : versionView(published),
    changedSincePublished,
    nextStart: nextStart(triggers),
    runs: runsOf(id, counts),
  }
}

/** Runs of a WorkChart, whatever became of them. */
function runsOf(workflow: string, counts: readonly RunCount[]): number {
  return counts.reduce((sum, count) => (count.workflow === workflow ? sum + count.runs : sum), 0)
}

/** What a WorkChart's page is made from. */
export interface WorkflowRecord {
  readonly reading: WorkflowReading
  readonly summary: WorkflowSummary
  /** Null while the document has errors. */
  readonly plan: WorkflowDetail['plan']
  readonly versions: readonly VersionRow[]
  readonly triggers: readonly Trigger[]
  readonly stalls: StallCounts
}

export function workflowDetailView(record: WorkflowRecord): WorkflowDetail {
  const { reading, summary, plan, versions, triggers, stalls } = record
  return {
    summary,
    text: reading.source.text,
    digest: reading.digest ?? null,
    problems: reading.problems,
    inputs: reading.document === undefined ? [] : inputsOf(reading.document.workflow),
    beginnings: reading.document === undefined ? [] : formBeginnings(reading.document.workflow),
    plan,
    versions: versions.toSorted((left, right) => right.number - left.number).map(versionView),
    triggers,
    stalls: stallBudgetView(stalls),
  }
}

/** What a run must or may be given, as a form asks for it. */
export function inputsOf({ inputs }: Pick<Workflow, 'inputs'>): RunInput[] {
  return Object.entries(inputs).map(([name, input]) => {
    const { description } = input.schema
    return {
      name,
      schema: input.schema,
      required: input.required,
      default: input.default ?? null,
      description: typeof description === 'string' ? description : null,
    }
  })
}

/** A reading that is on no list any more, as its page's head. */
export function unlistedSummary({ source, document, problems }: WorkflowReading): Summary {
  const id = (document?.workflow.id ?? source.name) as Summary['id']
  return {
    id,
    name: document?.workflow.name ?? id,
    description: document?.workflow.description ?? null,
    venture: document?.workflow.venture ?? null,
    collection: source.collection,
    file: source.file,
    stages: document?.workflow.stages.length ?? 0,
    errors: problems.filter(({ severity }) => severity === 'error').length,
    published: null,
    changedSincePublished: false,
    triggers: NO_TRIGGERS,
  }
}

const NO_TRIGGERS: readonly TriggerRow[] = []
