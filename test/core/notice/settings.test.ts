import { expect, test } from 'vitest'
import type { EmailSettings } from '../../../src/core/notice/channel.ts'
import { checkAddress, checkEmail } from '../../../src/core/notice/channel.ts'
import { checkPreference, usualPreference } from '../../../src/core/notice/preference.ts'

test('[NO13] a wish is refused with everything that is wrong', () => {
  const usual = usualPreference('Europe/Berlin')
  expect(checkPreference(usual)).toEqual([])
  expect(checkPreference({ ...usual, address: 'ann@example.com' })).toEqual([])
  const wrong = { ...usual, timezone: '+01:00', dailyAt: '24:00', address: 'ann@example.com, tom@example.com' }
  expect(checkPreference(wrong).map(({ pointer }) => pointer)).toEqual(['/timezone', '/dailyAt', '/address'])
  expect(checkPreference({ ...usual, address: `${'a'.repeat(250)}@x.example` })).toHaveLength(1)
})

const MAIL: EmailSettings = {
  type: 'email',
  host: 'smtp.example.com',
  port: 587,
  encryption: 'starttls',
  user: null,
  from: 'desk@example.com',
}

test('[NO14] a mail server is refused with everything that is wrong', () => {
  expect(checkEmail(MAIL, null)).toEqual([])
  expect(checkEmail({ ...MAIL, host: '::1', user: 'desk' }, 'secret')).toEqual([])
  const wrong = { ...MAIL, host: 'https://x', port: 0, user: 'de\nsk', from: 'nobody' }
  expect(checkEmail(wrong, null).map(({ pointer }) => pointer)).toEqual([
    '/host',
    '/port',
    '/password',
    '/user',
    '/from',
  ])
  expect(checkEmail({ ...MAIL, host: 'a'.repeat(300) }, null)).toHaveLength(1)
  expect(checkEmail({ ...MAIL, user: 'desk' }, 'p'.repeat(400))).toHaveLength(1)
})

test.each([
  ['https://hooks.slack.com/services/T0/B0/x', 0],
  ['http://127.0.0.1:8080/in', 0],
  ['http://192.168.1.20/in', 0],
  ['http://example.com/in', 1],
  ['https://user:pass@example.com/', 1],
  ['https://example.com/?token=1', 1],
  ['ftp://example.com/', 1],
  [`https://example.com/${'a'.repeat(500)}`, 1],
] as const)('[NO15] %s has %i flaws', (url, flaws) => {
  expect(checkAddress(url)).toHaveLength(flaws)
})
