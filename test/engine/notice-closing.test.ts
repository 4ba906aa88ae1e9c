import { expect, it } from 'vitest'
import type { ActorId } from '../../src/core/run/ids.ts'
import { LENA } from '../support/runs.ts'
import { aTelling } from '../support/telling.ts'

const MEI = 'human:mei' as ActorId
const MAIL = {
  type: 'email',
  host: 'smtp.example.com',
  port: 587,
  encryption: 'starttls',
  user: null,
  from: 'desk@example.com',
} as const

it('[NO28] a sender that is closed while a message is on its way counts no failure and sends no other', async () => {
  const telling = await aTelling({ meanwhile: (sender) => void sender.close() })
  await telling.notices.setEmail({ settings: MAIL, password: null, by: LENA })
  await telling.person()
  telling.outcomes.push({ type: 'not-taken', again: 'later', concerns: 'message', detail: 'It was cut off.' })
  await telling.ask(MEI)
  await telling.ask(MEI)
  await telling.pass()
  expect(telling.carried).toHaveLength(1)
  expect(await telling.notices.list({ limit: 9 })).toMatchObject([
    { status: 'waiting', tries: 0 },
    { status: 'waiting', tries: 0 },
  ])
})
