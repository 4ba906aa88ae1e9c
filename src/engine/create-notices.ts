import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { ChannelSettings } from '../core/notice/channel.ts'
import { checkAddress, checkEmail } from '../core/notice/channel.ts'
import type { NoticeFlaw, NoticePreference } from '../core/notice/preference.ts'
import { checkPreference, usualPreference } from '../core/notice/preference.ts'
import { LOCAL_OWNER } from '../core/people/local-owner.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { ComposingParts } from './compose-message.ts'
import { addresseeOf } from './compose-message.ts'
import type { Engine } from './engine.ts'
import { createInOrder } from './in-order.ts'
import type { NoticeChannel, NoticeChannels } from './notice-channels.ts'
import { EMAIL, labelOf, SLACK } from './notice-channels.ts'
import type { NoticeCarrier } from './notice-ports.ts'
import type { NoticeChannelRow, NoticeReader } from './notice-row.ts'
import type {
  AddressOrder,
  ChannelRecord,
  EmailOrder,
  KeptPreference,
  MadeChannel,
  NoticeProblem,
  Notices,
} from './notices.ts'
import { NOTICE_WEBHOOKS_MAX } from './notices.ts'
import type { Ids, Vault } from './ports.ts'
import { testChannel } from './test-channel.ts'
import type { WebhookSignatures } from './webhook-row.ts'

export interface NoticesParts extends ComposingParts {
  readonly reader: NoticeReader & ComposingParts['reader']
  readonly engine: Pick<Engine, 'write'>
  readonly channels: NoticeChannels
  readonly carrier: NoticeCarrier
  readonly vault: Vault
  readonly signatures: Pick<WebhookSignatures, 'newId' | 'newSecret'>
  readonly ids: Pick<Ids, 'sha256' | 'salt'>
}

type Answer<T> = Promise<Result<T, NoticeProblem>>

export function createNotices(parts: NoticesParts): Notices {
  // Which ways there are is decided on all that are there.
  const inTurn = createInOrder()
  const { reader } = parts
  return {
    listChannels: async () => (await parts.channels.list()).map((channel) => toRecord(channel)),
    setEmail: (order) => inTurn(() => setEmail(parts, order)),
    setSlack: (order) => inTurn(() => setSlack(parts, order)),
    addWebhook: (order) => inTurn(() => addWebhook(parts, order)),
    removeChannel: (id, by) => inTurn(() => removeChannel(parts, id, by)),
    test: (id, by) => testChannel(parts, id, by),
    preferenceOf: (person) => preferenceOf(parts, person),
    setPreference: (person, preference) => inTurn(() => setPreference(parts, person, preference)),
    list: reader.listNotices,
    count: reader.countNotices,
  }
}

/** A password is asked for once and never shown: where it is still meant for the same place, it need not be given again. */
async function setEmail(parts: NoticesParts, { settings, password, by }: EmailOrder): Answer<ChannelRecord> {
  const before = (await parts.reader.findNoticeChannel(EMAIL))?.kept
  const isSame =
    before?.settings.type === 'email' &&
    before.settings.host === settings.host &&
    before.settings.user === settings.user
  const staying = isSame && password === null ? before.sealedSecret : null
  const flaws = checkEmail(settings, password).filter(({ pointer }) => pointer !== '/password' || staying === null)
  if (flaws.length > 0) return invalid(flaws)
  return await kept(parts, { id: EMAIL, settings, by, staying }, password)
}

async function setSlack(parts: NoticesParts, { url: said, by }: AddressOrder): Answer<ChannelRecord> {
  const url = said.trim()
  const flaws = checkAddress(url)
  if (flaws.length > 0) return invalid(flaws)
  return await kept(parts, { id: SLACK, settings: { type: 'slack', host: new URL(url).host }, by, staying: null }, url)
}

