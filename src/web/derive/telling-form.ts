import type { NoticePreference, SetNoticePreference } from '../../api/contract/notices.ts'
import type { Pace } from '../../core/notice/preference.ts'

export const PACE_OPTIONS = [
  { value: 'at-once', label: 'At once' },
  { value: 'hourly', label: 'Together, once an hour' },
  { value: 'daily', label: 'Together, once a day' },
  { value: 'never', label: 'Never' },
] as const satisfies readonly { readonly value: Pace; readonly label: string }[]

/** How somebody wants to be told, as it is chosen and typed. */
export interface TellingDraft {
  readonly email: Pace
  readonly browser: 'at-once' | 'never'
  readonly timezone: string
  readonly dailyAt: string
  readonly address: string
}

/** Whoever has said nothing yet is offered the zone of their browser. */
export function draftOfTelling(said: NoticePreference, readerZone: string): TellingDraft {
  const { email, browser, dailyAt, address } = said
  return { email, browser, dailyAt, timezone: said.isSaid ? said.timezone : readerZone, address: address ?? '' }
}

export function toTellingRequest({ address, ...draft }: TellingDraft): SetNoticePreference {
  return { ...draft, address: address.trim() === '' ? null : address.trim() }
}

/** Where mails go, or why none comes and who can change that. */
export function mailWords(said: NoticePreference): { readonly isReached: boolean; readonly words: string } {
  const { isMailSent, mailsTo, givesAddress } = said
  if (!isMailSent) return { isReached: false, words: NO_SERVER }
  if (mailsTo === null) return { isReached: false, words: givesAddress ? NO_ADDRESS_OF_YOURS : NO_ADDRESS_KEPT }
  return { isReached: true, words: `Mails go to ${mailsTo}.` }
}

const NO_SERVER =
  'No mail comes: no mail server is set up here. Whoever looks after Settings can set one up on this page.'
const NO_ADDRESS_OF_YOURS = 'No mail comes: nobody knows your address. Give it here and save it.'
const NO_ADDRESS_KEPT = 'No mail comes: no address is kept with your name. Ask whoever manages people to add it.'

/** What a browser says about showing something: `none` where it shows nothing to pages. */
export type BrowserPermission = NotificationPermission | 'none'

/** What somebody who wants to be told in the browser has to know about this one. */
export function permissionWords(permission: BrowserPermission): string {
  switch (permission) {
    case 'granted':
      return 'This browser may show it: the stage and the WorkChart, and nothing else.'
    case 'default':
      return 'This browser shows nothing until you have allowed it. It asks you when you choose this.'
    case 'denied':
      return 'This browser keeps WorkCharts from showing anything. Allow it beside the address of this page, under “Notifications”, then load the page again.'
    case 'none':
      return 'This browser can not show anything for a page. Use another one, or be told by mail.'
  }
}
