import type { MadeWebhook, Webhook } from '../../api/contract/webhooks.ts'
import { madeWebhook, webhook } from '../../api/contract/webhooks.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { findTrigger } from '../find/find-trigger.ts'
import type { Connected, Outcome } from '../session.ts'
import { labelled } from '../show/fields.ts'
import { showInstant } from '../show/times.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export async function createWebhook(session: Connected, typed: string, options: JsonOption): Promise<Outcome> {
  return await withSecret(session, { typed, change: '' }, options)
}

export async function rotateWebhook(session: Connected, typed: string, options: JsonOption): Promise<Outcome> {
  return await withSecret(session, { typed, change: '/rotate' }, options)
}

export async function removeWebhook({ api, screen }: Connected, typed: string, { json }: JsonOption): Promise<Outcome> {
  const path = await pathOf({ api }, typed)
  if (!path.ok) return path
  const removed = await api.post(`${path.value}/remove`, { body: {}, schema: webhook })
  if (!removed.ok) return removed
  if (json) screen.json('webhook', removed.value)
  else screen.print(`Removed ${removed.value.path}. Nothing that is sent there is taken any more.`)
  return ok(EXIT.ok)
}

export async function showWebhook(
  { api, screen, parts }: Connected,
  typed: string,
  { json }: JsonOption,
): Promise<Outcome> {
  const found = await findTrigger(api, { typed, count: 1 })
  if (!found.ok) return found
  const { id, webhook: address } = found.value
  if (address === null) return err(noAddress(id))
  if (json) screen.json('webhook', address)
  else screen.print(...labelled(linesOf(address, parts.io.timeZone)))
  return ok(EXIT.ok)
}

interface Change {
  readonly typed: string
  /** The end of its address. */
  readonly change: '' | '/rotate'
}

async function withSecret(
  { api, screen, parts }: Connected,
  { typed, change }: Change,
  { json }: JsonOption,
): Promise<Outcome> {
  const path = await pathOf({ api }, typed)
  if (!path.ok) return path
  const made = await api.post(`${path.value}${change}`, { body: {}, schema: madeWebhook })
  if (!made.ok) return made
  if (json) screen.json('webhook', made.value)
  else {
    screen.print(...labelled([...linesOf(made.value, parts.io.timeZone), ['secret', made.value.secret]]))
    screen.note('Keep the secret now: it is not shown again. Whoever sends signs with it.')
  }
  return ok(EXIT.ok)
}

async function pathOf({ api }: Pick<Connected, 'api'>, typed: string): Promise<Result<string, CliFailure>> {
  const found = await findTrigger(api, { typed, count: 1 })
  return found.ok ? ok(`/triggers/${encodeURIComponent(found.value.id)}/webhook`) : found
}

function linesOf({ trigger, path, previousUntil }: Webhook | MadeWebhook, zone: string): [string, Text][] {
  const lines: [string, Text][] = [
    ['trigger', trigger],
    ['address', path],
  ]
  return previousUntil === null
    ? lines
    : [...lines, ['secret before', `taken until ${showInstant(previousUntil, zone)}`]]
}

function noAddress(trigger: string): CliFailure {
  return {
    exit: EXIT.notFound,
    code: 'webhook-unknown',
    message: `"${trigger}" has no address.`,
    details: [],
    help: `Create one with: workcharts triggers webhook create ${trigger}`,
  }
}
