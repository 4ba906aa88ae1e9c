import type { Kysely } from 'kysely'
import type { WebhookReader } from '../../engine/webhook-row.ts'
import type { Tables } from './tables.ts'
import { toWebhookRow } from './webhook-row.ts'

export function createWebhookReads(db: Kysely<Tables>): WebhookReader {
  return {
    findWebhook: async (id) => {
      const [row] = await db.selectFrom('webhooks').selectAll().where('id', '=', id).execute()
      return row && toWebhookRow(row)
    },
    listWebhooks: async () => {
      const kept = db.selectFrom('webhooks').selectAll().where('sealed_secret', 'is not', null)
      return (await kept.orderBy('at').orderBy('id').execute()).map(toWebhookRow)
    },
  }
}
