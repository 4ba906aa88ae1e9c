import { createHmac } from 'node:crypto'
import type { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { eventReceipt } from '../../src/api/contract/events.ts'
import { createHooks } from '../../src/api/hooks.ts'
import type { Result } from '../../src/core/basics/result.ts'
import { err, ok } from '../../src/core/basics/result.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import type { Delivery } from '../../src/core/webhook/read-delivery.ts'
import type { DeliveryProblem, MadeWebhook, SignedRequest } from '../../src/engine/webhooks.ts'
import type { Listening } from '../support/listening.ts'
import { anEvent, listening, ORDERS_TRIGGER, structured } from '../support/listening.ts'
import type { MutationKind, WireDelivery } from '../support/mutate-delivery.ts'
import { MUTATION_KINDS, mutateDelivery, wire } from '../support/mutate-delivery.ts'
import { LENA } from '../support/runs.ts'
import { pick, randomFrom } from '../support/seeded.ts'
import type { SignedDelivery } from '../support/sign-delivery.ts'
import { signDelivery } from '../support/sign-delivery.ts'

const BODY = '{"order":"o-7","amount":12}'
const MIB = 1024 * 1024

interface Hooked extends Listening {
  readonly webhook: MadeWebhook
  readonly reported: unknown[]
  readonly hooks: Hono
  readonly signed: (given?: Partial<SignedDelivery>, agoMs?: number) => Promise<SignedDelivery>
  readonly deliver: (delivery: WireDelivery, path?: string) => Promise<Response>
}

/** The real hooks over a real engine, and a sender that has the secret. */
async function hooked(): Promise<Hooked> {
  const world = await listening()
  const made = await world.webhooks.create({ trigger: ORDERS_TRIGGER, by: LENA })
  if (!made.ok) throw new Error(made.error.code)
  const reported: unknown[] = []
  const hooks = createHooks({ ...world, reader: world.store, onProblem: (error) => void reported.push(error) })
  const { secret, id } = made.value
  return {
    ...world,
    webhook: made.value,
    reported,
    hooks,
    signed: (given = {}, agoMs = 0) => {
      const seconds = String(Math.floor((world.clock.now() - agoMs) / 1_000))
      return signDelivery(secret, { id: 'msg_1', timestamp: seconds, body: BODY, ...given })
    },
    deliver: async (delivery, path = `/hooks/${id}`) => await hooks.request(path, requestOf(delivery)),
  }
}

function requestOf({ id, timestamp: sent, signature, headers, body }: WireDelivery): RequestInit {
  const signed = { 'webhook-id': id, 'webhook-timestamp': sent, 'webhook-signature': signature }
  return { method: 'POST', headers: { ...headers, ...signed }, body }
}

describe('an address', () => {
  it('[WH14] takes a signed delivery once: again, it has the same answer and starts nothing', async () => {
    const { deliver, signed, store } = await hooked()
    const delivery = wire(await signed())
    const answers = await Promise.all(Array.from({ length: 100 }, () => deliver(delivery)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(99).fill(200), 202])
    const receipts = await Promise.all(answers.map(async (answer) => eventReceipt.parse(await answer.json())))
    expect(new Set(receipts.map(({ answers: [answer] }) => JSON.stringify(answer?.outcome))).size).toBe(1)
    expect(receipts[0]?.event).toEqual({ id: 'msg_1', source: '/hooks/orders/placed', type: 'com.example.order.' })
    expect(await store.listRuns({ limit: 9 })).toHaveLength(1)
  })

  it('[WH14] takes an event, whatever the media type says, as the same event', async () => {
    const { deliver, signed, store } = await hooked()
    const body = JSON.stringify(structured(anEvent()))
    const event = await deliver(wire(await signed({ body }), { 'content-type': 'application/cloudevents+json' }))
    const plain = await deliver(wire(await signed({ body, id: 'msg_2' })))
    expect([event.status, plain.status]).toEqual([202, 200])
    expect(eventReceipt.parse(await event.json()).event).toEqual({
      id: 'e-1',
      source: '/shop',
      type: 'com.example.order.placed',
    })
    expect(await store.listRuns({ limit: 9 })).toHaveLength(1)
  })

  it('[WH15] says nothing about addresses that are not there, and does nothing without a delivery', async () => {
    const { hooks, deliver, signed, webhook, webhooks, store } = await hooked()
    const delivery = wire(await signed())
    const known = `/hooks/${webhook.id}`
    for (const path of ['/hooks/AAAAAAAAAAAAAAAAAAAAAA', `${known}x`, `${known}/`, '/hooks/', '/', '/api/v1/health']) {
      const answer = await deliver(delivery, path)
      expect([path, answer.status, await answer.text()]).toEqual([path, 404, ''])
    }
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await hooks.request(known, { method })
      expect([method, answer.status, await answer.text(), answer.headers.get('allow')]).toEqual([
        method,
        405,
        '',
        'POST',
      ])
    }
    await webhooks.remove(ORDERS_TRIGGER)
    expect((await deliver(delivery)).status).toBe(404)
    expect(await store.listFirings(null, 9)).toEqual([])
  })

  it('[WH15] judges in this order: address, size, signature, media type, JSON', async () => {
    const { deliver, signed, store, webhook, clock } = await hooked()
    const text = { 'content-type': 'text/plain' }
    const large = 'x'.repeat(MIB + 1)
    const codeOf = async (delivery: WireDelivery) => {
      const answer = await deliver(delivery)
      return `${answer.status} ${((await answer.json()) as { code: string }).code}`
    }
    const unsigned = { ...(await signed()), signature: 'v1,x' }
    expect((await deliver(wire({ ...unsigned, body: large }, text), '/hooks/none')).status).toBe(404)
    expect(await codeOf(wire({ ...unsigned, body: large }, text))).toBe('413 body-too-large')
    expect(await codeOf(wire({ ...unsigned, body: '{' }, text))).toBe('401 delivery-unsigned')
    expect(await codeOf(wire(await signed({ body: '{' }), text))).toBe('415 event-type-unsupported')
    expect(await codeOf(wire(await signed(), { 'content-encoding': 'gzip' }))).toBe('415 event-type-unsupported')
    expect(await codeOf(wire(await signed({ body: '{' })))).toBe('400 event-not-json')
    expect(await codeOf(wire(await signed({ body: '{"specversion":"1.0"}' })))).toBe('400 event-invalid')
    const latin = Uint8Array.of(34, 0xe4, 34)
    expect(await codeOf({ ...wire(signedBytes(webhook.secret, latin, clock.now())), body: latin })).toBe(
      '400 event-not-json',
    )
    expect(await store.listFirings(null, 9)).toEqual([])
    const whole = `"${'x'.repeat(MIB - 2)}"`
    expect((await deliver(wire(await signed({ body: whole })))).status).toBe(202)
  })

  it('[WH16] of a trigger that was published as another kind is told so, and starts nothing', async () => {
    const { deliver, signed, publish, store } = await hooked()
    await publish(
      'workflow_id: orders\ntriggers: [{ id: placed, type: schedule, cron: "0 9 * * *", timezone: UTC }]\nstages: [{ id: a, roles: { primary: "human:ann" } }]\n',
    )
    const answer = await deliver(wire(await signed()))
    expect(answer.status).toBe(202)
    expect(eventReceipt.parse(await answer.json()).answers).toEqual([
      {
        trigger: ORDERS_TRIGGER,
        heard: 'new',
        outcome: { type: 'not-listening', detail: expect.stringContaining('no such trigger') },
      },
    ])
    expect(await store.listFirings(null, 9)).toEqual([])
  })

  it('[WH12][WH15] takes nothing while its secret can not be opened: the sender tries again, and the log says why', async () => {
    const world = await hooked()
    const check = async () =>
      err({ code: 'secret-unreadable', detail: 'The key is another one. Put it back.' } as const)
    const hooks = createHooks({
      ...world,
      reader: world.store,
      webhooks: { ...world.webhooks, check },
      onProblem: (error) => void world.reported.push(error),
    })
    const answer = await hooks.request(`/hooks/${world.webhook.id}`, requestOf(wire(await world.signed())))
    expect([answer.status, await answer.text()]).toEqual([503, ''])
    expect(String(world.reported[0])).toContain('Put it back.')
  })

  it('[WH15] asks the sender to come again while too much waits', async () => {
    const world = await hooked()
    const events = { receive: async () => err({ code: 'events-busy' } as const) }
    const hooks = createHooks({ ...world, reader: world.store, events, onProblem: () => undefined })
    const answer = await hooks.request(`/hooks/${world.webhook.id}`, requestOf(wire(await world.signed())))
    expect(answer.status).toBe(503)
  })
})

