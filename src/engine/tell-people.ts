import { assertNever } from '../core/basics/assert-never.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import type { Notice } from '../core/notice/notice.ts'
import type { NoticePreference } from '../core/notice/preference.ts'
import { usualPreference } from '../core/notice/preference.ts'
import { recipientsOf } from '../core/notice/recipients.ts'
import { tellingOf } from '../core/notice/telling.ts'
import type { Timing, Wish } from '../core/notice/when-told.ts'
import { FLOOD_WINDOW_MS, whenTold } from '../core/notice/when-told.ts'
import { LOCAL_OWNER } from '../core/people/local-owner.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { Engine } from './engine.ts'
import type { NoticeChannel, NoticeChannels } from './notice-channels.ts'
import { EMAIL } from './notice-channels.ts'
import type { NoticeReader, NoticeRow } from './notice-row.ts'
import type { PersonReader, PersonRow } from './person-row.ts'
import type { Ids } from './ports.ts'
import type { PagesParts, Relay } from './read-in-pages.ts'
import { readInPages } from './read-in-pages.ts'
import type { RelayReader, RelayRow } from './relay-row.ts'
import type { PositionedEvent, RunReader, Store } from './store.ts'

const NAME = 'notices'
/** Facts that one look reads. */
const FACTS_AT_ONCE = 200
/** Notices of one write: a task for a thousand people is a thousand rows. The last fact's may go beyond it. */
const ROWS_AT_ONCE = 1_000
/** However little of it concerned anybody, this often it is noted how far it got. */
const NOTED_EVERY = 2_000

export interface TellerParts extends PagesParts {
  readonly engine: Pick<Engine, 'write'>
  readonly reader: NoticeReader & RelayReader & PersonReader & TellerRuns
  readonly channels: NoticeChannels
  readonly ids: Pick<Ids, 'sha256'>
  /** The zone of this computer. */
  readonly timezone: string
  /** Something waits to be sent. */
  readonly onNotices: () => void
}

type TellerRuns = Pick<RunReader, 'eventsAfter' | 'headPosition' | 'findTask'> & Pick<Store, 'findRun'>

interface Works {
  readonly parts: TellerParts
  /** As it is stored; undefined: not read yet. */
  row: RelayRow | undefined
  position: number | undefined
}

/** Writes down who is to be told of what runs tell, each of it once: with the notices it is noted how far it got. */
export function createTeller(parts: TellerParts): Relay {
  const works: Works = { parts, row: undefined, position: undefined }
  return readInPages(parts, () => readPage(works))
}

async function readPage(works: Works): Promise<'done' | 'more'> {
  const { reader } = works.parts
  works.row ??= await reader.findRelay(NAME)
  if (works.row === undefined) return await beginHere(works)
  const from = works.position ?? works.row.position
  const { events } = await reader.eventsAfter(from, FACTS_AT_ONCE)
  const facts = events.filter(({ event }) => tellingOf(event) !== undefined)
  const { rows, until } = facts.length === 0 ? NOTHING : await rowsOf(await lookAround(works.parts), facts)
  await note(works, until ?? events.at(-1)?.position ?? from, rows)
  return until === undefined && events.length < FACTS_AT_ONCE ? 'done' : 'more'
}

/** Nobody is told of what was before anybody was told. */
async function beginHere(works: Works): Promise<'done'> {
  const row: RelayRow = { name: NAME, revision: 1, position: await works.parts.reader.headPosition() }
  await works.parts.engine.write({ relay: row })
  works.row = row
  return 'done'
}

/** In one transaction: neither a crash nor a write that fails loses a notice or writes it twice. */
async function note(works: Works, position: number, rows: readonly NoticeRow[]): Promise<void> {
  const { row, parts } = works
  if (rows.length > 0 || position - (row?.position ?? 0) >= NOTED_EVERY) await write(works, position, rows)
  works.position = position
  if (rows.length > 0) parts.onNotices()
}

async function write(works: Works, position: number, rows: readonly NoticeRow[]): Promise<void> {
  const { row, parts } = works
  const next: RelayRow = { name: NAME, revision: (row?.revision ?? 0) + 1, position }
  if ((await parts.engine.write({ relay: next, notices: { rows } })) === 'stale')
    throw new Error('How far people have been told was changed by somebody else.')
  works.row = next
}

interface Page {
  readonly rows: readonly NoticeRow[]
  /** The position of the last fact that was read; undefined: all of them were. */
  readonly until: number | undefined
}

const NOTHING: Page = { rows: [], until: undefined }

/** What is the same for all facts of a page, and how much of it was written alone lately. */
interface House {
  readonly parts: TellerParts
  readonly now: Timestamp
  readonly channels: readonly NoticeChannel[]
  readonly people: readonly PersonRow[]
  readonly wishes: ReadonlyMap<ActorId, NoticePreference>
  /** By channel and person. */
  readonly lately: Map<string, number>
}

