import { expect, it } from 'vitest'
import { addMs } from '../../src/core/basics/timestamp.ts'
import { AT_ONCE_PER_HOUR } from '../../src/core/notice/when-told.ts'
import { at, LENA } from '../support/runs.ts'
import { aTelling } from '../support/telling.ts'

const MAIL = {
  type: 'email',
  host: 'smtp.example.com',
  port: 587,
  encryption: 'starttls',
  user: null,
  from: 'desk@example.com',
} as const
const TASKS = 10_000
/** Two cores have other tests to run beside this. */
const FLOOD_MS = 60_000

it('[NO23] of a flood somebody is told of little alone, and of the rest together', { timeout: FLOOD_MS }, async () => {
  const telling = await aTelling()
  await telling.notices.setEmail({ settings: MAIL, password: null, by: LENA })
  const { id } = await telling.person()
  const mails = () => telling.carried.flatMap((message) => (message.type === 'email' ? [message] : []))
  await Promise.all(Array.from({ length: TASKS }, () => telling.ask(id)))
  await telling.pass()
  expect(mails()).toHaveLength(AT_ONCE_PER_HOUR)
  telling.clock.set(addMs(at(60), 1))
  await telling.pass()
  expect(mails()).toHaveLength(AT_ONCE_PER_HOUR + 1)
  expect(mails().at(-1)?.said.subject).toBe(`WorkCharts: news of ${TASKS - AT_ONCE_PER_HOUR} tasks`)
  expect(await telling.notices.count()).toMatchObject({ sent: TASKS, waiting: 0 })
})