/** Bytes that no text has. */
function signedBytes(secret: string, body: Uint8Array, now: number): SignedDelivery {
  const [id, seconds] = ['msg_1', String(Math.floor(now / 1_000))]
  const key = Buffer.from(secret.slice(6), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest('base64')
  return { id, timestamp: seconds, signature: `v1,${signature}`, body: '' }
}

const MUTANTS = 10_000
const SEED = 20_261_129

/** Deliveries that are good, one of them a number: cut in other places its bytes are good JSON too. */
async function originals({ signed, clock }: Hooked, at: number) {
  const body = at % 3 === 0 ? `${Math.floor(clock.now() / 1_000)}.5` : BODY.replace('o-7', `o-${at}`)
  const id = `msg_${at}`
  return { sent: await signed({ id, body }), old: await signed({ id, body }, 3_600_000) }
}

describe('a delivery that was changed on its way', () => {
  it(`[WH17] is never taken: ${MUTANTS} of them, each changed in one way`, { timeout: 120_000 }, async () => {
    const world = await hooked()
    const random = randomFrom(SEED)
    const tried = new Map<MutationKind, number>()
    for (let at = 0; at < MUTANTS; at += 1) {
      const kind = pick(MUTATION_KINDS, random)
      const mutant = mutateDelivery(kind, await originals(world, at), random)
      const { status } = await world.deliver(mutant)
      if (status < 400 || status === 500)
        expect.fail(
          `${at}: ${kind} ${status} ${JSON.stringify({ ...mutant, body: Buffer.from(mutant.body).toString() })}`,
        )
      tried.set(kind, (tried.get(kind) ?? 0) + 1)
    }
    console.log(
      `${MUTANTS} changed deliveries, seed ${SEED}: ${MUTATION_KINDS.map((kind) => `${kind} ${tried.get(kind)}`).join(', ')}; 0 taken.`,
    )
    for (const kind of MUTATION_KINDS) expect(tried.get(kind)).toBeGreaterThan(1_000)
    expect(await world.store.listFirings(null, 9)).toEqual([])
    expect((await world.deliver(wire((await originals(world, 1)).sent))).status).toBe(202)
  })

  it.each(['nothing', 'signature', 'window', 'id', 'spelling'] as const)(
    '[WH18] is noticed by these tests where a verifier leaves out: %s',
    async (leftOut) => {
      const world = await hooked()
      const check = (_: string, request: SignedRequest) => laxCheck(world, leftOut, request)
      const hooks = createHooks({
        ...world,
        reader: world.store,
        webhooks: { ...world.webhooks, check },
        onProblem: () => undefined,
      })
      const random = randomFrom(SEED)
      let taken = 0
      for (let at = 0; at < 1_500 && taken === 0; at += 1) {
        const mutant = mutateDelivery(pick(MUTATION_KINDS, random), await originals(world, at), random)
        const { status } = await hooks.request(`/hooks/${world.webhook.id}`, requestOf(mutant))
        if (status < 300) taken += 1
      }
      expect(taken).toBe(leftOut === 'nothing' ? 0 : 1)
    },
  )
})

type LeftOut = 'nothing' | 'signature' | 'window' | 'id' | 'spelling'

/** A verifier of its own, which forgets one thing. */
async function laxCheck(
  { webhook, clock }: Hooked,
  leftOut: LeftOut,
  { headers: { id = '', timestamp: seconds = '', signature = '' }, body }: SignedRequest,
): Promise<Result<Delivery, DeliveryProblem>> {
  const refused = err({ code: 'delivery-unsigned', detail: 'It was refused. Sign it.' } as const)
  if (leftOut !== 'id' && !/^[\w:-]{1,128}$/.test(id)) return refused
  if (!/^[1-9]\d*$/.test(seconds)) return refused
  if (leftOut !== 'window' && Math.abs(clock.now() - Number(seconds) * 1_000) > 300_000) return refused
  const text = Buffer.from(body).toString('utf8')
  if (!Buffer.from(text).equals(body)) return refused
  const wanted = (await signDelivery(webhook.secret, { id, timestamp: seconds, body: text })).signature
  const bytes = (one: string) => Buffer.from(one.replace(/^v1,/, ''), 'base64').toString('hex')
  const isSigned = leftOut === 'spelling' ? bytes(signature) === bytes(wanted) : signature === wanted
  if (leftOut !== 'signature' && !isSigned) return refused
  return ok({ id, sentAt: timestamp(Number(seconds) * 1_000), prefix: '', signatures: [] })
}
