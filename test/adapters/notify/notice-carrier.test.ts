import { expect, test } from 'vitest'
import { createNoticeCarrier } from '../../../src/adapters/notify/notice-carrier.ts'
import { post } from '../../../src/adapters/notify/post.ts'
import { isPublicAddress } from '../../../src/adapters/notify/public-address.ts'
import { createSmtpTransport } from '../../../src/adapters/performers/mail/smtp-transport.ts'
import { webhookSignatures } from '../../../src/adapters/webhooks/signatures.ts'
import { fromIsoTime } from '../../../src/core/basics/timestamp.ts'
import { readDelivery } from '../../../src/core/webhook/read-delivery.ts'
import type { MailToPerson, SignedEvent } from '../../../src/engine/notice-ports.ts'
import { aMailServer, aScriptedServer } from '../../support/mail-server.ts'
import { aReceiver } from '../../support/receiver.ts'

const AT = fromIsoTime('2026-12-07T09:00:00.000Z')
const NEVER = new AbortController().signal
const { carry } = createNoticeCarrier({ openMail: createSmtpTransport, signatures: webhookSignatures })

function aMail(port: number, given: Partial<MailToPerson> = {}): MailToPerson {
  return {
    type: 'email',
    server: { type: 'email', host: '127.0.0.1', port, encryption: 'starttls', user: null, from: 'desk@example.com' },
    password: null,
    to: { name: 'Ann Grün', address: 'ann@example.com' },
    said: { subject: 'For you: Zahlung prüfen (Refunds)', body: 'A task waits for you.\n' },
    key: 'n1',
    at: AT,
    ...given,
  }
}

test('[NA1] each try of a mail has the same Message-ID', async () => {
  const server = await aMailServer()
  expect(await carry(aMail(server.port), NEVER)).toEqual({ type: 'taken' })
  expect(await carry(aMail(server.port), NEVER)).toEqual({ type: 'taken' })
  expect(await carry(aMail(server.port, { key: 'n2' }), NEVER)).toEqual({ type: 'taken' })
  await server.close()
  const ids = server.received.map((text) => /^Message-ID:\s+(.+)$/m.exec(text)?.[1])
  expect(ids[0]).toMatch(/^<[0-9a-f]{64}@example\.com>/)
  expect(ids[1]).toBe(ids[0])
  expect(ids[2]).not.toBe(ids[0])
  expect(server.received[0]).toContain('Content-Type: text/plain')
})

test('[NA1] a server is signed in to with name and password', async () => {
  const logins: unknown[] = []
  const server = await aMailServer({
    onAuth: ({ username, password }, _, done) => {
      logins.push([username, password])
      done(null, { user: username })
    },
  })
  const mail = aMail(server.port)
  await carry({ ...mail, server: { ...mail.server, user: 'desk' }, password: 'secret' }, NEVER)
  await server.close()
  expect(logins).toEqual([['desk', 'secret']])
})

test('[NA2] what a mail server refuses, and what concerns all mails', async () => {
  const refusing = await aMailServer({ onRcptTo: (_, __, done) => done(new Error('No such mailbox')) })
  expect(await carry(aMail(refusing.port), NEVER)).toMatchObject({ again: 'later', concerns: 'message' })
  await refusing.close()
  expect(await carry(aMail(refusing.port), NEVER)).toMatchObject({ again: 'later', concerns: 'channel' })
  const locked = await aMailServer({ onAuth: (_, __, done) => done(new Error('Wrong password')) })
  const mail = aMail(locked.port)
  const login = { ...mail, server: { ...mail.server, user: 'desk' }, password: 'hunter2' }
  const denied = await carry(login, NEVER)
  expect(denied).toMatchObject({ again: 'later', concerns: 'channel' })
  expect(JSON.stringify(denied)).not.toContain('hunter2')
  await locked.close()
})

test('[NA2] what nobody confirmed is sent again', async () => {
  const server = await aScriptedServer('220 hello\r\n', (line) => {
    if (line === '.') return undefined
    if (line === 'DATA') return '354 go on\r\n'
    return line.startsWith('EHLO') || line.startsWith('MAIL') || line.startsWith('RCPT') ? '250 yes\r\n' : ''
  })
  expect(await carry(aMail(server.port), NEVER)).toMatchObject({ again: 'later', concerns: 'channel' })
  await server.close()
})

function anEvent(url: string, given: Partial<SignedEvent> = {}): SignedEvent {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  return { type: 'webhook', url, secret, key: 'n1', body: { specversion: '1.0', id: 'n1' }, at: AT, ...given }
}

