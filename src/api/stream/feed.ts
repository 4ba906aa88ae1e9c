import type { Engine } from '../../engine/engine.ts'
import type { PositionedEvent, RunReader } from '../../engine/store.ts'
import { HEARTBEAT, messagesOf } from './messages.ts'

/** Facts read at once: some 30 KiB of messages. */
const PAGE_FACTS = 200
/** Pages that readers who are far behind may go through at the same time without reading any twice. */
const PAGES_KEPT_MAX = 64
/** However often something happens, readers are woken this often at most: a thousand of them cost as much as ten commits. */
const NEWS_EVERY_MS = 100

export interface FeedParts {
  readonly engine: Pick<Engine, 'onCommit'>
  readonly reader: Pick<RunReader, 'eventsAfter' | 'headPosition'>
}

/** All who may know of the same facts. */
export interface Audience {
  /** The same for the same facts. */
  readonly key: string
  readonly sees: (fact: PositionedEvent) => Promise<boolean>
}

/** The facts behind a position, as they are sent. */
interface Page {
  /** The first position that is still kept. */
  readonly oldest: number
  /** Undefined: there is nothing yet. */
  readonly last: number | undefined
  /** Encoded once for all of an audience. */
  readonly messagesFor: (audience: Audience) => Promise<Uint8Array>
}

/** What all streams read together: however many there are, a commit is read once and a message encoded once. */
export interface Feed {
  readonly headPosition: () => Promise<number>
  readonly pageAfter: (position: number) => Promise<Page>
  /** Calls after commits, of which many may be told by one call. Returns how to stop. */
  readonly onNews: (listener: () => void) => () => void
}

export function createFeed({ engine, reader }: FeedParts): Feed {
  const pages = new Map<number, Promise<Page>>()
  const listeners = new Set<() => void>()
  const news = atMostEvery(NEWS_EVERY_MS, () => {
    for (const listener of listeners) listener()
  })
  let leave: (() => void) | undefined
  const committed = (): void => {
    pages.clear()
    news.ask()
  }
  return {
    headPosition: reader.headPosition,
    pageAfter: (position) => {
      const page = pages.get(position) ?? readPage(reader, position)
      // Without a listener no commit says that a page is old.
      if (leave !== undefined) keep(pages, position, page)
      return page
    },
    onNews: (listener) => {
      listeners.add(listener)
      leave ??= engine.onCommit(committed)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        leave?.()
        leave = undefined
        news.stop()
        pages.clear()
      }
    },
  }
}

function keep(pages: Map<number, Promise<Page>>, position: number, page: Promise<Page>): void {
  pages.set(position, page)
  const [oldest] = pages.keys()
  if (pages.size > PAGES_KEPT_MAX && oldest !== undefined) pages.delete(oldest)
}

async function readPage(reader: FeedParts['reader'], position: number): Promise<Page> {
  const { oldest, events } = await reader.eventsAfter(position, PAGE_FACTS)
  const encoded = new Map<string, Promise<Uint8Array>>()
  return {
    oldest,
    last: events.at(-1)?.position,
    messagesFor: (audience) => {
      const messages = encoded.get(audience.key) ?? encodeFor(audience, events)
      encoded.set(audience.key, messages)
      return messages
    },
  }
}

const encoder = new TextEncoder()

/** A page of which they may know nothing only says that the connection lives. */
async function encodeFor({ sees }: Audience, events: readonly PositionedEvent[]): Promise<Uint8Array> {
  const seen = await Promise.all(events.map(sees))
  const told = events.filter((_, index) => seen[index] === true)
  return encoder.encode(told.length === 0 ? HEARTBEAT : messagesOf(told))
}

interface Pace {
  readonly ask: () => void
  readonly stop: () => void
}

/** Calls at once, and at most every `ms`: what is asked for meanwhile is one call at the end. */
function atMostEvery(ms: number, call: () => void): Pace {
  let [timer, asked]: [ReturnType<typeof setTimeout> | undefined, boolean] = [undefined, false]
  const ask = (): void => {
    asked = true
    if (timer !== undefined) return
    asked = false
    timer = setTimeout(rested, ms)
    call()
  }
  const rested = (): void => {
    timer = undefined
    if (asked) ask()
  }
  const stop = (): void => {
    clearTimeout(timer)
    timer = undefined
  }
  return { ask, stop }
}
