import { describe, expect, it } from 'vitest'
import { eventReceipt } from '../../src/api/contract/events.ts'
import { triggerList } from '../../src/api/contract/triggers.ts'
import { madeWebhook, webhook } from '../../src/api/contract/webhooks.ts'
import type { Json } from '../../src/core/basics/json.ts'
import type { ActorId } from '../../src/core/run/ids.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, HOST } from '../support/http-world.ts'
import { anEvent, ORDERS, structured } from '../support/listening.ts'
import { signDelivery } from '../support/sign-delivery.ts'

const PLACED = '/api/v1/triggers/orders%2Fplaced'
const STRUCTURED = { 'content-type': 'application/cloudevents+json' }

async function waiting(parts: Parameters<typeof anApi>[0] = {}): Promise<ApiWorld> {
  const world = anApi({ ...parts, files: { 'collections/default/workflows/orders.yaml': ORDERS } })
  for (const name of ['orders', 'refunds']) await world.parts.workflows.publish(name, 'human:owner' as ActorId)
  return world
}

async function sent({ send }: ApiWorld, body: string, headers: Readonly<Record<string, string>> = STRUCTURED) {
  return await send('/api/v1/events', { method: 'POST', headers, body })
}

describe('POST /api/v1/events', () => {
  it('[AP160] takes an event in structured and in binary mode, and tells what each trigger did', async () => {
    const world = await waiting()
    const answer = await sent(world, JSON.stringify(structured(anEvent())))
    expect(answer.status).toBe(202)
    const receipt = eventReceipt.parse(await answer.json())
    expect(receipt).toEqual({
      event: { id: 'e-1', source: '/shop', type: 'com.example.order.placed' },
      answers: [{ trigger: 'orders/placed', heard: 'new', outcome: { type: 'run', run: expect.any(String) } }],
    })
    const binary = {
      'ce-specversion': '1.0',
      'ce-id': 'e-1',
      'ce-source': '/shop',
      'ce-type': 'com.example.order.placed',
    }
    const again = await sent(world, '{"order":"o-7","amount":12}', { ...binary, 'content-type': 'application/json' })
    expect([again.status, eventReceipt.parse(await again.json()).answers[0]]).toEqual([
      200,
      { ...receipt.answers[0], heard: 'known' },
    ])
    const unheard = await sent(world, JSON.stringify(structured(anEvent({ type: 'com.example.nobody' }))))
    expect([unheard.status, eventReceipt.parse(await unheard.json()).answers]).toEqual([202, []])
  })

  it('[AP161] refuses what is no event, with every attribute that is wrong', async () => {
    const world = await waiting()
    const refused = async (body: string, headers?: Readonly<Record<string, string>>) => {
      const answer = await sent(world, body, headers)
      const { code, errors } = (await answer.json()) as { code: string; errors: readonly { pointer: string }[] }
      return [answer.status, code, ...errors.map(({ pointer }) => pointer)]
    }
    expect(await refused('{"specversion":"1.0","id":"","time":"noon"}')).toEqual([
      400,
      'event-invalid',
      '/id',
      '/source',
      '/type',
      '/time',
    ])
    expect(await refused('{')).toEqual([400, 'event-not-json'])
    expect(await refused('{}', { 'content-type': 'application/json' })).toEqual([415, 'event-type-unsupported'])
    expect(await refused('[]', { 'content-type': 'application/cloudevents-batch+json' })).toEqual([
      415,
      'event-type-unsupported',
    ])
    expect(await refused('{}', { ...STRUCTURED, 'content-encoding': 'gzip' })).toEqual([415, 'event-type-unsupported'])
    expect(await refused(`"${'x'.repeat(1024 * 1024)}"`)).toEqual([413, 'body-too-large'])
    const bytes = await world.send('/api/v1/events', { method: 'POST', headers: STRUCTURED, body: Uint8Array.of(0xff) })
    expect([bytes.status, ((await bytes.json()) as { code: string }).code]).toEqual([400, 'event-not-json'])
    expect(await world.store.listFirings(null, 9)).toEqual([])
  })

  it('[AP161] stands behind the door like every other route, and its neighbours still take JSON alone', async () => {
    const world = await waiting()
    const body = JSON.stringify(structured(anEvent()))
    const anonymous = { ...STRUCTURED, host: HOST }
    expect(
      (await world.api.request(`http://${HOST}/api/v1/events`, { method: 'POST', headers: anonymous, body })).status,
    ).toBe(401)
    const foreign = { ...STRUCTURED, origin: 'https://evil.example' }
    expect((await sent(world, body, foreign)).status).toBe(403)
    expect((await world.send('/api/v1/events/', { method: 'POST', headers: STRUCTURED, body })).status).toBe(415)
    expect((await world.send(`${PLACED}/webhook`, { method: 'POST', headers: STRUCTURED, body: '{}' })).status).toBe(
      415,
    )
  })

  it('[AP161] asks to come again while too much waits', async () => {
    const world = await waiting({
      parts: { events: { receive: async () => ({ ok: false, error: { code: 'events-busy' } }) } },
    })
    const answer = await sent(world, JSON.stringify(structured(anEvent())))
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([503, 'events-busy'])
  })
})