test('[NA3] an event is signed as its receiver checks it, with the same id in each try', async () => {
  await using receiver = await aReceiver()
  const event = anEvent(`${receiver.url}/in`)
  expect(await carry(event, NEVER)).toEqual({ type: 'taken' })
  expect(await carry({ ...event, at: fromIsoTime('2026-12-07T10:00:00.000Z') }, NEVER)).toEqual({ type: 'taken' })
  const [first, second] = receiver.received
  if (first === undefined || second === undefined) throw new Error('Nothing came.')
  expect(first.headers['content-type']).toBe('application/cloudevents+json')
  expect(JSON.parse(first.body)).toEqual({ specversion: '1.0', id: 'n1' })
  const header = (name: string): string => String(first.headers[name])
  const delivery = readDelivery(
    { id: header('webhook-id'), timestamp: header('webhook-timestamp'), signature: header('webhook-signature') },
    AT,
  )
  if (!delivery.ok) throw new Error(delivery.error)
  const body = Buffer.from(first.body)
  expect(webhookSignatures.isSigned({ ...delivery.value, body }, [event.secret])).toBe(true)
  expect(second.headers['webhook-id']).toBe('n1')
  expect(second.headers['webhook-timestamp']).not.toBe(first.headers['webhook-timestamp'])
})

test('[NA4] a chat is asked to show a text as it is', async () => {
  await using receiver = await aReceiver()
  await carry({ type: 'slack', url: `${receiver.url}/services/T0/B0/x`, text: 'For you' }, NEVER)
  expect(receiver.received.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ['/services/T0/B0/x', { text: 'For you', mrkdwn: false, unfurl_links: false, unfurl_media: false }],
  ])
})

test.each([
  [200, 'taken'],
  [202, 'taken'],
  [302, 'later'],
  [404, 'later'],
  [410, 'never'],
  [500, 'later'],
] as const)('[NA5] an answer of %i: %s', async (status, expected) => {
  await using receiver = await aReceiver(() => ({ status, headers: { location: '/elsewhere' } }))
  const carried = await carry(anEvent(receiver.url), NEVER)
  expect(carried.type === 'taken' ? carried.type : carried.again).toBe(expected)
  expect(receiver.received).toHaveLength(1)
})

test('[NA6] a name that leads to this computer is refused where the connection is made', async () => {
  await using receiver = await aReceiver()
  const { port } = new URL(receiver.url)
  const leading = async (...addresses: readonly string[]) =>
    await post(
      { url: `http://desk.example:${port}/`, headers: {}, body: '{}' },
      {
        signal: NEVER,
        resolve: (_, __, done) =>
          done(
            null,
            addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
          ),
      },
    )
  const refused = { type: 'unanswered', reason: 'it leads to a private address' }
  expect(await leading('127.0.0.1')).toEqual(refused)
  expect(await leading('93.184.216.34', '10.0.0.1')).toEqual(refused)
  expect(await leading('::ffff:127.0.0.1')).toEqual(refused)
  expect(await leading()).toEqual({ type: 'unanswered', reason: 'no connection' })
  expect(receiver.received).toEqual([])
  const written = await post({ url: `http://localhost:${port}/`, headers: {}, body: '{}' }, { signal: NEVER })
  expect(written).toEqual({ type: 'answered', status: 204 })
  const metadata = await post({ url: 'https://169.254.169.254/latest', headers: {}, body: '' }, { signal: NEVER })
  expect(metadata).toEqual(refused)
})

test.each([
  ['93.184.216.34', true],
  ['2606:4700::1111', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['172.31.0.1', false],
  ['192.168.1.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['64:ff9b::7f00:1', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['2002:7f00:1::', false],
  ['ff02::1', false],
  ['example.com', false],
] as const)('[NA6] whether %s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected)
})

test('[NA7] an answer is neither read without end nor waited for', async () => {
  await using endless = await aReceiver(() => ({ status: 200, body: 'x'.repeat(10 * 1024 * 1024) }))
  expect(await carry(anEvent(endless.url), NEVER)).toEqual({ type: 'taken' })
  await using silent = await aReceiver(() => undefined)
  const posted = await post({ url: silent.url, headers: {}, body: '' }, { signal: NEVER, limitMs: 50 })
  expect(posted).toEqual({ type: 'unanswered', reason: 'no answer within 0.05 seconds' })
})

test('[NA8] a failure gives away neither secret nor path', async () => {
  const { url } = await aReceiver().then(async (receiver) => {
    await receiver[Symbol.asyncDispose]()
    return receiver
  })
  const carried = await carry({ type: 'slack', url: `${url}/services/T0/B0/xyzzy`, text: 'For you' }, NEVER)
  expect(carried).toMatchObject({ type: 'not-taken', again: 'later', concerns: 'channel' })
  expect(JSON.stringify(carried)).toMatch(/127\.0\.0\.1:\d+ could not be reached: ECONNREFUSED\./)
  expect(JSON.stringify(carried)).not.toContain('xyzzy')
})
