import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createSendEmail } from '../../../../src/adapters/performers/builtin/send-email.ts'
import { parseMailAddress } from '../../../../src/adapters/performers/mail/mail-address.ts'
import type { MailTransport } from '../../../../src/adapters/performers/mail/mail-transport.ts'
import { createOutboxTransport } from '../../../../src/adapters/performers/mail/outbox-transport.ts'
import type { SmtpServer } from '../../../../src/adapters/performers/mail/smtp-transport.ts'
import { createSmtpTransport } from '../../../../src/adapters/performers/mail/smtp-transport.ts'
import type { JsonObject } from '../../../../src/core/basics/json.ts'
import { aMailServer, aScriptedServer } from '../../../support/mail-server.ts'
import {
  aFolder,
  anAssignment,
  aSkill,
  builtin,
  FIXED_CLOCK,
  memoryBlobs,
  NEVER_ABORTED,
} from '../../../support/performers.ts'

const LETTER = {
  to: 'noor@example.com',
  name: 'Noor Haddad',
  subject: 'Your order',
  body: 'Hello,\nit is on its way.\n',
}
const FROM = { name: 'Hearth & Hob', address: 'support@example.org' }

async function send(transport: MailTransport, inputs: JsonObject = LETTER, signal = NEVER_ABORTED) {
  const performer = await aSkill(memoryBlobs(), builtin('send-email'))
  const sender = createSendEmail({ transport, from: FROM, clock: FIXED_CLOCK })
  return sender.perform(anAssignment({ performer, inputs, idempotencyKey: 'run/../1:send' }), signal)
}

describe('Send e-mail to the outbox', () => {
  it('[PF40] writes one message that any mail program reads', async () => {
    const folder = join(await aFolder(), 'outbox')
    const result = await send(createOutboxTransport(folder))
    const [file = '', ...others] = await readdir(folder)
    expect(others).toEqual([])
    expect(file).toMatch(/^[0-9a-f]{64}\.eml$/)
    const id = `<${file.slice(0, 64)}@example.org>`
    expect(result).toMatchObject({
      type: 'answered',
      answer: { outputs: { messageId: id, to: 'noor@example.com' }, confidence: null },
    })
    const text = await readFile(join(folder, file), 'utf8')
    expect(text).toContain('From: "Hearth & Hob" <support@example.org>')
    expect(text).toContain('To: Noor Haddad <noor@example.com>')
    expect(text).toContain('Subject: Your order')
    expect(text.replaceAll('\r\n ', ' ')).toContain(`Message-ID: ${id}`)
    expect(text).toContain('Date: Tue, 03 Nov 2026 09:00:00 +0000')
    expect(text).toContain('it is on its way.')
  })

  it('[PF40] leaves the first message of a key as it is', async () => {
    const folder = await aFolder()
    const first = await send(createOutboxTransport(folder))
    const [file = ''] = await readdir(folder)
    await writeFile(join(folder, file), 'kept')
    expect(await send(createOutboxTransport(folder), { ...LETTER, subject: 'Again' })).toEqual(first)
    expect(await readFile(join(folder, file), 'utf8')).toBe('kept')
  })

  it.each([
    ['[PF41] a line break in the subject', { subject: 'a\r\nBcc: b@example.com' }],
    ['[PF41] a line break in the name', { name: 'a\nBcc: b@example.com' }],
    ['[PF41] a null character', { subject: 'a\u0000' }],
    ['[PF41] an empty subject', { subject: '' }],
    ['[PF41] no body', { body: '' }],
  ])('%s is refused', async (_, wrong) => {
    const folder = await aFolder()
    const result = await send(createOutboxTransport(folder), { ...LETTER, ...wrong })
    expect(result).toMatchObject({ error: { code: 'input-invalid', reach: 'answered' } })
    expect(await readdir(folder)).toEqual([])
  })

  it('[PF41] a second address is refused', async () => {
    expect(
      await send(createOutboxTransport(await aFolder()), { ...LETTER, to: 'a@example.com, b@example.com' }),
    ).toMatchObject({
      error: {
        code: 'address-invalid',
        message: '"a@example.com, b@example.com" is not one e-mail address. Write it as name@example.com.',
      },
    })
  })
})

