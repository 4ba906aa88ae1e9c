import { describe, expect, it } from 'vitest'
import { webhookSignatures } from '../../src/adapters/webhooks/signatures.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { DeliveryHeaders } from '../../src/core/webhook/read-delivery.ts'
import { createWebhooks } from '../../src/engine/create-webhooks.ts'
import type { MadeWebhook } from '../../src/engine/webhooks.ts'
import { ROTATION_MS } from '../../src/engine/webhooks.ts'
import type { Listening } from '../support/listening.ts'
import { listening, ORDERS, ORDERS_TRIGGER } from '../support/listening.ts'
import { at, LENA } from '../support/runs.ts'
import { signDelivery } from '../support/sign-delivery.ts'

async function made(world: Listening): Promise<MadeWebhook> {
  const webhook = await world.webhooks.create({ trigger: ORDERS_TRIGGER, by: LENA })
  if (!webhook.ok) throw new Error(webhook.error.code)
  return webhook.value
}

/** What the desk says of a delivery that is signed with this secret now. */
async function checked(
  world: Listening,
  { id, secret }: Pick<MadeWebhook, 'id' | 'secret'>,
  headers: Partial<DeliveryHeaders> = {},
) {
  const timestamp = String(Math.floor(world.clock.now() / 1_000))
  const { body, ...signed } = await signDelivery(secret, { id: 'msg_1', timestamp, body: '{}' })
  const answer = await world.webhooks.check(id, { headers: { ...signed, ...headers }, body: Buffer.from(body) })
  return answer.ok ? 'signed' : answer.error.detail
}

describe('webhooks', () => {
  it('[WH9] are made for event triggers, one each, with a secret that is shown once and stored sealed', async () => {
    const world = await listening()
    await world.publish(
      'workflow_id: daily\ntriggers: [{ id: t, type: schedule, cron: "0 9 * * *", timezone: UTC }]\nstages: [{ id: a, roles: { primary: "human:ann" } }]\n',
      'daily',
    )
    const { secret, ...record } = await made(world)
    expect(record).toEqual({
      id: expect.stringMatching(/^[\w-]{22}$/),
      trigger: ORDERS_TRIGGER,
      by: LENA,
      at: at(0),
      previousUntil: null,
    })
    expect(await world.webhooks.list()).toEqual([record])
    expect(await world.webhooks.find(record.id)).toEqual(record)
    expect(JSON.stringify(await world.store.listWebhooks())).not.toContain(secret.slice(6, 20))
    const refused = async (trigger: string) => await world.webhooks.create({ trigger, by: LENA })
    expect(await refused(ORDERS_TRIGGER)).toEqual({
      ok: false,
      error: { code: 'webhook-exists', trigger: ORDERS_TRIGGER },
    })
    expect(await refused('daily/t')).toEqual({ ok: false, error: { code: 'trigger-no-event', trigger: 'daily/t' } })
    expect(await refused('none/t')).toEqual({ ok: false, error: { code: 'trigger-unknown', trigger: 'none/t' } })
  })

  it('[WH9] are one for a trigger also where two are asked for at once', async () => {
    const world = await listening()
    const order = { trigger: ORDERS_TRIGGER, by: LENA }
    const both = await Promise.all([world.webhooks.create(order), world.webhooks.create(order)])
    expect(both.map(({ ok }) => ok)).toEqual([true, false])
    expect(await world.webhooks.list()).toHaveLength(1)
  })

  it('[WH8][WH10] take the secret before for a day after a new one was made, and one before that no longer', async () => {
    const world = await listening()
    const first = await made(world)
    const renew = async () => {
      const rotated = await world.webhooks.rotate(ORDERS_TRIGGER)
      if (!rotated.ok) throw new Error(rotated.error.code)
      return rotated.value
    }
    const second = await renew()
    expect(second).toMatchObject({ id: first.id, previousUntil: addMs(at(0), ROTATION_MS) })
    expect(await checked(world, first)).toBe('signed')
    expect(await checked(world, second)).toBe('signed')
    const third = await renew()
    expect(await checked(world, first)).toMatch(/^No signature belongs/)
    world.clock.set(addMs(at(0), ROTATION_MS - 1))
    expect(await checked(world, second)).toBe('signed')
    world.clock.set(addMs(at(0), ROTATION_MS))
    expect(await checked(world, second)).toMatch(/^No signature belongs/)
    expect(await checked(world, third)).toBe('signed')
    expect((await world.webhooks.list())[0]?.previousUntil).toBeNull()
    expect(await world.webhooks.rotate('none/t')).toEqual({
      ok: false,
      error: { code: 'webhook-unknown', trigger: 'none/t' },
    })
  })

  it('[WH11] are not known any more once they are removed, and nothing of their secrets is kept', async () => {
    const world = await listening()
    const first = await made(world)
    expect(await world.webhooks.remove(ORDERS_TRIGGER)).toMatchObject({ ok: true, value: { id: first.id } })
    expect(await world.webhooks.list()).toEqual([])
    expect(await world.webhooks.find(first.id)).toBeUndefined()
    expect(await checked(world, first)).toMatch(/^No signature belongs/)
    expect(await world.store.findWebhook(first.id)).toMatchObject({ secrets: null, revision: 2 })
    expect(await world.webhooks.remove(ORDERS_TRIGGER)).toEqual({
      ok: false,
      error: { code: 'webhook-unknown', trigger: ORDERS_TRIGGER },
    })
    const second = await made(world)
    expect(second.id).not.toBe(first.id)
  })

  it('[WH5] say what is wrong with the headers of a delivery', async () => {
    const world = await listening()
    const webhook = await made(world)
    expect(await checked(world, webhook, { timestamp: undefined })).toMatch(/^`webhook-timestamp`/)
    expect(await checked(world, webhook, { id: 'msg_2' })).toMatch(/^No signature belongs/)
  })

  it('[WH12] tell that the key of the vault is gone, and make no other one', async () => {
    const world = await listening()
    const webhook = await made(world)
    const gone = { code: 'key-file-missing', detail: 'It is gone. Put it back.' } as const
    const vault = {
      seal: async () => ({ ok: false, error: gone }) as const,
      open: async () => ({ ok: false, error: gone }) as const,
    }
    const without = createWebhooks({ ...world, reader: world.store, vault, signatures: webhookSignatures })
    expect(await without.rotate(ORDERS_TRIGGER)).toEqual({ ok: false, error: gone })
    expect(await checked({ ...world, webhooks: without }, webhook)).toBe(gone.detail)
  })

  it('[WH9] say where somebody else changed one at the same moment', async () => {
    const world = await listening(ORDERS, {})
    await made(world)
    const stale = createWebhooks({
      ...world,
      reader: world.store,
      engine: { write: async () => 'stale' },
      vault: { seal: async () => ({ ok: true, value: 'sealed' }), open: async () => ({ ok: true, value: '' }) },
      signatures: webhookSignatures,
    })
    const changed = { ok: false, error: { code: 'webhook-changed', trigger: ORDERS_TRIGGER } }
    expect(await stale.rotate(ORDERS_TRIGGER)).toEqual(changed)
    expect(await stale.remove(ORDERS_TRIGGER)).toEqual(changed)
  })
})
