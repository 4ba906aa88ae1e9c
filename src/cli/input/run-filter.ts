import type { RunStatus } from '../../api/contract/runs.ts'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { ViewFilter } from '../../core/run/saved-views.ts'
import type { ApiClient } from '../api-client.ts'
import type { CliFailure } from '../cli-failure.ts'
import { findView } from '../find/find-view.ts'
import { readInstant } from './read-instant.ts'

/** The flags that narrow the list of runs down. */
export interface FilterFlags {
  readonly view?: string
  readonly workflow?: string
  readonly workflowVersion?: number
  readonly status?: readonly RunStatus[]
  readonly search?: string
  readonly startedBy?: string
  readonly cause?: NonNullable<ViewFilter['cause']>
  readonly trigger?: string
  readonly days?: number
  readonly from?: string
  readonly to?: string
  readonly longerThan?: number
  readonly failedStage?: string
  readonly waits?: NonNullable<ViewFilter['waits']>
}

/** What the flags ask for; where a view is named, what they do not say is as the view has it. */
export async function readFilter(api: ApiClient, flags: FilterFlags): Promise<Result<ViewFilter, CliFailure>> {
  const [from, to] = [instantOf(flags.from), instantOf(flags.to)]
  if (!from.ok) return from
  if (!to.ok) return to
  const { workflow, status, search, cause, trigger, days, failedStage, waits } = flags
  const said: ViewFilter = {
    ...{ workflow, status, search, cause, trigger, days, failedStage, waits },
    version: flags.workflowVersion,
    startedBy: flags.startedBy === undefined ? undefined : actorOf(flags.startedBy),
    from: from.value,
    to: to.value,
    tookMinutes: flags.longerThan,
  }
  if (flags.view === undefined) return ok(said)
  const view = await findView(api, flags.view)
  return view.ok ? ok({ ...view.value.filter, ...withoutUnsaid(said) }) : view
}

function instantOf(typed: string | undefined): Result<string | undefined, CliFailure> {
  return typed === undefined ? ok(undefined) : readInstant(typed)
}

/** `lena` is `human:lena`; what has a kind keeps it. */
function actorOf(typed: string): string {
  return typed.includes(':') ? typed : `human:${typed}`
}

function withoutUnsaid(filter: ViewFilter): ViewFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}
