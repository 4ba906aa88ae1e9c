import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { addMs } from '../core/basics/timestamp.ts'
import type { Delivery } from '../core/webhook/read-delivery.ts'
import { readDelivery } from '../core/webhook/read-delivery.ts'
import type { Engine } from './engine.ts'
import { createInOrder } from './in-order.ts'
import type { Clock, Vault, VaultProblem } from './ports.ts'
import type { FiringReader } from './trigger-row.ts'
import type { WebhookReader, WebhookRow, WebhookSecrets, WebhookSignatures } from './webhook-row.ts'
import type {
  DeliveryProblem,
  MadeWebhook,
  SignedRequest,
  WebhookOrder,
  WebhookProblem,
  WebhookRecord,
  Webhooks,
} from './webhooks.ts'
import { ROTATION_MS } from './webhooks.ts'

export interface WebhooksParts {
  readonly reader: WebhookReader & Pick<FiringReader, 'findTrigger'>
  readonly engine: Pick<Engine, 'write'>
  readonly vault: Vault
  readonly signatures: WebhookSignatures
  readonly clock: Clock
}

/** A row of a webhook that is there. */
type KeptRow = WebhookRow & { readonly secrets: WebhookSecrets }

type Answer<T> = Promise<Result<T, WebhookProblem>>

export function createWebhooks(parts: WebhooksParts): Webhooks {
  // Whether a trigger has one already is decided on all that are there.
  const inTurn = createInOrder()
  return {
    list: async () => (await keptRows(parts)).map((row) => toRecord(parts, row)),
    create: (order) => inTurn(() => create(parts, order)),
    rotate: (trigger) => inTurn(() => rotate(parts, trigger)),
    remove: (trigger) => inTurn(() => remove(parts, trigger)),
    find: async (id) => {
      const row = await findKept(parts, id)
      return row && toRecord(parts, row)
    },
    check: (webhook, request) => check(parts, webhook, request),
  }
}

async function create(parts: WebhooksParts, { trigger, by }: WebhookOrder): Answer<MadeWebhook> {
  const row = await parts.reader.findTrigger(trigger)
  if (row === undefined) return err({ code: 'trigger-unknown', trigger })
  if (row.definition.type !== 'event') return err({ code: 'trigger-no-event', trigger })
  if ((await rowOf(parts, trigger)) !== undefined) return err({ code: 'webhook-exists', trigger })
  const made = { id: parts.signatures.newId(), trigger, revision: 1, by, at: parts.clock.now() }
  return await writtenWithSecret(parts, made, null)
}

async function rotate(parts: WebhooksParts, trigger: string): Answer<MadeWebhook> {
  const row = await rowOf(parts, trigger)
  if (row === undefined) return err({ code: 'webhook-unknown', trigger })
  const previous = { sealed: row.secrets.sealed, until: addMs(parts.clock.now(), ROTATION_MS) }
  return await writtenWithSecret(parts, { ...row, revision: row.revision + 1 }, previous)
}

async function remove(parts: WebhooksParts, trigger: string): Answer<WebhookRecord> {
  const row = await rowOf(parts, trigger)
  if (row === undefined) return err({ code: 'webhook-unknown', trigger })
  const outcome = await parts.engine.write({ webhook: { ...row, revision: row.revision + 1, secrets: null } })
  return outcome === 'stale' ? err({ code: 'webhook-changed', trigger }) : ok(toRecord(parts, row))
}

async function writtenWithSecret(
  parts: WebhooksParts,
  row: Omit<WebhookRow, 'secrets'>,
  previous: WebhookSecrets['previous'],
): Answer<MadeWebhook> {
  const secret = parts.signatures.newSecret()
  const sealed = await parts.vault.seal(secret, labelOf(row))
  if (!sealed.ok) return sealed
  const kept: KeptRow = { ...row, secrets: { sealed: sealed.value, previous } }
  const outcome = await parts.engine.write({ webhook: kept })
  if (outcome === 'stale') return err({ code: 'webhook-changed', trigger: row.trigger })
  return ok({ ...toRecord(parts, kept), secret })
}

async function check(
  parts: WebhooksParts,
  webhook: string,
  { headers, body }: SignedRequest,
): Promise<Result<Delivery, DeliveryProblem>> {
  const row = await findKept(parts, webhook)
  if (row === undefined) return unsigned(NOT_SIGNED)
  const delivery = readDelivery(headers, parts.clock.now())
  if (!delivery.ok) return unsigned(delivery.error)
  const secrets = await openSecrets(parts, row)
  if (!secrets.ok) return secrets
  return parts.signatures.isSigned({ ...delivery.value, body }, secrets.value) ? delivery : unsigned(NOT_SIGNED)
}

function unsigned(detail: string): Result<never, DeliveryProblem> {
  return err({ code: 'delivery-unsigned', detail })
}

const NOT_SIGNED =
  'No signature belongs to this delivery. Sign `<id>.<timestamp>.<body>` with the secret of this address, byte for byte as it is sent.'

async function openSecrets(
  parts: WebhooksParts,
  { secrets, ...row }: KeptRow,
): Promise<Result<readonly string[], VaultProblem>> {
  const sealed = isPreviousValid(parts, secrets) ? [secrets.sealed, secrets.previous.sealed] : [secrets.sealed]
  const opened: string[] = []
  for (const one of sealed) {
    const secret = await parts.vault.open(one, labelOf(row))
    if (!secret.ok) return secret
    opened.push(secret.value)
  }
  return ok(opened)
}

type RotatedSecrets = WebhookSecrets & { readonly previous: NonNullable<WebhookSecrets['previous']> }

function isPreviousValid({ clock }: WebhooksParts, secrets: WebhookSecrets): secrets is RotatedSecrets {
  return secrets.previous !== null && clock.now() < secrets.previous.until
}

/** Under it the secret is sealed: it opens for no other address, and no connection. */
function labelOf({ id }: Pick<WebhookRow, 'id'>): string {
  return `webhook ${id}`
}

async function rowOf(parts: WebhooksParts, trigger: string): Promise<KeptRow | undefined> {
  return (await keptRows(parts)).find((row) => row.trigger === trigger)
}

async function keptRows({ reader }: WebhooksParts): Promise<readonly KeptRow[]> {
  return (await reader.listWebhooks()).filter(isKept)
}

async function findKept({ reader }: WebhooksParts, id: string): Promise<KeptRow | undefined> {
  const row = await reader.findWebhook(id)
  return row !== undefined && isKept(row) ? row : undefined
}

function isKept(row: WebhookRow): row is KeptRow {
  return row.secrets !== null
}

function toRecord(parts: WebhooksParts, { id, trigger, by, at, secrets }: KeptRow): WebhookRecord {
  return { id, trigger, by, at, previousUntil: isPreviousValid(parts, secrets) ? secrets.previous.until : null }
}
