import { isTimezone } from '../schedule/timezone.ts'

/** How often somebody is told by e-mail. */
export const PACES = ['at-once', 'hourly', 'daily', 'never'] as const
export type Pace = (typeof PACES)[number]

/** How somebody wants to be told. */
export interface NoticePreference {
  readonly email: Pace
  /** By the browser, while a page of WorkCharts is open in it. */
  readonly browser: 'at-once' | 'never'
  readonly timezone: string
  /** When a daily mail comes, as `08:30` in that zone. */
  readonly dailyAt: string
  /** Where mails go instead of the address that the house knows; null: there. */
  readonly address: string | null
}

export function usualPreference(timezone: string): NoticePreference {
  return { email: 'at-once', browser: 'never', timezone, dailyAt: '08:00', address: null }
}

/** One thing that is wrong with what was said. */
export interface NoticeFlaw {
  /** JSON Pointer. */
  readonly pointer: string
  /** What is wrong and what to do next. */
  readonly detail: string
}

/** Everything that is wrong with it, in the order of the form. */
export function checkPreference({ timezone, dailyAt, address }: NoticePreference): readonly NoticeFlaw[] {
  return [
    ...(isTimezone(timezone) ? [] : [NO_ZONE]),
    ...(CLOCK_TIME.test(dailyAt) ? [] : [NO_TIME]),
    ...(address === null || isMailAddress(address) ? [] : [NO_ADDRESS]),
  ]
}

const CLOCK_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/

const NO_ZONE: NoticeFlaw = {
  pointer: '/timezone',
  detail: 'This is no time zone that is known here. Write it like Europe/Berlin.',
}

const NO_TIME: NoticeFlaw = {
  pointer: '/dailyAt',
  detail: 'This is no time of day. Write hours and minutes, like 08:30.',
}

const NO_ADDRESS: NoticeFlaw = {
  pointer: '/address',
  detail: 'This is not one e-mail address. Write it as name@example.com.',
}

/** RFC 5321: octets of a path without its angle brackets. */
const ADDRESS_MAX = 254
const ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.)*[a-z0-9-]{1,63}$/i

/** One plain address without anything that would need quoting. */
export function isMailAddress(text: string): boolean {
  return text.length <= ADDRESS_MAX && ADDRESS.test(text)
}
