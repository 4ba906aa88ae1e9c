import { setImmediate } from 'node:timers/promises'
import { known } from '../core/basics/known.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import { nextTry } from '../core/notice/try-again.ts'
import { composeMessage } from './compose-message.ts'
import type { Delivery } from './delivery.ts'
import type { Engine } from './engine.ts'
import { inBackground } from './in-background.ts'
import type { NoticeChannel, NoticeChannels } from './notice-channels.ts'
import type { Carried, NoticeCarrier } from './notice-ports.ts'
import type { DueNotice, NoticeReader, NoticeRow } from './notice-row.ts'
import type { PersonReader } from './person-row.ts'
import type { Clock, Ids } from './ports.ts'
import type { Relay } from './read-in-pages.ts'
import { messageId } from './tell-people.ts'

/** Notices that one look asks for, and the most that one text stands for. */
const DUE_AT_ONCE = 10_000
/** Where others on the same way would fare no better: so long nothing more is sent on it. */
const CHANNEL_REST_MS = 60_000
/** However quiet it is, what is due is looked for this often. */
const LOOK_EVERY_MS = 60_000
/** How long it is known who was told of what. */
const KEPT_MS = 30 * 24 * 60 * 60_000

export interface SenderParts {
  readonly engine: Pick<Engine, 'write'>
  readonly reader: NoticeReader & PersonReader
  readonly channels: NoticeChannels
  readonly carrier: NoticeCarrier
  readonly clock: Clock
  readonly ids: Pick<Ids, 'sha256'>
  readonly wakeAt: Delivery['wakeAt']
  readonly timezone: string
  /** Where people reach this house, without a slash at its end. */
  readonly house: () => string
  readonly onProblem: (error: unknown) => void
}

interface SenderWorks {
  readonly parts: SenderParts
  /** Until when nothing is sent on a way, by its id. */
  readonly resting: Map<string, Timestamp>
  readonly stop: AbortController
  /** What became of messages that could not be noted, as on a full disk: they are not sent again for that. */
  readonly unnoted: Map<string, Carried>
  rung: boolean
}

/**
 * Sends what waits. A message is sent, then noted: after a crash in between it is sent once more with the same id, and
 * none is lost.
 */
export function createNoticeSender(parts: SenderParts): Relay {
  const works: SenderWorks = { parts, resting: new Map(), unnoted: new Map(), stop: new AbortController(), rung: false }
  const background = inBackground(parts.onProblem)
  const ring = (): void => {
    works.rung = true
    background.begin(() => sendOn(works, ring))
  }
  return {
    ring,
    idle: background.idle,
    close: async () => {
      works.stop.abort()
      await background.idle()
    },
  }
}

async function sendOn(works: SenderWorks, ring: () => void): Promise<void> {
  const { clock, wakeAt } = works.parts
  try {
    while (works.rung && !works.stop.signal.aborted) {
      works.rung = false
      if ((await sendRound(works)) === 'more') works.rung = true
      await setImmediate()
    }
  } finally {
    if (!works.stop.signal.aborted) wakeAt(await nextLook(works).catch(() => addMs(clock.now(), LOOK_EVERY_MS)), ring)
  }
}

async function nextLook({ parts: { reader, clock } }: SenderWorks): Promise<Timestamp> {
  const [next, now] = [await reader.nextNoticeAt(), clock.now()]
  const latest = addMs(now, LOOK_EVERY_MS)
  return next === null || next <= now || next > latest ? latest : next
}

async function sendRound(works: SenderWorks): Promise<'done' | 'more'> {
  const { reader, clock, channels, engine } = works.parts
  const now = clock.now()
  const due = await reader.listDueNotices({ now, limit: DUE_AT_ONCE, except: restingAt(works, now) })
  if (due.length === 0) return 'done'
  const ways = new Map((await channels.list()).map((channel) => [channel.id, channel]))
  const { needless = [], wanted = [] } = Object.groupBy(due, (row) => (isNeedless(row, ways) ? 'needless' : 'wanted'))
  const rows = needless.map((row) => ended(row, { status: 'needless', at: now }))
  await engine.write({ notices: { rows, forgetBefore: addMs(now, -KEPT_MS) } })
  const byWay = Map.groupBy(wanted, ({ channel }) => channel)
  const sending = [...byWay].map(([id, some]) => sendThrough(works, known(ways.get(id)), some))
  const outcomes = await Promise.allSettled(sending)
  const broken = outcomes.find(({ status }) => status === 'rejected')
  if (broken?.status === 'rejected') throw broken.reason
  return due.length === DUE_AT_ONCE ? 'more' : 'done'
}