async function addWebhook(parts: NoticesParts, { url: said, by }: AddressOrder): Answer<MadeChannel> {
  const url = said.trim()
  const flaws = checkAddress(url)
  if (flaws.length > 0) return invalid(flaws)
  const webhooks = (await parts.channels.list()).filter(({ settings }) => settings.type === 'webhook')
  if (webhooks.length >= NOTICE_WEBHOOKS_MAX) return err({ code: 'channels-full' })
  const secret = parts.signatures.newSecret()
  const id = parts.signatures.newId()
  const made = await kept(parts, { id, settings: { type: 'webhook', url }, by, staying: null }, secret)
  return made.ok ? ok({ ...made.value, secret }) : made
}

interface Wanted {
  readonly id: string
  readonly settings: ChannelSettings
  readonly by: ActorId
  /** A secret that was sealed before and stays. */
  readonly staying: string | null
}

async function kept(
  parts: NoticesParts,
  { id, settings, by, staying }: Wanted,
  secret: string | null,
): Answer<ChannelRecord> {
  const sealed = secret === null ? ok(staying) : await parts.vault.seal(secret, labelOf(id))
  if (!sealed.ok) return sealed
  const before = await parts.reader.findNoticeChannel(id)
  const at = before === undefined || before.kept === null ? parts.clock.now() : before.at
  const row: NoticeChannelRow = {
    id,
    revision: (before?.revision ?? 0) + 1,
    kept: { settings, sealedSecret: sealed.value },
    by,
    at,
  }
  const outcome = await parts.engine.write({ notices: { channel: row } })
  if (outcome === 'stale') return err({ code: 'channel-changed', id })
  return ok({ id, settings, hasSecret: sealed.value !== null, from: 'settings', since: at })
}

async function removeChannel(parts: NoticesParts, id: string, by: ActorId): Answer<readonly ChannelRecord[]> {
  const row = await parts.reader.findNoticeChannel(id)
  if (row === undefined || row.kept === null) return err({ code: 'channel-unknown', id })
  const removed: NoticeChannelRow = { ...row, revision: row.revision + 1, kept: null, by }
  if ((await parts.engine.write({ notices: { channel: removed } })) === 'stale')
    return err({ code: 'channel-changed', id })
  return ok((await parts.channels.list()).map((channel) => toRecord(channel)))
}

async function preferenceOf(parts: NoticesParts, person: ActorId): Promise<KeptPreference> {
  const row = await parts.reader.findNoticePreference(person)
  return await asKept(parts, person, row?.preference)
}

async function asKept(
  parts: NoticesParts,
  person: ActorId,
  said: NoticePreference | undefined,
): Promise<KeptPreference> {
  const address = (await addresseeOf(parts, person))?.address ?? null
  const isMailSent = (await parts.channels.list()).some(({ id }) => id === EMAIL)
  const preference = said ?? usualPreference(parts.timezone)
  return { preference, isSaid: said !== undefined, address, isMailSent }
}

/** Everybody's address is kept with them, and looked after by whoever manages people; only the owner has none there. */
async function setPreference(
  parts: NoticesParts,
  person: ActorId,
  preference: NoticePreference,
): Answer<KeptPreference> {
  const flaws = [...checkPreference(preference), ...(isTheirs(person, preference) ? [] : [NOT_THEIRS])]
  if (flaws.length > 0) return invalid(flaws)
  const before = await parts.reader.findNoticePreference(person)
  const row = { person, revision: (before?.revision ?? 0) + 1, preference }
  if ((await parts.engine.write({ notices: { preference: row } })) === 'stale')
    return err({ code: 'channel-changed', id: person })
  return ok(await asKept(parts, person, preference))
}

function isTheirs(person: ActorId, { address }: NoticePreference): boolean {
  return address === null || person === LOCAL_OWNER.id
}

const NOT_THEIRS: NoticeFlaw = {
  pointer: '/address',
  detail: 'Your address is kept with your name. Ask whoever manages people to change it.',
}

function invalid(flaws: readonly NoticeFlaw[]): Result<never, NoticeProblem> {
  return err({ code: 'notice-settings-invalid', flaws })
}

function toRecord({ id, settings, since, from, hasSecret }: NoticeChannel): ChannelRecord {
  return { id, settings, hasSecret, from, since }
}