describe('addresses', () => {
  it.each(['a@example.com', " o'neil+x@mail.example.co.uk ", 'a.b_c@1example.org'])('[PF41] %j is one', (text) => {
    expect(parseMailAddress(text)).toEqual({ ok: true, value: text.trim() })
  })

  it.each([
    '',
    'a',
    'a@',
    '@example.com',
    'a@localhost',
    'a b@example.com',
    'a@b@example.com',
    'Name <a@example.com>',
    '"a b"@example.com',
    'a@example.com\r\nRCPT TO:<b@example.com>',
    'a..b@example.com',
    '.a@example.com',
    'a@-example.com',
    'a@example..com',
    'a@[127.0.0.1]',
    'ü@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b.'.repeat(130)}com`,
  ])('[PF41] %j is none', (text) => {
    expect(parseMailAddress(text)).toMatchObject({ ok: false, error: { code: 'address-invalid' } })
  })
})

describe('Send e-mail through a server', () => {
  const closers: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
  })

  async function via<Server extends { port: number; close: () => Promise<void> }>(
    opened: Promise<Server>,
    more: Partial<SmtpServer> = {},
  ) {
    const server = await opened
    closers.push(server.close)
    return {
      ...server,
      transport: createSmtpTransport({ host: '127.0.0.1', port: server.port, secure: false, ...more }),
    }
  }

  it('[PF42] delivers the message', async () => {
    const { transport, received } = await via(aMailServer())
    const result = await send(transport, { ...LETTER, name: 'Inés', subject: 'Größe', body: 'Ça va?\n.\nend\n' })
    expect(result).toMatchObject({
      type: 'answered',
      answer: { outputs: { to: 'noor@example.com' }, summary: 'Sent to noor@example.com.' },
    })
    expect(received).toHaveLength(1)
    expect(received[0]).toContain('Subject: =?UTF-8?')
    expect(received[0]).toContain('=C3=87a va?\r\n.\r\nend')
  })

  it('[PF42] logs in with a password', async () => {
    const auth = { user: 'shop', pass: 'secret' }
    const { transport, received } = await via(
      aMailServer({
        authOptional: false,
        onAuth: (given, _, done) => done(null, given.password === 'secret' ? { user: 'shop' } : {}),
      }),
      { auth },
    )
    expect(await send(transport)).toMatchObject({ type: 'answered' })
    expect(received).toHaveLength(1)
  })

  it('[PF43] nobody listens: not begun', async () => {
    const server = await aMailServer()
    await server.close()
    const transport = createSmtpTransport({ host: '127.0.0.1', port: server.port, secure: false })
    expect(await send(transport)).toMatchObject({ error: { code: 'mail-not-sent', reach: 'not-begun' } })
  })

  it('[PF43] it hangs up before it greets: not begun', async () => {
    const { transport } = await via(aScriptedServer('', () => undefined))
    const silent = await via(aScriptedServer('220 hello\r\n', () => undefined))
    expect(await send(silent.transport)).toMatchObject({ error: { reach: 'not-begun' } })
    const stop = new AbortController()
    const attempt = send(transport, LETTER, stop.signal)
    stop.abort()
    expect(await attempt).toMatchObject({ error: { reach: 'not-begun' } })
  })

  it('[PF44] it refuses the login: answered', async () => {
    const { transport } = await via(
      aMailServer({ authOptional: false, onAuth: (_, __, done) => done(new Error('Invalid password')) }),
      { auth: { user: 'shop', pass: 'wrong' } },
    )
    expect(await send(transport)).toMatchObject({ error: { code: 'mail-refused', reach: 'answered' } })
  })

  it('[PF43] the attempt was stopped before: not begun', async () => {
    const { transport, received } = await via(aMailServer())
    expect(await send(transport, LETTER, AbortSignal.abort())).toMatchObject({ error: { reach: 'not-begun' } })
    expect(received).toEqual([])
  })

  it('[PF43] it hangs up after the recipient: not begun', async () => {
    const { transport } = await via(
      aScriptedServer('220 hello\r\n', (line) => (/^RCPT/.test(line) ? undefined : '250 ok\r\n')),
    )
    expect(await send(transport)).toMatchObject({ error: { code: 'mail-not-sent', reach: 'not-begun' } })
  })

  it('[PF44] it refuses the recipient: answered', async () => {
    const { transport } = await via(aMailServer({ onRcptTo: (_, __, done) => done(new Error('No such user')) }))
    expect(await send(transport)).toMatchObject({
      error: { code: 'mail-refused', reach: 'answered', message: expect.stringContaining('No such user') },
    })
  })

  it('[PF44] it refuses the message: answered', async () => {
    const { transport } = await via(
      aMailServer({
        onData: (stream, _, done) => {
          stream.resume()
          stream.on('end', () => done(new Error('Looks like spam')))
        },
      }),
    )
    expect(await send(transport)).toMatchObject({ error: { code: 'mail-refused', reach: 'answered' } })
  })

  const untilText = (atEnd: () => string | undefined) => (line: string) => {
    if (line === '.') return atEnd()
    if (line.startsWith('DATA')) return '354 go on\r\n'
    return /^(?:EHLO|MAIL|RCPT)/.test(line) ? '250 ok\r\n' : ''
  }

  it('[PF45] it hangs up after the text: unknown', async () => {
    const { transport } = await via(
      aScriptedServer(
        '220 hello\r\n',
        untilText(() => undefined),
      ),
    )
    expect(await send(transport)).toMatchObject({ error: { code: 'mail-unconfirmed', reach: 'unknown' } })
  })

  it('[PF45] the attempt is stopped while it waits for the confirmation: unknown', async () => {
    const stop = new AbortController()
    const { transport } = await via(
      aScriptedServer(
        '220 hello\r\n',
        untilText(() => {
          stop.abort()
          return ''
        }),
      ),
    )
    expect(await send(transport, LETTER, stop.signal)).toMatchObject({
      error: { code: 'mail-unconfirmed', reach: 'unknown' },
    })
  })

  it('[PF46] a password is not sent in the clear to another machine', async () => {
    const lines: string[] = []
    const server = await aScriptedServer('220 hello\r\n', (line) => {
      lines.push(line)
      return '250 AUTH PLAIN LOGIN\r\n'
    })
    closers.push(server.close)
    const auth = { user: 'shop', pass: 'secret' }
    const transport = createSmtpTransport({ host: '127.0.0.2', port: server.port, secure: false, auth })
    expect(await send(transport)).toMatchObject({ error: { code: expect.stringMatching(/^mail-/) } })
    expect(lines.some((line) => line.startsWith('AUTH'))).toBe(false)
  })
})

it('[PF40] a folder that can not be written is not taken for success', async () => {
  const folder = await aFolder()
  await mkdir(join(folder, 'x'))
  await writeFile(join(folder, 'outbox'), 'a file')
  await expect(send(createOutboxTransport(join(folder, 'outbox')))).rejects.toThrow()
})
