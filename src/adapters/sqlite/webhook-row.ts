import type { WebhookRow, WebhookSecrets } from '../../engine/webhook-row.ts'
import type { WebhookColumns } from './tables.ts'

export function toWebhookColumns({ secrets, ...row }: WebhookRow): WebhookColumns {
  const previous = secrets?.previous
  return {
    ...row,
    sealed_secret: secrets?.sealed ?? null,
    sealed_previous: previous?.sealed ?? null,
    previous_until: previous?.until ?? null,
  }
}

export function toWebhookRow({ sealed_secret, sealed_previous, previous_until, ...row }: WebhookColumns): WebhookRow {
  if (sealed_secret === null) return { ...row, secrets: null }
  const previous: WebhookSecrets['previous'] =
    sealed_previous === null || previous_until === null ? null : { sealed: sealed_previous, until: previous_until }
  return { ...row, secrets: { sealed: sealed_secret, previous } }
}
