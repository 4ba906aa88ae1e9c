import { isNearby, readAddress } from '../connection/address.ts'
import type { NoticeFlaw } from './preference.ts'
import { isMailAddress } from './preference.ts'

/** A way in which this house tells people, without its secret. */
export type ChannelSettings = EmailSettings | SlackSettings | WebhookSettings

/** A mail server. Its secret is the password. */
export interface EmailSettings {
  readonly type: 'email'
  readonly host: string
  readonly port: number
  /** `tls`: from the first byte. `starttls`: once the server offers it, and always where there is a password. */
  readonly encryption: 'tls' | 'starttls'
  /** Null: it is not signed in to. */
  readonly user: string | null
  readonly from: string
}

/** A room of a chat. Its secret is the address: whoever knows it may write there. */
interface SlackSettings {
  readonly type: 'slack'
  /** As people recognise it. */
  readonly host: string
}

/** A program elsewhere. Its secret signs what is sent. */
interface WebhookSettings {
  readonly type: 'webhook'
  readonly url: string
}

export const CHANNEL_LIMITS = {
  addressCharacters: 500,
  hostCharacters: 253,
  wordCharacters: 320,
  portMax: 65_535,
} as const

/** Everything that is wrong with the settings of a mail server, in the order of the form. */
export function checkEmail(settings: EmailSettings, password: string | null): readonly NoticeFlaw[] {
  const { host, port, user, from } = settings
  return [
    ...flawsOf((HOST.test(host) && host.length <= CHANNEL_LIMITS.hostCharacters) || NO_HOST),
    ...flawsOf((Number.isInteger(port) && port >= 1 && port <= CHANNEL_LIMITS.portMax) || NO_PORT),
    ...flawsOf((user === null) === (password === null) || HALF_LOGIN),
    ...flawsOf([user, password].every(isWord) || NO_WORD),
    ...flawsOf(isMailAddress(from) || NO_SENDER),
  ]
}

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|[0-9a-f:]+)$/i

function isWord(word: string | null): boolean {
  return word === null || (/^[^\p{Cc}]+$/u.test(word) && word.length <= CHANNEL_LIMITS.wordCharacters)
}

/** What an address that we send to has to be. What is written as private is meant so; a name that leads there is not. */
export function checkAddress(url: string): readonly NoticeFlaw[] {
  const address = url.length > CHANNEL_LIMITS.addressCharacters ? undefined : readAddress(url)
  if (address === undefined) return [NO_ADDRESS]
  return flawsOf(address.isEncrypted || isNearby(address.host) || NOT_ENCRYPTED)
}

/** None where a check gave true. */
function flawsOf(checked: NoticeFlaw | true): readonly NoticeFlaw[] {
  return checked === true ? [] : [checked]
}

const NO_HOST: NoticeFlaw = {
  pointer: '/host',
  detail: 'This is no name of a server. Write it like smtp.example.com, without anything before or after it.',
}

const NO_PORT: NoticeFlaw = {
  pointer: '/port',
  detail: `A port is a whole number from 1 to ${CHANNEL_LIMITS.portMax}. Most mail servers have 587, or 465.`,
}

const HALF_LOGIN: NoticeFlaw = {
  pointer: '/password',
  detail: 'A mail server is signed in to with a name and a password. Give both, or neither.',
}

const NO_WORD: NoticeFlaw = {
  pointer: '/user',
  detail: `Name and password are each one line of at most ${CHANNEL_LIMITS.wordCharacters} characters. Copy them again.`,
}

const NO_SENDER: NoticeFlaw = {
  pointer: '/from',
  detail: 'This is not one e-mail address. Write whom the mails come from as name@example.com.',
}

const NO_ADDRESS: NoticeFlaw = {
  pointer: '/url',
  detail: `This is not an address that can be used: it begins with https://, carries no name, password or question mark, and has at most ${CHANNEL_LIMITS.addressCharacters} characters. Copy it again, and only it.`,
}

const NOT_ENCRYPTED: NoticeFlaw = {
  pointer: '/url',
  detail:
    'Everybody on the way could read what is sent there. Use https://; http:// is for this computer and private addresses such as 192.168.1.20.',
}
