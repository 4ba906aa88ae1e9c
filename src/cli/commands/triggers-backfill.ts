import { backfillPreview } from '../../api/contract/triggers.ts'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { findTrigger } from '../find/find-trigger.ts'
import { query } from '../find/query.ts'
import { readInstant } from '../input/read-instant.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export interface BackfillOptions extends JsonOption {
  readonly from: string
  readonly to: string
  readonly atOnce?: true
  readonly preview?: true
}

/** Starts a run for each time of a range that started none, or says which those are. */
export async function backfillTrigger(session: Connected, typed: string, options: BackfillOptions): Promise<Outcome> {
  const range = readRange(options)
  if (!range.ok) return range
  const found = await findTrigger(session.api, { typed, count: 1 })
  if (!found.ok) return found
  const path = `/triggers/${encodeURIComponent(found.value.id)}/backfills`
  const { api, screen } = session
  const body = { ...range.value, turn: options.atOnce ? 'at-once' : 'after-others' }
  const answered = await (options.preview
    ? api.get(`${path}${query({ ...range.value })}`, backfillPreview)
    : api.post(path, { body, schema: backfillPreview }))
  if (!answered.ok) return answered
  const { starts, started } = answered.value
  if (options.json) screen.json('backfill', answered.value)
  else
    screen.print(`${options.preview ? 'Would start' : 'Starts'} ${runs(starts.length)}; ${started} had started before.`)
  if (!options.json && options.preview) screen.print(...starts.map((instant) => `  ${instant}`))
  return ok(EXIT.ok)
}

interface Range {
  readonly from: string
  readonly to: string
}

function readRange({ from, to }: Range): Result<Range, CliFailure> {
  const [first, last] = [readInstant(from), readInstant(to)]
  if (!first.ok) return first
  return last.ok ? ok({ from: first.value, to: last.value }) : last
}

function runs(count: number): string {
  return count === 1 ? '1 run' : `${count} runs`
}
