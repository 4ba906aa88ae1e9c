import type { RetryPreview } from '../../api/contract/run-retry.ts'
import { retryPreview } from '../../api/contract/run-retry.ts'
import type { RetryRequest } from '../../api/contract/runs.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { findRunId } from '../find/find-run-id.ts'
import type { InputFlags } from '../input/run-inputs.ts'
import { readRunInputs } from '../input/run-inputs.ts'
import type { Connected, Outcome } from '../session.ts'
import { retryLines } from '../show/retry-lines.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeRun, settleHere } from './change-run.ts'
import { changeSeveral } from './change-several-runs.ts'

export interface RetryOptions extends JsonOption, Pick<InputFlags, 'input' | 'inputs'> {
  /** Absent: the stage that failed. */
  readonly from?: string
  readonly newest?: true
  readonly preview?: true
}

/** The new runs are the ones that are printed; a preview begins none. */
export async function retryRuns(session: Connected, typed: readonly string[], options: RetryOptions): Promise<Outcome> {
  const [only = ''] = typed
  return typed.length > 1 ? await retrySeveral(session, typed, options) : await retryOne(session, only, options)
}

async function retryOne(session: Connected, typed: string, options: RetryOptions): Promise<Outcome> {
  const body = await retryBody(session, typed, options)
  if (!body.ok) return body
  if (options.preview) return await printPreview(session, { typed, body: body.value }, options)
  const state = await changeRun(session, { typed, verb: 'retry', body: body.value })
  if (!state.ok) return state
  return await settleHere(session, state.value, options)
}

async function retrySeveral(session: Connected, typed: readonly string[], options: RetryOptions): Promise<Outcome> {
  const forOne = FOR_ONE.find((name) => options[name] !== undefined)
  if (forOne !== undefined) return err(onlyForOne(forOne))
  return await changeSeveral(session, { typed, verb: 'retry', body: {} }, options)
}

const FOR_ONE = ['from', 'input', 'inputs', 'newest', 'preview'] as const

function onlyForOne(name: (typeof FOR_ONE)[number]): CliFailure {
  return usageFailure(
    `${name}-for-one`,
    `\`--${name}\` is about one run, and several were named.`,
    'Leave it out to take each up where it failed, or name one run.',
  )
}

/** Typed values are read as what the run takes; what that is, the preview says. */
async function retryBody(
  session: Connected,
  typed: string,
  { from, newest, input, inputs }: RetryOptions,
): Promise<Result<RetryRequest, CliFailure>> {
  const body: RetryRequest = { ...(from && { from }), ...(newest && { version: 'newest' }) }
  if (input === undefined && inputs === undefined) return ok(body)
  const shown = await preview(session, { typed, body })
  if (!shown.ok) return shown
  const flags = { noInput: true, ...(input && { input }), ...(inputs && { inputs }) } as const
  const given = await readRunInputs(session.io, flags, shown.value.inputs)
  return given.ok ? ok({ ...body, inputs: given.value[0]?.inputs ?? {} }) : given
}

interface Previewed {
  readonly typed: string
  readonly body: RetryRequest
}

async function preview({ api }: Connected, { typed, body }: Previewed): Promise<Result<RetryPreview, CliFailure>> {
  const id = await findRunId(api, typed)
  return id.ok ? api.post(`/runs/${id.value}/retry/preview`, { body, schema: retryPreview }) : id
}

async function printPreview(session: Connected, previewed: Previewed, { json }: JsonOption): Promise<Outcome> {
  const shown = await preview(session, previewed)
  if (!shown.ok) return shown
  if (json) session.screen.json('retry-preview', shown.value)
  else session.screen.print(...retryLines(shown.value))
  return ok(EXIT.ok)
}
