import type {
  Notice,
  NoticeChannel,
  NoticeChannelList,
  SetNoticeAddress,
  SetNoticeEmail,
} from '../../api/contract/notices.ts'
import type { NoticeKind } from '../../core/notice/notice.ts'
import { personName } from './known-people.ts'
import { counted, countWords } from './number-words.ts'

export type WayKind = NoticeChannel['type']

export const WAY_OPTIONS = [
  { value: 'email', label: 'By mail: a mail server' },
  { value: 'slack', label: 'In a chat: the room of a team' },
  { value: 'webhook', label: 'To a program elsewhere' },
] as const satisfies readonly { readonly value: WayKind; readonly label: string }[]

export const ENCRYPTION_OPTIONS = [
  { value: 'starttls', label: 'STARTTLS, mostly at port 587' },
  { value: 'tls', label: 'TLS from the beginning, mostly at port 465' },
] as const

/** A way of telling as it is typed in. */
export interface WayDraft {
  readonly kind: WayKind
  readonly host: string
  readonly port: string
  readonly encryption: 'tls' | 'starttls'
  readonly user: string
  readonly password: string
  readonly from: string
  readonly url: string
}

const USUAL_PORTS = { starttls: '587', tls: '465' } as const satisfies Record<WayDraft['encryption'], string>

export function emptyWay(kind: WayKind): WayDraft {
  const server = { host: '', port: USUAL_PORTS.starttls, encryption: 'starttls', user: '', from: '' } as const
  return { kind, ...server, password: '', url: '' }
}

/** The usual port of one encryption gives way to that of another; one that was typed stays. */
export function withEncryption(draft: WayDraft, encryption: WayDraft['encryption']): WayDraft {
  const isUsual = draft.port === USUAL_PORTS[draft.encryption]
  return { ...draft, encryption, port: isUsual ? USUAL_PORTS[encryption] : draft.port }
}

/** Nobody gives a secret out again: an address of a chat and a password begin empty. */
export function draftOfWay(channel: NoticeChannel): WayDraft {
  const empty = emptyWay(channel.type)
  if (channel.type !== 'email') return empty
  const { host, port, encryption, user, from } = channel.server
  return { ...empty, host, port: String(port), encryption, user: user ?? '', from }
}

/** The kinds that can be set up: there is one mail server and one chat, and there are many programs. */
export function kindsToSetUp(channels: readonly NoticeChannel[]): readonly WayKind[] {
  const taken = new Set(channels.map(({ type }) => type))
  return WAY_OPTIONS.map(({ value }) => value).filter((kind) => kind === 'webhook' || !taken.has(kind))
}

/** The mail server, the chat, then the programs. */
export function inOrder(channels: readonly NoticeChannel[]): readonly NoticeChannel[] {
  return WAY_OPTIONS.flatMap(({ value }) => channels.filter(({ type }) => type === value))
}

/** What is sent, and where to; the server says what is wrong with it. */
export type WayRequest =
  | { readonly path: '/notices/email'; readonly body: SetNoticeEmail }
  | { readonly path: '/notices/slack' | '/notices/webhooks'; readonly body: SetNoticeAddress }

export function toWayRequest({ kind, port, encryption, password, url, ...words }: WayDraft): WayRequest {
  if (kind !== 'email')
    return { path: kind === 'slack' ? '/notices/slack' : '/notices/webhooks', body: { url: url.trim() } }
  const { host, user, from } = words
  // What is no number is sent as a port that there is not.
  const server = { host: host.trim(), port: Number(port) || 0, encryption, user: given(user.trim()), from: from.trim() }
  return { path: '/notices/email', body: { ...server, password: given(password) } }
}

function given(text: string): string | null {
  return text === '' ? null : text
}

/** What it is called, and what it is on one line. */
export function wayWords(channel: NoticeChannel): { readonly name: string; readonly detail: string } {
  switch (channel.type) {
    case 'email': {
      const { host, port, user, from } = channel.server
      const login = user === null ? 'not signed in to' : `signed in to as ${user}`
      return { name: 'Mail server', detail: `${host}:${port}, mails come from ${from}, ${login}` }
    }
    case 'slack':
      return { name: 'Chat', detail: `A room at ${channel.host}` }
    case 'webhook':
      return { name: 'Program', detail: channel.url }
  }
}

const NEWS = {
  'task-opened': 'A new task',
  'task-reminded': 'A reminder',
  'task-overdue': 'That it is overdue',
  'task-passed-on': 'That it was passed on',
  'information-asked': 'A question',
  'information-given': 'An answer to a question',
} as const satisfies Record<NoticeKind, string>

/** `A reminder, by mail to Mei Lin, tried 9 times` */
export function notSentWords({ kind, channel, person, tries }: Notice): string {
  return `${NEWS[kind]}, ${onWhichWay(channel, person)}, tried ${counted(tries, 'time')}`
}

function onWhichWay(channel: string, person: string | null): string {
  if (channel === 'slack') return 'in the chat'
  if (channel !== 'email') return 'to a program'
  return person === null ? 'by mail' : `by mail to ${personName(person)}`
}

/** What became of everything that people were told of late. */
export function countsWords({ sent, waiting, failed, needless }: NoticeChannelList['counts']): string {
  if (sent + waiting + failed + needless === 0) return 'Nobody was told anything in the last 30 days.'
  const said = `In the last 30 days ${countWords(sent)} ${wasOrWere(sent)} sent`
  const rest = `${countWords(failed)} could not be, and ${countWords(needless)} ${wasOrWere(needless)} not needed any more`
  return `${said}, ${rest}. ${countWords(waiting)} ${waiting === 1 ? 'waits' : 'wait'}.`
}

function wasOrWere(count: number): string {
  return count === 1 ? 'was' : 'were'
}