/** The clock may have been set back since: no rest is longer than a rest. */
function restingAt({ resting }: SenderWorks, now: Timestamp): readonly string[] {
  for (const [id, until] of resting) if (until <= now || until > addMs(now, CHANNEL_REST_MS)) resting.delete(id)
  return [...resting.keys()]
}

/** Programs hear of everything. What goes out with a message that was begun stays in it. */
function isNeedless(row: DueNotice, ways: ReadonlyMap<string, NoticeChannel>): boolean {
  const way = ways.get(row.channel)
  if (way === undefined) return true
  const isBegun = row.pace === 'together' && row.message !== null
  return !row.isTaskOpen && !isBegun && way.settings.type !== 'webhook'
}

async function sendThrough(works: SenderWorks, channel: NoticeChannel, due: readonly DueNotice[]): Promise<void> {
  const messages = Map.groupBy(due, ({ person, message }) => `${person} ${message}`)
  for (const rows of messages.values()) {
    if (works.stop.signal.aborted) return
    const carried = await send(works, channel, await asMessage(works, rows.map(withoutTask)))
    if (carried.type === 'taken' || carried.concerns === 'message') continue
    works.resting.set(channel.id, addMs(works.parts.clock.now(), CHANNEL_REST_MS))
    return
  }
}

function withoutTask({ isTaskOpen: _, ...row }: DueNotice): NoticeRow {
  return row
}

/** What is told together keeps its members and its id from the first try on: a doubled one then says the same. */
async function asMessage({ parts }: SenderWorks, rows: readonly NoticeRow[]): Promise<readonly NoticeRow[]> {
  const { pace, message, key } = known(rows[0])
  if (pace === 'alone') return rows
  if (message !== null) return await parts.reader.listMessage(message)
  const begun = rows.map((row) => ({
    ...row,
    revision: row.revision + 1,
    message: messageId(parts.ids, `together ${key}`),
  }))
  await parts.engine.write({ notices: { rows: begun } })
  return begun
}

async function send(works: SenderWorks, channel: NoticeChannel, rows: readonly NoticeRow[]): Promise<Carried> {
  const { parts, stop, unnoted } = works
  const message = known(rows[0]?.message ?? undefined)
  const carried = unnoted.get(message) ?? (await carry(works, channel, rows))
  if (stop.signal.aborted && carried.type === 'not-taken') return carried
  unnoted.set(message, carried)
  const now = parts.clock.now()
  await parts.engine.write({ notices: { rows: rows.map((row) => after(row, carried, now)) } })
  unnoted.delete(message)
  return carried
}

async function carry(
  { parts, stop }: SenderWorks,
  channel: NoticeChannel,
  rows: readonly NoticeRow[],
): Promise<Carried> {
  const composed = await composeMessage(parts, channel, rows)
  return composed.ok ? await parts.carrier.carry(composed.value, stop.signal) : composed.error
}

function after(row: NoticeRow, carried: Carried, now: Timestamp): NoticeRow {
  if (carried.type === 'taken')
    return { ...ended(row, { status: 'sent', at: now }), tries: row.tries + 1, problem: null }
  const tries = row.tries + 1
  const next = carried.again === 'never' ? null : nextTry(tries, now)
  const failed = { ...row, tries, problem: carried.detail }
  return next === null
    ? ended(failed, { status: 'failed', at: now })
    : { ...failed, revision: row.revision + 1, sendAt: next }
}

type Ended = Pick<NoticeRow, 'status'> & { readonly at: Timestamp }

function ended(row: NoticeRow | DueNotice, { status, at }: Ended): NoticeRow {
  const { key, channel, person, notice, pace, message, tries, sendAt, problem } = row
  const kept = { key, channel, person, notice, pace, message, tries, sendAt, problem, at: row.at }
  return { ...kept, revision: row.revision + 1, status, endedAt: at }
}
