import { z } from 'zod'
import { CHANNEL_LIMITS } from '../../core/notice/channel.ts'
import { NOTICE_KINDS } from '../../core/notice/notice.ts'
import { PACES } from '../../core/notice/preference.ts'
import { instant, listOf } from './basics.ts'

const STATUSES = ['waiting', 'sent', 'failed', 'needless'] as const

const common = {
  id: z.string(),
  /** The secret itself is given by nobody any more. */
  hasSecret: z.boolean(),
  /** `environment`: the program was started with it. */
  from: z.enum(['settings', 'environment']),
}

const email = {
  host: z.string(),
  port: z.number(),
  encryption: z.enum(['tls', 'starttls']),
  user: z.string().nullable(),
  from: z.string(),
}

/** A way in which this house tells people. */
export const noticeChannel = z
  .discriminatedUnion('type', [
    z.object({ ...common, type: z.literal('email'), server: z.object(email).readonly() }).readonly(),
    z.object({ ...common, type: z.literal('slack'), host: z.string() }).readonly(),
    z.object({ ...common, type: z.literal('webhook'), url: z.string() }).readonly(),
  ])
  .meta({ id: 'NoticeChannel' })

export const noticeChannelList = z
  .object({
    channels: listOf(noticeChannel),
    /** How many are in which state. */
    counts: z.record(z.enum(STATUSES), z.number()).readonly(),
  })
  .readonly()
  .meta({ id: 'NoticeChannelList' })

export const madeNoticeChannel = z
  .object({
    channel: noticeChannel,
    /** Shown this once. */
    secret: z.string(),
  })
  .readonly()
  .meta({ id: 'MadeNoticeChannel' })

export const noticeTest = z.object({ isWell: z.boolean(), detail: z.string() }).readonly().meta({ id: 'NoticeTest' })

const word = z.string().max(CHANNEL_LIMITS.wordCharacters)
const address = z.string().max(2 * CHANNEL_LIMITS.addressCharacters)

export const setNoticeEmail = z
  .strictObject({
    host: word,
    port: z.number(),
    encryption: z.enum(['tls', 'starttls']),
    user: word.nullable().default(null),
    from: word,
    /** Goes in here once, and comes out nowhere. */
    password: word.nullable().default(null),
  })
  .meta({ id: 'SetNoticeEmail' })

export const setNoticeAddress = z.strictObject({ url: address }).meta({ id: 'SetNoticeAddress' })

const preference = {
  email: z.enum(PACES),
  browser: z.enum(['at-once', 'never']),
  timezone: word,
  dailyAt: word,
  /** Only for the owner of the machine: everybody else's address is kept with their name. */
  address: word.nullable().default(null),
}

export const setNoticePreference = z.strictObject(preference).meta({ id: 'SetNoticePreference' })

/** How somebody wants to be told. */
export const noticePreference = z
  .object({
    ...preference,
    address: z.string().nullable(),
    /** Whether they said so; false: it is what is usual. */
    isSaid: z.boolean(),
    /** Where their mails go; null: nobody knows. */
    mailsTo: z.string().nullable(),
    isMailSent: z.boolean(),
    /** Whether they give their address here. */
    givesAddress: z.boolean(),
  })
  .readonly()
  .meta({ id: 'NoticePreference' })

export const noticeQuery = z.object({ status: z.enum(STATUSES).optional() })

/** What somebody is told, on one way. */
export const notice = z
  .object({
    kind: z.enum(NOTICE_KINDS),
    channel: z.string(),
    /** Null: a place of the house. */
    person: z.string().nullable(),
    task: z.string(),
    workchart: z.string(),
    stage: z.string(),
    status: z.enum(STATUSES),
    tries: z.number(),
    sendAt: instant,
    problem: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'Notice' })

export const noticeList = z
  .object({ notices: listOf(notice) })
  .readonly()
  .meta({ id: 'NoticeList' })

export type MadeNoticeChannel = z.infer<typeof madeNoticeChannel>
export type Notice = z.infer<typeof notice>
export type NoticeChannel = z.infer<typeof noticeChannel>
export type NoticeChannelList = z.infer<typeof noticeChannelList>
export type NoticeList = z.infer<typeof noticeList>
export type NoticePreference = z.infer<typeof noticePreference>
export type NoticeTest = z.infer<typeof noticeTest>
export type SetNoticeAddress = z.input<typeof setNoticeAddress>
export type SetNoticeEmail = z.input<typeof setNoticeEmail>
export type SetNoticePreference = z.input<typeof setNoticePreference>
