import { expect, it, onTestFinished } from 'vitest'
import { mailLinks } from '../../../src/open-door.ts'
import { aMailServer } from '../../support/mail-server.ts'
import { MEI } from '../../support/sign-in.ts'

const LINK = `https://charts.example.com/sign-in/link#${'s'.repeat(43)}`

it('[SI14] a real mail server gets the link, whole, for whom it is, and how long it works', async () => {
  const server = await aMailServer()
  onTestFinished(server.close)
  const url = new URL(`smtp://127.0.0.1:${server.port}`)
  await mailLinks({ url, from: 'charts@example.com' })(MEI, LINK)
  const [message = ''] = server.received
  expect(message).toContain('To: Mei Lin <mei@example.com>')
  const text = message.replaceAll('=\r\n', '').replaceAll('=3D', '=')
  expect(text).toContain(LINK)
  for (const part of ['at charts.example.com', 'within 10 minutes', 'Then do nothing']) expect(text).toContain(part)
  expect(text.split('\r\n\r\n')[0]).not.toContain('ssss')
})

it('[SI14] what the mail server does not take is told', async () => {
  const refusing = await aMailServer({ onRcptTo: (_address, _session, done) => done(new Error('No such mailbox.')) })
  onTestFinished(refusing.close)
  const send = mailLinks({ url: new URL(`smtp://127.0.0.1:${refusing.port}`), from: 'charts@example.com' })
  await expect(send(MEI, LINK)).rejects.toThrow('A link to sign in was not sent.')
})
