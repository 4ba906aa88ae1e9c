import { runDetail } from '../../api/contract/run-detail.ts'
import { runState } from '../../api/contract/runs.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { findRunId } from '../find/find-run-id.ts'
import { askYes } from '../input/ask-yes.ts'
import type { Connected, Outcome } from '../session.ts'
import { shortRun } from '../show/ids.ts'
import type { JsonOption } from '../tree/options.ts'

export interface EraseOptions extends JsonOption {
  readonly yes?: true
}

/** Asks first: it can not be undone. What was erased before is not asked about again. */
export async function eraseRun(session: Connected, typed: string, options: EraseOptions): Promise<Outcome> {
  const id = await findRunId(session.api, typed)
  if (!id.ok) return id
  const found = await session.api.get(`/runs/${id.value}`, runDetail)
  if (!found.ok) return found
  if (found.value.actions.erase && !options.yes) {
    const said = await askYes(session.io, questionFor(found.value.summary))
    if (said !== 'yes') return err(notConfirmed(said))
  }
  const erased = await session.api.post(`/runs/${id.value}/erase`, { body: {}, schema: runState })
  if (!erased.ok) return erased
  if (options.json) session.screen.json('run-state', { id: id.value, status: erased.value.status })
  else session.screen.print(`Run ${shortRun(id.value)} is erased. Its receipts stay, and still verify.`)
  return ok(EXIT.ok)
}

function questionFor({
  id,
  title,
  workflow,
}: {
  readonly id: string
  readonly title: string | null
  readonly workflow: { readonly name: string }
}): string {
  const run = `run ${shortRun(id)} of ${workflow.name}${title === null ? '' : ` (${title})`}`
  return `Erase what ${run} was given, gave and was told? It can not be brought back.`
}

function notConfirmed(said: 'no' | 'nobody'): CliFailure {
  const message = said === 'no' ? 'Nothing was erased.' : 'Nobody was asked: this is no terminal.'
  const next = 'Look at it with `workcharts runs show`, then use `workcharts runs erase --yes`.'
  return { ...usageFailure('not-confirmed', message, next), exit: EXIT.refused }
}
