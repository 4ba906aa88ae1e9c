import type { EventReceipt } from '../../api/contract/events.ts'
import { eventReceipt } from '../../api/contract/events.ts'
import type { Json } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import type { CliIo } from '../cli-io.ts'
import { EXIT } from '../exit-code.ts'
import { readText } from '../input/read-json.ts'
import type { Connected, Outcome } from '../session.ts'
import { shortRun } from '../show/ids.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface SendOptions extends JsonOption {
  readonly type: string
  readonly data?: string
  readonly source: string
  readonly id?: string
  readonly subject?: string
}

export async function sendEvent({ api, screen, parts }: Connected, options: SendOptions): Promise<Outcome> {
  const { type, source, subject, id = parts.io.newId() } = options
  const data = options.data === undefined ? ok(undefined) : await readData(parts.io, options.data)
  if (!data.ok) return data
  const event = { specversion: '1.0', id, source, type, subject, data: data.value }
  const sent = await api.post('/events', {
    body: event,
    schema: eventReceipt,
    mediaType: 'application/cloudevents+json',
  })
  if (!sent.ok) return sent
  if (options.json) screen.json('event', sent.value)
  else if (sent.value.answers.length === 0) screen.note(`Nothing waits for ${type}. See: workcharts triggers list`)
  else await screen.table({ head: ['trigger', '', 'what came of it'], rows: sent.value.answers.map(toRow) })
  return ok(EXIT.ok)
}

/** JSON as typed, or in the file behind an `@`. */
async function readData(io: CliIo, typed: string): Promise<Result<Json, CliFailure>> {
  const text = typed.startsWith('@') ? await readText(io, typed.slice(1)) : ok(typed)
  if (!text.ok) return text
  try {
    return ok(JSON.parse(text.value))
  } catch {
    return err(usageFailure('not-json', 'The data is not JSON.', `Write it as '{"order": "7"}', or as @<file>.`))
  }
}

function toRow({ trigger, heard, outcome }: EventReceipt['answers'][number]): readonly Text[] {
  const before = heard === 'known' ? 'known before' : ''
  return [trigger, before, outcome.type === 'run' ? `run ${shortRun(outcome.run)}` : outcome.detail]
}
