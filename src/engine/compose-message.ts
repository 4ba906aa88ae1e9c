import { assertNever } from '../core/basics/assert-never.ts'
import { known } from '../core/basics/known.ts'
import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import { chatText } from '../core/notice/chat-text.ts'
import { noticeEvent } from '../core/notice/notice-event.ts'
import { sayDigest, sayNotice } from '../core/notice/say-notice.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { NoticeChannel } from './notice-channels.ts'
import type { Carried, NoticeMessage } from './notice-ports.ts'
import type { NoticeReader, NoticeRow } from './notice-row.ts'
import type { PersonReader } from './person-row.ts'
import type { Clock } from './ports.ts'

export interface ComposingParts {
  readonly reader: Pick<NoticeReader, 'findNoticePreference'> & Pick<PersonReader, 'findPerson'>
  readonly clock: Clock
  readonly timezone: string
  readonly house: () => string
}

type NotTaken = Extract<Carried, { readonly type: 'not-taken' }>

/** What goes out for these, which share a message, a way and a person. */
export async function composeMessage(
  parts: ComposingParts,
  channel: NoticeChannel,
  rows: readonly NoticeRow[],
): Promise<Result<NoticeMessage, NotTaken>> {
  const opened = await channel.openSecret()
  if (!opened.ok) return err(notTaken('later', opened.error.detail))
  const { settings } = channel
  const [secret, at] = [opened.value, parts.clock.now()]
  switch (settings.type) {
    case 'email':
      return await composeMail(parts, rows, { server: settings, password: secret, at })
    case 'slack': {
      const reading = { house: parts.house(), timezone: parts.timezone }
      return ok({ type: 'slack', url: secret ?? '', text: chatText(noticesOf(rows), reading) })
    }
    case 'webhook': {
      const [row, key] = [known(rows[0]), keyOf(rows)]
      const body = noticeEvent(key, parts.house(), row.notice)
      return ok({ type: 'webhook', url: settings.url, secret: secret ?? '', key, body, at })
    }
    default:
      return assertNever(settings)
  }
}

interface Mailing {
  readonly server: Extract<NoticeMessage, { readonly type: 'email' }>['server']
  readonly password: string | null
  readonly at: Timestamp
}

async function composeMail(
  parts: ComposingParts,
  rows: readonly NoticeRow[],
  mailing: Mailing,
): Promise<Result<NoticeMessage, NotTaken>> {
  const [row] = rows
  const person = row?.person ?? null
  const to = person === null ? undefined : await addresseeOf(parts, person)
  if (row === undefined || to === undefined)
    return err(notTaken('never', 'Nobody is there any more who would read it.'))
  const reading = { house: parts.house(), timezone: to.timezone }
  const said = row.pace === 'alone' ? sayNotice(row.notice, reading) : sayDigest(noticesOf(rows), reading)
  return ok({ type: 'email', ...mailing, to: { name: to.name, address: to.address }, said, key: keyOf(rows) })
}

export interface Addressee {
  readonly name: string
  readonly address: string
  readonly timezone: string
}

/** Where somebody's mails go; undefined: nobody knows an address of theirs, or they are not here any more. */
export async function addresseeOf(
  { reader, timezone }: Pick<ComposingParts, 'reader' | 'timezone'>,
  person: ActorId,
): Promise<Addressee | undefined> {
  const [row, wish] = [await reader.findPerson(person), (await reader.findNoticePreference(person))?.preference]
  const address = wish?.address ?? row?.email
  if (address === undefined || row?.status === 'removed') return undefined
  return { name: row?.name ?? '', address, timezone: wish?.timezone ?? timezone }
}

function noticesOf(rows: readonly NoticeRow[]): readonly NoticeRow['notice'][] {
  return rows.map(({ notice }) => notice)
}

function keyOf(rows: readonly NoticeRow[]): string {
  return known(rows[0]?.message ?? undefined)
}

function notTaken(again: 'later' | 'never', detail: string): NotTaken {
  return { type: 'not-taken', again, concerns: again === 'later' ? 'channel' : 'message', detail }
}