describe('webhooks', () => {
  it('[AP162] are made, renewed and removed, and shown with their trigger', async () => {
    const world = await waiting()
    const shown = async () => {
      const { triggers } = await world.get('/api/v1/triggers', triggerList)
      return triggers.map(({ id, webhook: address }) => [id, address])
    }
    const { secret, ...made } = await world.post(`${PLACED}/webhook`, { schema: madeWebhook })
    expect(made).toMatchObject({
      trigger: 'orders/placed',
      path: expect.stringMatching(/^\/hooks\/[\w-]{22}$/),
      previousUntil: null,
    })
    expect(await shown()).toEqual([
      ['orders/placed', made],
      ['refunds/weekdays', null],
    ])
    const renewed = await world.post(`${PLACED}/webhook/rotate`, { schema: madeWebhook })
    expect([renewed.path, renewed.secret === secret, renewed.previousUntil]).toEqual([
      made.path,
      false,
      expect.any(String),
    ])
    expect(await world.post(`${PLACED}/webhook/remove`, { schema: webhook })).toMatchObject({ path: made.path })
    expect(await shown()).toEqual([
      ['orders/placed', null],
      ['refunds/weekdays', null],
    ])
  })

  it('[AP162] are refused with what to do', async () => {
    const world = await waiting()
    const refused = async (path: string) => {
      const { status, code, detail } = await world.refused(path, {} satisfies Json)
      expect(detail).toMatch(/\. \S.*\.$/)
      return `${status} ${code}`
    }
    await world.post(`${PLACED}/webhook`, { schema: madeWebhook })
    expect(await refused(`${PLACED}/webhook`)).toBe('409 webhook-exists')
    expect(await refused('/api/v1/triggers/refunds%2Fweekdays/webhook')).toBe('409 trigger-no-event')
    expect(await refused('/api/v1/triggers/none%2Fnone/webhook')).toBe('404 trigger-unknown')
    expect(await refused('/api/v1/triggers/none%2Fnone/webhook/rotate')).toBe('404 webhook-unknown')
    expect(await refused('/api/v1/triggers/none%2Fnone/webhook/remove')).toBe('404 webhook-unknown')
  })

  it.each([
    ['webhook-changed', { code: 'webhook-changed', trigger: 'orders/placed' }],
    ['key-file-missing', { code: 'key-file-missing', detail: 'The key file is gone. Put it back.' }],
  ] as const)('[AP162] %s is an answer too', async (code, error) => {
    const usual = await waiting()
    const rotate = async () => ({ ok: false, error }) as const
    const world = await waiting({ parts: { webhooks: { ...usual.parts.webhooks, rotate } } })
    expect(await world.refused(`${PLACED}/webhook/rotate`, {})).toMatchObject({ status: 409, code })
  })

  it('[AP163] take deliveries under any name of a host, where nothing else answers', async () => {
    const world = await waiting()
    const { path, secret } = await world.post(`${PLACED}/webhook`, { schema: madeWebhook })
    const { id, timestamp, signature, body } = await signDelivery(secret, {
      id: 'msg_1',
      timestamp: String(Math.floor(Date.now() / 1_000)),
      body: '{"order":"o-7","amount":12}',
    })
    const signed = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
    const headers = { ...signed, host: 'hooks.example.com', 'content-type': 'application/json' }
    const deliver = (to: string) =>
      world.api.request(`http://hooks.example.com${to}`, { method: 'POST', headers, body })
    expect((await deliver(path)).status).toBe(202)
    expect((await deliver('/api/v1/events')).status).toBe(403)
    expect(
      (await world.api.request('http://hooks.example.com/', { headers: { host: 'hooks.example.com' } })).status,
    ).toBe(403)
  })

  it('[AP163] are taken at no other port where they have one of their own', async () => {
    const world = await waiting({ parts: { hooks: 'elsewhere' } })
    const { path } = await world.post(`${PLACED}/webhook`, { schema: madeWebhook })
    expect((await world.send(path, { method: 'POST', body: '{}' })).status).toBe(404)
  })
})