async function lookAround(parts: TellerParts): Promise<House> {
  const [channels, people, rows] = await Promise.all([
    parts.channels.list(),
    parts.reader.listPeople(),
    parts.reader.listNoticePreferences(),
  ])
  const wishes = new Map(rows.map(({ person, preference }) => [person, preference]))
  return { parts, now: parts.clock.now(), channels, people, wishes, lately: new Map() }
}

async function rowsOf(house: House, facts: readonly PositionedEvent[]): Promise<Page> {
  const rows: NoticeRow[] = []
  for (const fact of facts) {
    rows.push(...(await rowsFor(house, fact)))
    if (rows.length >= ROWS_AT_ONCE) return { rows, until: fact.position }
  }
  return { rows, until: undefined }
}

/** One fact, and everybody who is told of it. */
interface News {
  readonly house: House
  readonly notice: Notice
  /** The key of its notices begins with it. */
  readonly fact: string
}

async function rowsFor(house: House, { event, run, seq }: PositionedEvent): Promise<readonly NoticeRow[]> {
  const { reader } = house.parts
  const telling = tellingOf(event)
  const channels = house.channels.filter(({ since }) => since <= event.at)
  if (telling === undefined || channels.length === 0) return []
  const [task, record] = [await reader.findTask(telling.task), await reader.findRun(run)]
  if (task === undefined || record === undefined) throw new Error(`Run ${run} told of a task, and it is not there`)
  const { workflowName, stageName, reason, due } = task
  const to = telling.to ?? task.to
  const notice = { kind: telling.kind, task: task.id, run, workflowName, stageName, reason, due, to, at: event.at }
  const news: News = { house, notice, fact: `${run}/${seq}` }
  const addressed = { to, venture: record.row.venture, by: telling.by }
  const people = task.status === 'open' ? recipientsOf(addressed, house.people, LOCAL_OWNER) : []
  const rows: NoticeRow[] = []
  for (const channel of channels) rows.push(...(await rowsOn(news, channel, people)))
  return rows
}

/** Programs hear of everything, a room of what is still open, and people of what is theirs, as they wish. */
async function rowsOn(news: News, channel: NoticeChannel, people: readonly ActorId[]): Promise<readonly NoticeRow[]> {
  const { now, parts } = news.house
  switch (channel.settings.type) {
    case 'webhook':
      return [toRow(news, { channel: channel.id, person: null }, { type: 'alone', sendAt: now })]
    case 'slack':
      return people.length === 0
        ? []
        : await rowTo(news, { channel: channel.id, person: null }, atOnceIn(parts.timezone))
    case 'email':
      return (await Promise.all(people.map((person) => mailTo(news, person)))).flat()
    default:
      return assertNever(channel.settings)
  }
}

function atOnceIn(timezone: string): Wish {
  return { ...usualPreference(timezone), pace: 'at-once' }
}

async function mailTo(news: News, person: ActorId): Promise<readonly NoticeRow[]> {
  const { people, wishes, parts } = news.house
  const wish = wishes.get(person) ?? usualPreference(parts.timezone)
  const address = wish.address ?? people.find(({ id }) => id === person)?.email
  if (address === undefined) return []
  return await rowTo(news, { channel: EMAIL, person }, { ...wish, pace: wish.email })
}

type Place = Pick<NoticeRow, 'channel' | 'person'>

async function rowTo(news: News, place: Place, wish: Wish): Promise<readonly NoticeRow[]> {
  const { house } = news
  const timing = whenTold(wish, house.now, await latelyTo(house, place))
  if (timing === undefined) return []
  if (timing.type === 'alone') house.lately.set(nameOf(place), (house.lately.get(nameOf(place)) ?? 0) + 1)
  return [toRow(news, place, timing)]
}

async function latelyTo({ lately, parts, now }: House, place: Place): Promise<number> {
  const known = lately.get(nameOf(place))
  if (known !== undefined) return known
  const count = await parts.reader.countAlone(place, addMs(now, -FLOOD_WINDOW_MS))
  lately.set(nameOf(place), count)
  return count
}

function nameOf({ channel, person }: Place): string {
  return `${channel} ${person ?? 'house'}`
}

function toRow({ house, notice, fact }: News, place: Place, { type, sendAt }: Timing): NoticeRow {
  const key = `${fact} ${nameOf(place)}`
  const message = type === 'alone' ? messageId(house.parts.ids, key) : null
  const begun = { status: 'waiting', tries: 0, problem: null, endedAt: null } as const
  return { key, revision: 1, ...place, notice, pace: type, message, ...begun, sendAt, at: house.now }
}

/** Letters and digits, as headers take them. */
const MESSAGE_CHARACTERS = 32

export function messageId(ids: Pick<Ids, 'sha256'>, key: string): string {
  return ids.sha256(key).slice(0, MESSAGE_CHARACTERS)
}
