import type { SavedPlan } from '../../api/contract/plan.ts'
import type { ProjectUse } from '../../api/contract/projects.ts'
import { startedRuns } from '../../api/contract/runs.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure, FailureDetail } from '../cli-failure.ts'
import type { GivenInputs } from '../input/run-inputs.ts'
import type { Connected } from '../session.ts'
import { counted } from '../show/words.ts'

export interface StartOrder {
  /** One run for each. */
  readonly given: readonly GivenInputs[]
  readonly title: string | undefined
  /** Role to reference. */
  readonly bind: Readonly<Record<string, string>>
  /** Nothing starts unless planning now gives this one. */
  readonly plan?: SavedPlan['plan']
  /** Undefined: they belong to none. */
  readonly project: ProjectUse | undefined
}

/** What the API starts in one call. */
const RUNS_AT_ONCE_MAX = 1_000

/** The ids of the runs, in the order of their inputs. A refusal leaves those of earlier calls running and says so. */
export async function startRuns(
  { api, screen }: Connected,
  workflow: string,
  { given, title, ...how }: StartOrder,
): Promise<Result<readonly string[], CliFailure>> {
  const path = `/workflows/${encodeURIComponent(workflow)}/runs`
  const ids: string[] = []
  for (let from = 0; from < given.length; from += RUNS_AT_ONCE_MAX) {
    const part = given.slice(from, from + RUNS_AT_ONCE_MAX)
    const each = part.map(({ inputs, title: own = title, id }) => ({ inputs, title: own, id }))
    const started = await api.post(path, { body: { each, ...how }, schema: startedRuns })
    if (!started.ok) {
      if (from > 0) screen.note(`The first ${counted(from, 'run')} were started, the others were not.`)
      return err(explained(started.error, part))
    }
    ids.push(...started.value.runs.map(({ id }) => id))
  }
  return ok(ids)
}

/** The sentence of this refusal lists what the details say again, where each has its place. */
function explained(failure: CliFailure, part: readonly GivenInputs[]): CliFailure {
  const details = failure.details.map((detail) => located(detail, part))
  if (failure.code !== 'inputs-invalid') return { ...failure, details }
  const message = 'The inputs do not fit the WorkChart.'
  return {
    ...failure,
    message,
    details,
    help: 'Give an input with `--input name=value`; `workcharts workflow show` names them.',
  }
}

const INTO_INPUTS = /^\/each\/(\d+)\/inputs/

/** What is wrong with the inputs of a run is shown in the file that holds them. */
function located(detail: FailureDetail, part: readonly GivenInputs[]): FailureDetail {
  const [start = '', index] = INTO_INPUTS.exec(detail.pointer) ?? []
  const pointer = detail.pointer.slice(start.length)
  const place = part[Number(index)]?.from
  if (place === undefined) return { ...detail, pointer }
  return { message: `${pointer}: ${detail.message}`, pointer, place: { ...place, column: 1 } }
}
